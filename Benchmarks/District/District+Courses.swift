extension District {
    static let subjects = [
        "Azərbaycan dili", "Riyaziyyat", "Fizika", "Kimya", "Biologiya", "Tarix", "Coğrafiya",
        "İnformatika", "İngilis dili", "Ədəbiyyat", "Musiqi", "Təsviri incəsənət",
    ]
    static let topics = [
        "Giriş", "Əsas anlayışlar", "Ölçmə və hesablama", "Çalışmalar", "Layihə", "Təkrar",
        "Tətbiqlər",
        "\"Açıq dərs\"", "Sınaq", "Müzakirə", "Ümumiləşdirmə", "Yekun",
    ]

    /// The course with this id, 1 to 200.
    public func course(_ id: UInt64) -> DistrictCourse {
        let chance = chance(2, id)
        let subject = Self.subjects[Int(chance % UInt64(Self.subjects.count))]
        return DistrictCourse(
            id: id,
            name: "\(subject) \((chance >> 8) % 11 + 1)-\(id)",
            teacher: teacher(chance >> 20),
            moduleCount: Self.modulesPerCourse,
            lessonCount: Self.modulesPerCourse * Self.lessonsPerModule
        )
    }

    /// One of the twelve modules of a course, in their order.
    public func module(course: UInt64, position: Int) -> DistrictModule {
        let number = (course - 1) * UInt64(Self.modulesPerCourse) + UInt64(position)
        return DistrictModule(
            id: number + 1,
            course: course,
            title: "\(position + 1). \(Self.topics[position])",
            orderIndex: position,
            firstLesson: number * UInt64(Self.lessonsPerModule) + 1,
            lessonCount: Self.lessonsPerModule
        )
    }

    /// All courses in the order of their ids.
    public func forEachCourse<Failure: Error>(
        _ body: (DistrictCourse) throws(Failure) -> Void
    ) throws(Failure) {
        for id in 1...UInt64(Self.courses) { try body(course(id)) }
    }

    /// All modules in the order of course, position and id.
    public func forEachModule<Failure: Error>(
        _ body: (DistrictModule) throws(Failure) -> Void
    ) throws(Failure) {
        for course in 1...UInt64(Self.courses) {
            for position in 0..<Self.modulesPerCourse {
                try body(module(course: course, position: position))
            }
        }
    }
}
