import Records

extension District {
    static let girls = [
        "Aysel", "Günel", "Nərmin", "Ləman", "Şəbnəm", "Xədicə", "Zəhra", "Fidan", "Ülviyyə",
        "Sevinc",
    ]
    static let boys = [
        "Əli", "Murad", "Elçin", "Rəşad", "Tural", "Orxan", "Cavid", "Nicat", "Vüsal", "İlqar",
        "Kənan",
        "Ömər",
    ]
    static let families = [
        "Əliyev", "Məmmədov", "Həsənov", "Quliyev", "Hüseynov", "İsmayılov", "Abbasov", "Rzayev",
        "Cəfərov", "Şahverdiyev", "Babayev", "Mustafayev", "Kərimov", "Nəbiyev",
    ]
    static let nicknames = ["\"Ə\"", "\"Ulduz\"", "\"Çınar\"", "\"Bala\""]

    /// The user with this id, a student or a teacher.
    public func user(_ id: UInt64) -> DistrictUser {
        let chance = chance(1, id)
        let number = Int(chance % UInt64(Self.girls.count + Self.boys.count))
        let girl = number < Self.girls.count
        let first = girl ? Self.girls[number] : Self.boys[number - Self.girls.count]
        let family = Self.families[Int((chance >> 16) % UInt64(Self.families.count))]
        let last = girl ? family + "a" : family
        // A quotation mark in a name proves that it is escaped.
        let nickname = Self.nicknames[Int((chance >> 40) % UInt64(Self.nicknames.count))]
        let middle = (chance >> 30) % 50 == 0 ? " \(nickname) " : " "
        let student = id >= Self.firstStudent
        let school = chance % 300 + 1
        let start = Timestamp(startOf: Self.firstDay).milliseconds
        return DistrictUser(
            id: id,
            role: student ? .student : .teacher,
            firstName: first,
            lastName: last,
            fullName: first + middle + last,
            email: "\(student ? "sagird" : "muellim")\(id)@mekteb\(school).edu.az",
            createdAt: Timestamp(milliseconds: start - Int64(chance % 31_536_000_000))
        )
    }

    /// All users in the order of their ids: teachers, then students.
    public func forEachUser<Failure: Error>(
        _ body: (DistrictUser) throws(Failure) -> Void
    ) throws(Failure) {
        for number in 0..<UInt64(Self.teachers) { try body(user(Self.firstTeacher + number)) }
        for id in studentIDs { try body(user(id)) }
    }

    func teacher(_ chance: UInt64) -> UInt64 { Self.firstTeacher + chance % UInt64(Self.teachers) }
}
