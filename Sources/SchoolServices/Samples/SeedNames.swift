/// What people, places and courses are called, in three languages.
enum SeedNames {
    static let first = [
        "Aysel", "Çingiz", "Xədicə", "Həsən", "Şəbnəm", "İlham", "Qədir", "Kənan", "Ömər", "Zəhra",
        "Ülviyyə", "Nigar", "Rəşad", "Günel", "Elçin", "Anna", "Дмитрий", "Ольга", "John", "Emma",
        "Ləman", "Tural", "Fidan", "Орхан", "Səbinə", "Murad", "Aytən", "Vüqar", "Jalə", "Əli",
    ]

    static let last = [
        "Məmmədova", "Əliyev", "Quliyeva", "Rzayev", "İsmayılova", "Kərimov", "Abbasov",
        "Nəbiyev", "Cəfərov", "Hüseynov", "Babayeva", "Mustafayeva", "Иванов", "Петрова", "Smith",
        "Vəliyeva", "Şirinov", "Qasımova", "Ağayev", "Xəlilova", "Brown", "Süleymanov",
    ]

    /// Languages, and how each calls a level and a type of education.
    static let education: [(language: String, levels: [String], types: [String])] = [
        ("az", ["Bakalavr", "Magistratura", "Doktorantura"], ["Əyani", "Qiyabi"]),
        ("ru", ["Бакалавриат", "Магистратура", "Докторантура"], ["Очное", "Заочное"]),
        ("en", ["Bachelor", "Master", "Doctorate"], ["Full-time", "Part-time"]),
    ]

    static let subjects = [
        "Riyaziyyat", "Fizika", "Kimya", "Biologiya", "Tarix", "Ədəbiyyat", "İnformatika",
        "Coğrafiya", "İqtisadiyyat", "Hüquq", "Алгебра", "Геометрия", "Литература", "Statistics",
        "Databases", "Algorithms", "Marketing", "Fəlsəfə", "Psixologiya", "Dizayn",
    ]
}
