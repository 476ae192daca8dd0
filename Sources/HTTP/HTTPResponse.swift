/// A whole answer. Any status is an answer, redirects and errors included.
public struct HTTPResponse: Sendable, Equatable {
  /// The status code, such as 200.
  public let status: Int
  /// The fields of the final header block; those of interim answers are dropped.
  public let headers: HTTPHeaders
  /// The body, decompressed.
  public let body: [UInt8]

  /// An answer made of its parts.
  public init(status: Int, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
