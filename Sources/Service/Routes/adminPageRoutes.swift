import Hummingbird
import Intake
import Pages
import Planner
import Reconcile
import Views

/// What administrators see: all orders, one of them, the server's parts, a plan over a limit.
func addAdminPageRoutes(to router: Router<ServiceContext>, _ pages: PageSite, _ site: Site) {
  router.get("admin") { request, _ async -> Response in
    let visit = await Visit(request, pages)
    return visit.viewer.admin == nil ? visit.notFound : seeOther("/admin/deployments")
  }
  router.get("admin/deployments") { request, _ async throws -> Response in
    let visit = await Visit(request, pages)
    guard visit.viewer.admin != nil,
      let list = try visit.requireSight().list(AdminQuery(visit.query), for: visit.viewer)
    else { return visit.notFound }
    let status = await site.board.status()
    return pageResponse(
      .ok,
      listPage(
        list, parts: status.partLines.filter { $0.state == PartState.Phase.hindered.rawValue },
        over: await site.board.overLimit, in: visit.frame(live: "/admin/events")))
  }
  router.get("admin/events") { request, _ async throws -> Response in
    let visit = await Visit(request, pages)
    guard visit.viewer.admin != nil else { return visit.notFound }
    return await liveStream(request, pages) { sight in sight.list(AdminQuery(), for: visit.viewer)?.hashValue }
  }
  router.get("admin/deployments/:order") { request, context async throws -> Response in
    let visit = await Visit(request, pages)
    let (order, sight) = try visit.requireAdminOrder(context)
    guard let status = sight.status(of: order, for: visit.viewer), let offers = sight.offers(for: visit.viewer) else {
      return visit.notFound
    }
    let material = await pages.material(
      order, MaterialWish(server: status.result?.livingServer, path: status.order?.path))
    guard let shown = sight.order(order, material, for: visit.viewer) else { return visit.notFound }
    return pageResponse(.ok, orderPage(shown, offers, in: visit.frame(live: "/admin/deployments/\(order)/events")))
  }
  router.get("admin/deployments/:order/events") { request, context async throws -> Response in
    let visit = await Visit(request, pages)
    let (order, _) = try visit.requireAdminOrder(context)
    return await liveStream(request, pages) { sight in
      sight.order(order, OrderMaterial(), for: visit.viewer).map { shown in
        var hasher = Hasher()
        hasher.combine(shown.row)
        hasher.combine(shown.usage)
        hasher.combine(shown.sighting)
        return hasher.finalize()
      }
    }
  }
  router.get("admin/parts") { request, _ async throws -> Response in
    let visit = await Visit(request, pages)
    _ = try visit.requireAdmin()
    let status = await site.board.status()
    let reconcile = status.reconcile
    let facts: [(name: String, value: String)] = [
      ("version", status.version), ("since", status.began), ("tip", reconcile?.tip ?? ""),
      ("applied", reconcile?.applied ?? ""), ("reconcile", reconcile?.activity ?? ""),
    ]
    return pageResponse(
      .ok, partsPage(status.partLines, facts: facts.filter { !$0.value.isEmpty }, in: visit.frame()))
  }
  addOverLimitRoutes(to: router, pages, site)
}

private func addOverLimitRoutes(to router: Router<ServiceContext>, _ pages: PageSite, _ site: Site) {
  router.get("admin/over-limit") { request, _ async throws -> Response in
    let visit = await Visit(request, pages)
    _ = try visit.requireAdmin()
    return pageResponse(.ok, overLimitPage(await site.board.overLimit, plan: nil, in: visit.frame()))
  }
  router.post("admin/over-limit") { request, _ async throws -> Response in
    let form = try await ownForm(request, pages, site)
    let visit = await Visit(request, pages)
    let admin = try visit.requireAdmin()
    guard let digest = form["digest"].flatMap({ Digest($0) }) else { return visit.notFound }
    let why = oneLine(form["why"]) ?? "no reason given"
    let isAccepted = await pages.accept(digest, "\(why) (\(admin.name))")
    return seeOther(isAccepted ? "/admin/deployments?done=accepted" : "/admin/over-limit?done=stale")
  }
}

/// What somebody wrote into a line of a form; nil for nothing.
func oneLine(_ text: String?) -> String? {
  guard let text else { return nil }
  let kept = String(String.UnicodeScalarView(text.unicodeScalars.prefix(200).filter(\.isPlainlyVisible)))
  return kept.contains { $0 != " " } ? kept : nil
}

extension Visit {
  func requireAdminOrder(_ context: ServiceContext) throws(PageRefused) -> (OrderID, Sight) {
    _ = try requireAdmin()
    return try requireOrder(context)
  }
}

extension StatusShown {
  var partLines: [PartLine] {
    parts.map { PartLine(name: $0.part, state: $0.state, why: $0.why, advice: $0.advice) }
  }
}

extension StatusBoard {
  /// The plan that waits over a limit, as pages show it.
  var overLimit: OverLimitLine? {
    get async {
      let shown = await status().reconcile?.overLimit
      let held = await reconcile?.overLimit?.held ?? []
      return shown.map { OverLimitLine(limits: $0.limits, held: held, digest: $0.accept) }
    }
  }
}
