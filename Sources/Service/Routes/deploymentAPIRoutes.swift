import Applier
import Hummingbird
import Planner
import Views

/// All orders, and what administrators do about them, as JSON.
func addDeploymentAPIRoutes(to router: Router<ServiceContext>, _ pages: PageSite, _ site: Site) {
  router.get("api/admin/deployments") { request, _ async throws -> Response in
    let visit = try await APIVisit(request, pages)
    _ = try visit.requireAdmin()
    let query = AdminQuery(FormBody(Array((request.uri.query ?? "").utf8)).values)
    guard let list = try visit.requireSight().list(query, for: visit.viewer) else { throw RequestRefused.notFound }
    return jsonResponse(.ok, DeploymentListShown(list))
  }
  router.get("api/admin/deployments/:order") { request, context async throws -> Response in
    let visit = try await APIVisit(request, pages)
    let (order, sight, _) = try visit.requireAdminOrder(context)
    let status = sight.status(of: order, for: visit.viewer)
    let material = await pages.material(
      order, MaterialWish(server: status?.result?.livingServer, path: status?.order?.path))
    guard let shown = sight.order(order, material, for: visit.viewer) else { throw RequestRefused.notFound }
    return jsonResponse(.ok, DeploymentShown(shown))
  }
  router.post("api/admin/deployments/:order/restart") { request, context async throws -> Response in
    let visit = try await APIVisit(request, pages, changing: true)
    let (order, sight, _) = try visit.requireAdminOrder(context)
    return try await press(order, sight, visit)
  }
  router.post("api/admin/deployments/:order/retry") { request, context async throws -> Response in
    let visit = try await APIVisit(request, pages, changing: true)
    _ = try visit.requireAdminOrder(context)
    await pages.pushed()
    return jsonResponse(.accepted, DoneShown())
  }
  router.get("api/admin/over-limit") { request, _ async throws -> Response in
    let visit = try await APIVisit(request, pages)
    _ = try visit.requireAdmin()
    return jsonResponse(.ok, OverLimitShown(overLimit: await site.board.status().reconcile?.overLimit))
  }
  addChangeAPIRoutes(to: router, pages, site)
}

struct DoneShown: Encodable {
  let done = true
}

private struct OverLimitShown: Encodable {
  let overLimit: StatusShown.Reconciling.OverLimit?
}

/// The members of a body that is a JSON object.
func jsonFields(_ body: [UInt8]) throws(RequestRefused) -> [String: JSONValue] {
  guard case .object(let members)? = try? parseJSON(body, depth: 8) else {
    throw RequestRefused(status: .badRequest, code: "bad-json", message: "the body is no JSON object")
  }
  return Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
}

extension JSONValue {
  var text: String? { if case .string(let text) = self { text } else { nil } }

  /// The texts of a list; nil for anything else.
  var texts: [String]? {
    guard case .array(let items) = self else { return nil }
    let texts = items.compactMap(\.text)
    return texts.count == items.count ? texts : nil
  }
}
