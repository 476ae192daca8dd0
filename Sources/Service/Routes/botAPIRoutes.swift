import Hummingbird
import Planner
import Views

/// A customer's own bots, as JSON.
func addBotAPIRoutes(to router: Router<ServiceContext>, _ pages: PageSite) {
  router.get("api/bots") { request, _ async throws -> Response in
    let visit = try await APIVisit(request, pages)
    let rows = try visit.requireSight().bots(for: visit.viewer) ?? []
    return jsonResponse(.ok, BotListShown(bots: rows.map(BotRowShown.init)))
  }
  router.get("api/bots/:order") { request, context async throws -> Response in
    let visit = try await APIVisit(request, pages)
    let (order, sight) = try visit.requireOrder(context)
    let place = sight.place(of: order, for: visit.viewer)
    let material = await pages.material(order, MaterialWish(server: place?.server, customer: place?.customer))
    guard let bot = sight.bot(order, material, for: visit.viewer) else { throw RequestRefused.notFound }
    return jsonResponse(.ok, BotShown(bot))
  }
  router.post("api/bots/:order/restart") { request, context async throws -> Response in
    let visit = try await APIVisit(request, pages, changing: true)
    let (order, sight) = try visit.requireOrder(context)
    return try await press(order, sight, visit)
  }
}

/// Starts or restarts a bot, whichever it can be asked for.
func press(_ order: OrderID, _ sight: Sight, _ visit: APIVisit) async throws(RequestRefused) -> Response {
  let offer = sight.power(of: order, for: visit.viewer)
  let refused = RequestRefused(
    status: .conflict, code: "not-possible", message: "this bot cannot be started or stopped as it is now")
  guard let server = sight.server(of: order, for: visit.viewer) else { throw refused }
  switch await visit.pages.power.press(offer, order, server: server, by: visit.viewer) {
  case .sent: return jsonResponse(.accepted, Pressed(sent: offer.word))
  case .tooSoon:
    throw RequestRefused(
      status: .tooManyRequests, code: "too-soon", message: "it was started a moment ago, or too often in an hour",
      retryAfter: 30)
  case .refused: throw refused
  }
}

private struct Pressed: Encodable {
  let sent: String
}
