import Applier
import FoundationEssentials
import Hummingbird
import Pages
import Planner
import Reports
import SignIn
import Views

/// What people do to orders: power signals, and changes of documents, which are shown before they are committed.
func addChangeRoutes(to router: Router<ServiceContext>, _ pages: PageSite, _ site: Site) {
  router.post("bots/:order/restart") { request, context async throws -> Response in
    try await press(request, context, pages, site) { "/bots/\($0)" }
  }
  router.post("admin/deployments/:order/restart") { request, context async throws -> Response in
    try await press(request, context, pages, site, isAdmins: true) { "/admin/deployments/\($0)" }
  }
  router.post("admin/deployments/:order/retry") { request, context async throws -> Response in
    _ = try await ownForm(request, pages, site)
    let visit = await Visit(request, pages)
    let (order, _) = try visit.requireAdminOrder(context)
    await pages.pushed()
    return seeOther("/admin/deployments/\(order)?done=\(PageNotice.woken.rawValue)")
  }
  router.post("admin/deployments/:order/preview") { request, context async throws -> Response in
    let form = try await ownForm(request, pages, site)
    let visit = await Visit(request, pages)
    let (order, sight) = try visit.requireAdminOrder(context)
    guard let admin = visit.viewer.admin, let status = sight.status(of: order, for: visit.viewer),
      let offers = sight.offers(for: visit.viewer), let wish = ChangeWish(form, status, offers)
    else { return visit.notFound }
    guard let change = wish.change else {
      return seeOther("/admin/deployments/\(order)?done=\(PageNotice.nothing.rawValue)")
    }
    return await told(visit, order) {
      let proposal = try await pages.changes.propose(change, by: admin)
      return await visit.preview(wish, proposal, by: admin, isRenewed: false)
    }
  }
  router.post("admin/deployments/:order/commit") { request, context async throws -> Response in
    let form = try await ownForm(request, pages, site)
    let visit = await Visit(request, pages)
    let (order, _) = try visit.requireAdminOrder(context)
    guard let admin = visit.viewer.admin,
      let confirmed = ConfirmedWish(form["seal"], of: order, by: admin, pages.door.sessions),
      let change = confirmed.wish.change
    else { return visit.notFound }
    return await told(visit, order) {
      let end = try await pages.changes.commit(
        change, of: order, shown: confirmed.shown, because: oneLine(form["why"]), by: admin)
      return await visit.end(end, confirmed.wish, order, by: admin)
    }
  }
}

private func press(
  _ request: Request, _ context: ServiceContext, _ pages: PageSite, _ site: Site, isAdmins: Bool = false,
  back: (OrderID) -> String
) async throws -> Response {
  _ = try await ownForm(request, pages, site)
  let visit = await Visit(request, pages)
  let (order, sight) = isAdmins ? try visit.requireAdminOrder(context) : try visit.requireOrder(context)
  let offer = sight.power(of: order, for: visit.viewer)
  guard let server = sight.server(of: order, for: visit.viewer) else {
    return seeOther("\(back(order))?done=\(PageNotice.refused.rawValue)")
  }
  let notice: PageNotice =
    switch await pages.power.press(offer, order, server: server, by: visit.viewer) {
    case .sent: offer == .start ? .started : .restarted
    case .tooSoon: .tooSoon
    case .refused: .refused
    }
  return seeOther("\(back(order))?done=\(notice.rawValue)")
}

/// An answer, or a page that says why there is none.
private func told(_ visit: Visit, _ order: OrderID, _ body: () async throws -> Response) async -> Response {
  do { return try await body() } catch {
    return pageResponse(
      .ok, failedPage("\(error)", back: "/admin/deployments/\(order)", in: visit.frame()))
  }
}

extension Visit {
  fileprivate func preview(
    _ wish: ChangeWish, _ proposal: EditProposal, by admin: Administrator, isRenewed: Bool
  ) async -> Response {
    guard let order = wish.id, let kind = wish.kind else { return notFound }
    let change = ProposedChange(wish, proposal, by: admin, sealedWith: site.door.sessions)
    let shown = Preview(
      order: order, deed: kind, patch: change.patch, plan: change.plan, effect: change.effect,
      problems: change.problems, blind: change.blind, author: admin,
      goesThroughReview: await site.changes.goesThroughReview, seal: change.seal, isRenewed: isRenewed)
    return pageResponse(.ok, previewPage(shown, in: frame()))
  }

  fileprivate func end(
    _ end: ChangeEnd, _ wish: ChangeWish, _ order: OrderID, by admin: Administrator
  ) async -> Response {
    let page = "/admin/deployments/\(order)"
    switch end {
    case .committed:
      await site.pushed()
      return seeOther("\(page)?done=\(PageNotice.committed.rawValue)")
    case .requested: return seeOther("\(page)?done=\(PageNotice.requested.rawValue)")
    case .nothing: return seeOther("\(page)?done=\(PageNotice.nothing.rawValue)")
    case .moved(let proposal): return await preview(wish, proposal, by: admin, isRenewed: true)
    case .refused(let why): return pageResponse(.ok, failedPage(why, back: page, in: frame()))
    }
  }
}
