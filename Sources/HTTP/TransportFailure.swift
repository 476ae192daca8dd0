/// Why a request got no whole answer.
public enum TransportFailure: Error, Sendable, Equatable {
  /// How much of the request had left when the exchange ended.
  public enum RequestProgress: Sendable, Equatable {
    /// Not all of it: no server can have acted on it.
    case incomplete
    /// Every byte: the server may have acted on it.
    case complete
  }

  /// The request itself cannot be sent: a broken URL, another scheme, a line break in a header.
  case invalidRequest(String)
  /// The host's name, or the proxy's, has no address.
  case cannotResolve(String)
  /// Nobody accepts connections there.
  case cannotConnect(String)
  /// No trusted TLS connection could be made.
  case tlsFailed(String)
  /// A timeout of the request passed.
  case timedOut(RequestProgress)
  /// The connection ended, or the answer was not HTTP, before the answer was whole.
  case interrupted(RequestProgress, String)
  /// The answer grew beyond the client's limit, in bytes after decompression.
  case tooLarge(limit: Int)
  /// The task was cancelled or the client shut down.
  case cancelled(RequestProgress)
  /// The machine gave no thread, pipe or memory.
  case outOfResources(String)

  /// Whether the server may have acted on the request, so that its outcome has to be looked up.
  public var mayHaveReachedServer: Bool {
    switch self {
    case .invalidRequest, .cannotResolve, .cannotConnect, .tlsFailed, .outOfResources: false
    case .timedOut(let progress), .interrupted(let progress, _), .cancelled(let progress): progress == .complete
    case .tooLarge: true
    }
  }
}

extension TransportFailure: CustomStringConvertible {
  /// One sentence for people, without a full stop.
  public var description: String {
    switch self {
    case .invalidRequest(let detail): "the request cannot be sent: \(detail)"
    case .cannotResolve(let detail): "the name could not be resolved: \(detail)"
    case .cannotConnect(let detail): "no connection: \(detail)"
    case .tlsFailed(let detail): "no trusted TLS connection: \(detail)"
    case .timedOut(.incomplete): "timed out before the request was sent"
    case .timedOut(.complete): "timed out waiting for the answer"
    case .interrupted(.incomplete, let detail): "the connection was lost before the request was sent: \(detail)"
    case .interrupted(.complete, let detail): "the connection was lost before the answer was complete: \(detail)"
    case .tooLarge(let limit): "the answer is larger than \(limit) bytes"
    case .cancelled: "cancelled"
    case .outOfResources(let detail): "the machine is out of resources: \(detail)"
    }
  }
}
