extension String {
    /// Copies lent UTF-8 out.
    public init(utf8 bytes: RawSpan) throws(RecordError) {
        let text = unsafe bytes.withUnsafeBytes { unsafe String(validating: $0, as: UTF8.self) }
        guard let text else { throw .invalidText }
        self = text
    }
}
