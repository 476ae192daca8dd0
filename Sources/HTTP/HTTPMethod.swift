/// What a request asks of a resource.
public enum HTTPMethod: String, Sendable {
  /// Reads.
  case get = "GET"
  /// Makes something new; repeating it may make two.
  case post = "POST"
  /// Changes a part.
  case patch = "PATCH"
  /// Replaces the whole.
  case put = "PUT"
  /// Removes.
  case delete = "DELETE"

  /// Whether the same request twice means the same as once (RFC 9110, section 9.2.2).
  var isIdempotent: Bool {
    switch self {
    case .get, .put, .delete: true
    case .post, .patch: false
    }
  }
}
