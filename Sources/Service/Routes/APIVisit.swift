import Hummingbird
import Planner
import Views

/// Who asks the API, and what is known: the same as for pages, answered as JSON.
///
/// Whoever is nobody is told so, whatever they ask for; whoever is somebody and may not see something gets the same answer as whoever asks for
/// what is not there.
struct APIVisit: Sendable {
  let pages: PageSite
  let viewer: Viewer
  private let known: Sight?

  /// - Parameter change: whether the request changes something: then no other site's page may have sent it.
  init(_ request: Request, _ pages: PageSite, changing change: Bool = false) async throws(RequestRefused) {
    if change, pages.door.isCrossSite(request.headers) {
      throw RequestRefused(status: .forbidden, code: "cross-site", message: "another site's page sent this")
    }
    self.pages = pages
    viewer = await pages.door.viewer(request.headers)
    guard viewer != .nobody else {
      throw RequestRefused(
        status: .unauthorized, code: "unauthorized", message: "send a token, `Authorization: Bearer …`, or sign in")
    }
    known = await pages.sight()
  }

  func requireSight() throws(RequestRefused) -> Sight {
    guard let known else {
      throw RequestRefused(
        status: .serviceUnavailable, code: "not-yet", message: "the fleet was not read yet", retryAfter: 5)
    }
    return known
  }

  /// An order that whoever asks may see.
  func requireOrder(_ context: ServiceContext) throws(RequestRefused) -> (OrderID, Sight) {
    let sight = try requireSight()
    guard let order = OrderID(context.parameters.get("order") ?? ""), sight.isVisible(order, to: viewer) else {
      throw .notFound
    }
    return (order, sight)
  }

  func requireAdmin() throws(RequestRefused) -> Administrator {
    guard let admin = viewer.admin else { throw .notFound }
    return admin
  }

  func requireAdminOrder(_ context: ServiceContext) throws(RequestRefused) -> (OrderID, Sight, Administrator) {
    let admin = try requireAdmin()
    let (order, sight) = try requireOrder(context)
    return (order, sight, admin)
  }
}
