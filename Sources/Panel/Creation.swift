/// What a create led to.
public enum Creation: Sendable, Hashable {
  /// The panel made it now.
  case made(PlacedServer)
  /// It was there: made by a try whose answer was lost, or by somebody faster.
  case found(PlacedServer)

  /// The server, whoever made it.
  public var server: PlacedServer {
    switch self {
    case .made(let server), .found(let server): server
    }
  }
}
