// What is set for the whole store.
extension MethodMessage {
    public static let settingGet = MethodMessage(
        "setting/get",
        "What is set for the whole store, defaults included; or one of it.",
        .reads,
        [.optional("name", .text, "only this one")],
        answers: .object([("settings", .map(.text))]),
        example: #"{"name":"timezone"}"#,
        admission: .service
    )

    public static let settingSet = MethodMessage(
        "setting/set",
        "Sets something for the whole store; without a value it is the default again.",
        .writes,
        [.required("name", .text, "what"), .optional("value", .text, "as a text")],
        answers: .object([("settings", .map(.text))]),
        errors: ["checkFailed"],
        example: #"{"name":"schedule.unscheduled","value":"locked"}"#,
        admission: .service
    )
}
