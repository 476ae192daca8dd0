import FoundationEssentials
import Hummingbird
import Intake
import Planner

/// What routes answer from.
struct Site: Sendable {
  /// Nil where `service.yaml` is known to want no intake.
  let desk: @Sendable () async -> (any OrderDesk)?
  let keys: Keys
  let bells: Bells
  /// Accepts the plan that waits over a limit, with a line for its commit; false where another waits, or none.
  var accept: @Sendable (Digest, String) async -> Bool = { _, _ in false }
  let board: StatusBoard
  let limits: ListenLimits
  let now: @Sendable () -> Date
}

extension Site {
  /// Where deliveries are taken in; 404 where this server takes none in.
  func requireDesk() async throws(RequestRefused) -> any OrderDesk {
    guard let desk = await desk() else {
      throw RequestRefused(
        status: .notFound, code: "no-intake", message: "this server takes no orders in; service.yaml has no `intake`")
    }
    return desk
  }

  /// The id of a signed delivery.
  func requireSigned(_ request: Request, _ body: [UInt8]) throws(RequestRefused) -> String {
    guard let id = keys.delivery(request.headers, body, now: now()) else { throw .unauthorized }
    return id
  }

  func requireAdmin(_ request: Request) throws(RequestRefused) -> String {
    guard let name = keys.admin(request.headers) else { throw .unauthorized }
    return name
  }
}
