/// Why there is no collator.
public enum CollationError: Error, Equatable {
    /// ICU has no order for this locale; it would silently use another one.
    case unknownLocale(String)
    /// ICU's data is missing or damaged.
    case unavailable
}
