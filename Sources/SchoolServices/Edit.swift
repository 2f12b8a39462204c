/// Changes the fields of a draft: of the row as it is when the request is run.
///
/// It may be called twice.
public typealias Edit<Draft> = @Sendable (inout Draft) throws(ServiceError) -> Void
