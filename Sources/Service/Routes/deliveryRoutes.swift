import Hummingbird
import Intake
import Pages
import Planner
import Views

/// Deliveries that need a person, and what that person decides.
func addDeliveryRoutes(to router: Router<ServiceContext>, _ pages: PageSite, _ site: Site) {
  router.get("admin/deliveries") { request, _ async throws -> Response in
    let visit = await Visit(request, pages)
    _ = try visit.requireAdmin()
    guard let desk = await site.desk() else {
      return pageResponse(.ok, deliveriesPage(nil, counts: [], in: visit.frame()))
    }
    do throws(IntakeFailure) {
      let lines = try await desk.needingPerson().map { waiting in
        DeliveryLine(
          delivery: waiting.delivery, order: waiting.order, receivedAt: waiting.receivedAt, why: waiting.why,
          canBeRetried: waiting.canBeRetried)
      }
      let counts = try await desk.counts().byStatus.sorted { $0.key < $1.key }.map { (status: $0.key, count: $0.value) }
      return pageResponse(.ok, deliveriesPage(lines, counts: counts, in: visit.frame()))
    } catch {
      return pageResponse(.serviceUnavailable, unavailablePage(in: visit.frame()))
    }
  }
  router.post("admin/deliveries/:id/retry") { request, context async throws -> Response in
    try await decide(request, context, pages, site, done: .retried) { desk, id, _ throws(IntakeFailure) in
      try await desk.retry(id)
    }
  }
  router.post("admin/deliveries/:id/discard") { request, context async throws -> Response in
    try await decide(request, context, pages, site, done: .discarded) { desk, id, admin throws(IntakeFailure) in
      try await desk.discard(id, by: admin.name)
    }
  }
}

private func decide(
  _ request: Request, _ context: ServiceContext, _ pages: PageSite, _ site: Site, done: PageNotice,
  _ body: (any OrderDesk, String, Administrator) async throws(IntakeFailure) -> Bool
) async throws -> Response {
  _ = try await ownForm(request, pages, site)
  let visit = await Visit(request, pages)
  let admin = try visit.requireAdmin()
  guard let desk = await site.desk(), let id = context.parameters.get("id")?.removingPercentEncoding else {
    return visit.notFound
  }
  do throws(IntakeFailure) {
    guard try await body(desk, id, admin) else { return visit.notFound }
  } catch {
    return pageResponse(.serviceUnavailable, unavailablePage(in: visit.frame()))
  }
  await site.bells.delivered()
  return seeOther("/admin/deliveries?done=\(done.rawValue)")
}
