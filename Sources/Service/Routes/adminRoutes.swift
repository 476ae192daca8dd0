import Hummingbird
import Intake

/// What administrators do: provision an order, and decide about deliveries that need a person.
func addAdminRoutes(to router: Router<ServiceContext>, _ site: Site) {
  router.post("api/admin/deployments/provision") { request, _ async throws -> Response in
    let body = try await readBody(request, site.limits)
    let admin = site.keys.admin(request.headers)
    let id: String? = admin == nil ? try site.requireSigned(request, body) : nil
    let desk = try await site.requireDesk()
    let order: IncomingOrder
    do throws(BodyFault) { order = try readProvision(body) } catch { throw RequestRefused(error) }
    return try await take(ArrivedDelivery(id: id, way: .provision, order: order, by: admin), at: desk, site)
  }
  router.get("api/admin/deliveries") { request, _ async throws -> Response in
    _ = try site.requireAdmin(request)
    let desk = try await site.requireDesk()
    do throws(IntakeFailure) {
      return jsonResponse(.ok, Deliveries(deliveries: try await desk.needingPerson().map(Deliveries.Waiting.init)))
    } catch {
      throw RequestRefused(error)
    }
  }
  router.post("api/admin/deliveries/:id/retry") { request, context async throws -> Response in
    _ = try site.requireAdmin(request)
    let desk = try await site.requireDesk()
    return try await decide(site) { () throws(IntakeFailure) in try await desk.retry(context.parameters.get("id") ?? "")
    }
  }
  router.post("api/admin/deliveries/:id/discard") { request, context async throws -> Response in
    let admin = try site.requireAdmin(request)
    let desk = try await site.requireDesk()
    return try await decide(site) { () throws(IntakeFailure) in
      try await desk.discard(context.parameters.get("id") ?? "", by: admin)
    }
  }
}

private struct Deliveries: Encodable {
  let deliveries: [Waiting]

  struct Waiting: Encodable {
    let delivery: String
    let order: String
    let receivedAt: String
    let why: String
    let canBeRetried: Bool

    init(_ waiting: PersonsDelivery) {
      (delivery, order, receivedAt) = (waiting.delivery, waiting.order, "\(waiting.receivedAt)")
      (why, canBeRetried) = (waiting.why, waiting.canBeRetried)
    }
  }
}

private struct Done: Encodable {
  let done = true
}

private func decide(_ site: Site, _ body: () async throws(IntakeFailure) -> Bool) async throws -> Response {
  let isDone: Bool
  do throws(IntakeFailure) { isDone = try await body() } catch { throw RequestRefused(error) }
  guard isDone else {
    throw RequestRefused(
      status: .notFound, code: "no-delivery", message: "there is no such delivery that waits for this")
  }
  await site.bells.delivered()
  return jsonResponse(.ok, Done())
}
