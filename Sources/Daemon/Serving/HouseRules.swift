internal import SchoolServices
internal import Synchronization

/// What the policy leaves to the school, as it is set now: for whoever judges, on whatever thread.
final class HouseRules: Sendable {
    private let authorsPin = Atomic<Bool>(false)
    private let confinesPayments = Atomic<Bool>(false)
    private let hasDeferral = Atomic<Bool>(false)

    /// Whether a service session may write rows whose parents are not there yet.
    var defersReferences: Bool {
        get { hasDeferral.load(ordering: .relaxed) }
        set { hasDeferral.store(newValue, ordering: .relaxed) }
    }

    /// Takes up what has been set.
    func obey(_ setting: SchoolSetting, _ value: String) {
        switch setting {
        case .authorPin: authorsPin.store(value == "true", ordering: .relaxed)
        case .teacherScope: confinesPayments.store(value == "groups", ordering: .relaxed)
        case .timezone, .collation, .unscheduled, .changeLogKeep: break
        }
    }

    /// What a judge asks of them.
    var policy: PolicySettings {
        var settings = PolicySettings()
        settings.authorsPin = authorsPin.load(ordering: .relaxed)
        settings.confinesPayments = confinesPayments.load(ordering: .relaxed)
        return settings
    }
}
