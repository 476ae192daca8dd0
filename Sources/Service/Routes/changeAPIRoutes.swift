import Applier
import Hummingbird
import Planner
import Views

/// Changes of documents: what one would commit, and then, sealed, that it is committed.
func addChangeAPIRoutes(to router: Router<ServiceContext>, _ pages: PageSite, _ site: Site) {
  router.post("api/admin/deployments/:order/preview") { request, context async throws -> Response in
    let visit = try await APIVisit(request, pages, changing: true)
    let (order, sight, admin) = try visit.requireAdminOrder(context)
    let body = try jsonFields(try await readBody(request, site.limits))
    guard let status = sight.status(of: order, for: visit.viewer), let offers = sight.offers(for: visit.viewer),
      let wish = ChangeWish(FormBody(wishFields(body)), status, offers)
    else {
      throw RequestRefused(
        status: .unprocessableContent, code: "bad-value", message: "this cannot be done to the order", at: "/deed")
    }
    guard let change = wish.change else { throw needless }
    return try await told {
      let proposal = try await pages.changes.propose(change, by: admin)
      return jsonResponse(
        .ok,
        PreviewShown(
          ProposedChange(wish, proposal, by: admin, sealedWith: pages.door.sessions),
          throughReview: await pages.changes.goesThroughReview))
    }
  }
  router.post("api/admin/deployments/:order/commit") { request, context async throws -> Response in
    let visit = try await APIVisit(request, pages, changing: true)
    let (order, _, admin) = try visit.requireAdminOrder(context)
    let body = try jsonFields(try await readBody(request, site.limits))
    guard let confirmed = ConfirmedWish(body["seal"]?.text, of: order, by: admin, pages.door.sessions),
      let change = confirmed.wish.change
    else {
      throw RequestRefused(
        status: .unprocessableContent, code: "bad-seal", message: "the seal is not the one of a preview for you",
        at: "/seal")
    }
    return try await told {
      let end = try await pages.changes.commit(
        change, of: order, shown: confirmed.shown, because: oneLine(body["why"]?.text), by: admin)
      return try await answer(to: end, pages)
    }
  }
}

private func answer(to end: ChangeEnd, _ pages: PageSite) async throws(RequestRefused) -> Response {
  switch end {
  case .committed(let commit):
    await pages.pushed()
    return jsonResponse(.ok, CommittedShown(end: "committed", commit: "\(commit)", url: nil))
  case .requested(let url): return jsonResponse(.ok, CommittedShown(end: "requested", commit: nil, url: url))
  case .nothing: throw needless
  case .moved:
    throw RequestRefused(
      status: .conflict, code: "moved", message: "it would be another change by now; look at it again")
  case .refused(let why):
    throw RequestRefused(status: .conflict, code: "refused", message: escapedForDisplay(why, upTo: 2000))
  }
}

private let needless = RequestRefused(
  status: .conflict, code: "nothing-to-do", message: "the document says so already")

/// A remote, a panel or a forge that does not answer is nobody's mistake.
private func told(_ body: () async throws -> Response) async throws -> Response {
  do { return try await body() } catch let refused as RequestRefused { throw refused } catch {
    throw RequestRefused(
      status: .conflict, code: "not-done", message: escapedForDisplay("\(error)", upTo: 2000))
  }
}

/// The fields of a form that says the same.
private func wishFields(_ body: [String: JSONValue]) -> [(name: String, value: String)] {
  let words = ["deed", "tier"].compactMap { name in body[name]?.text.map { (name: name, value: $0) } }
  return words + (body["addons"]?.texts ?? []).map { (name: "addon", value: $0) }
}

private struct PreviewShown: Encodable {
  let patch: String
  let plan: String?
  let blind: String?
  let effect: String?
  let problems: [String]
  let throughReview: Bool
  let seal: String?

  init(_ change: ProposedChange, throughReview: Bool) {
    (patch, plan, blind, effect) = (change.patch, change.plan, change.blind, change.effect)
    (problems, seal, self.throughReview) = (change.problems, change.seal, throughReview)
  }
}

private struct CommittedShown: Encodable {
  let end: String
  let commit: String?
  let url: String?
}
