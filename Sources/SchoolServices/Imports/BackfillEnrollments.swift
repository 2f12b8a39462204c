public import Engine
internal import Records
internal import SchoolModel
public import Storage

/// Lets students take the courses that old groups held them in: whoever never did, or has left.
public struct BackfillEnrollments: WriteRequest {
    public var pairs: [EnrollmentAudit.Pair]

    /// What became of the pairs.
    public struct Outcome: Equatable, Sendable {
        public var created: [EnrollmentAudit.Pair] = []
        public var activated: [EnrollmentAudit.Pair] = []
        /// Who has come to take the course since the audit.
        public var already = 0
        public var failed: [(pair: EnrollmentAudit.Pair, reason: String)] = []

        public init() {}

        public static func == (left: Outcome, right: Outcome) -> Bool {
            left.created == right.created && left.activated == right.activated
                && left.already == right.already
                && left.failed.map(\.pair) == right.failed.map(\.pair)
        }

        /// Adds what became of more pairs.
        public mutating func add(_ other: Outcome) {
            created += other.created
            activated += other.activated
            already += other.already
            failed += other.failed
        }
    }

    public init(_ pairs: [EnrollmentAudit.Pair]) { self.pairs = pairs }

    public func run<T: WriteTransaction & ~Copyable>(
        in scope: inout WriteScope<T>,
        as context: Context
    ) throws(ServiceError) -> Outcome {
        var outcome = Outcome()
        for pair in pairs {
            guard try scope.standing(of: pair) != .active else {
                outcome.already += 1
                continue
            }
            do throws(ServiceError) {
                let isReactivated = try scope.part { scope throws(ServiceError) in
                    try CreateEnrollment(course: pair.course, student: pair.student)
                        .run(in: &scope, as: context).isReactivated
                }
                if isReactivated {
                    outcome.activated.append(pair)
                } else {
                    outcome.created.append(pair)
                }
            } catch {
                if case .store = error { throw error }
                let (field, reason) = error.blame
                outcome.failed.append((pair, field.isEmpty ? reason : "\(field): \(reason)"))
            }
        }
        return outcome
    }
}
