/// One request, complete before it is sent.
public struct HTTPRequest: Sendable {
  /// How long to wait. Time in the client's own queue does not count.
  public struct Timeouts: Sendable, Equatable {
    /// For name lookup, connection and TLS together.
    public var connect: Duration
    /// For the whole exchange, connecting included.
    public var total: Duration

    /// Ten seconds to connect and thirty in all by default.
    public init(connect: Duration = .seconds(10), total: Duration = .seconds(30)) {
      self.connect = connect
      self.total = total
    }
  }

  /// What is asked.
  public var method: HTTPMethod
  /// The absolute `http` or `https` URL, percent-encoded already.
  public var url: String
  /// What is sent beside libcurl's own `Host`, `User-Agent`, `Accept-Encoding` and `Content-Length`.
  public var headers: HTTPHeaders
  /// The body; `nil` sends none and no content length.
  public var body: [UInt8]?
  /// How long to wait.
  public var timeouts: Timeouts

  /// A request with everything but method and URL optional.
  public init(
    _ method: HTTPMethod, _ url: String, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8]? = nil,
    timeouts: Timeouts = Timeouts()
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeouts = timeouts
  }
}

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
