import District

/// Verifies and times every read that is asked for.
func measureReads(_ stores: Stores, _ options: Options, _ report: inout Report) throws {
    try measure(ListEnrollments.self, stores, options, &report)
    try measure(CheckEnrollment.self, stores, options, &report)
    try measure(MonthOfGroup.self, stores, options, &report)
    try measure(DaysOfStudent.self, stores, options, &report)
    try measure(ListRoster.self, stores, options, &report)
    try measure(ListSchedule.self, stores, options, &report)
    try measure(ListUnlocked.self, stores, options, &report)
}

private func measure<Scenario: ReadScenario>(
    _ scenario: Scenario.Type,
    _ stores: Stores,
    _ options: Options,
    _ report: inout Report
) throws {
    guard options.measures(Scenario.name) else { return }
    var stream = DistrictStream(stores.district, seed: 7)
    var harness = try Harness<Scenario>(stores, stream.questions(Scenario.query, count: 1000))
    try harness.verify(&report)
    try harness.measure(rounds: options.rounds, scale: options.scale, &report)
    if options.countsInstructions {
        Instructions(stores.folder, options.scale).count(Scenario.self, &report)
    }
}

/// One side answers one scenario's questions again and again: what a profiler looks at.
struct OneSide {
    let once: Options.Once
    let stores: Stores

    init(_ once: Options.Once, _ stores: Stores) {
        self.once = once
        self.stores = stores
    }

    func run() throws {
        switch once.query {
        case .q1: try ask(ListEnrollments.self)
        case .q1b: try ask(CheckEnrollment.self)
        case .q2: try ask(MonthOfGroup.self)
        case .q3: try ask(DaysOfStudent.self)
        case .q4: try ask(ListRoster.self)
        case .q5: try ask(ListSchedule.self)
        case .q5b: try ask(ListUnlocked.self)
        }
        stores.close()
    }

    private func ask<Scenario: ReadScenario>(_ scenario: Scenario.Type) throws {
        var stream = DistrictStream(stores.district, seed: 7)
        // The same few questions, so that the difference of two counts is a multiple of one.
        let harness = try Harness<Scenario>(stores, stream.questions(Scenario.query, count: 400))
        var reading = try Reading<Scenario>(stores)
        var left = once.count
        while left > 0 {
            let questions = Array(harness.questions.prefix(min(left, 200)))
            print(try reading.ask(questions, of: once.side), "bytes")
            left -= questions.count
        }
    }
}
