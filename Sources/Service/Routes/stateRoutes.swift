import Hummingbird

/// Whether the process lives, whether it can accept, and for administrators what it is doing.
func addStateRoutes(to router: Router<ServiceContext>, _ site: Site) {
  router.get("healthz") { _, _ in textResponse(.ok, "ok\n") }
  router.get("readyz") { _, _ async -> Response in
    guard let desk = await site.desk() else { return textResponse(.ok, "ok: no orders are taken in here\n") }
    do {
      _ = try await desk.counts()
      return textResponse(.ok, "ok\n")
    } catch {
      return textResponse(.serviceUnavailable, "deliveries cannot be kept now\n")
    }
  }
  router.get("status") { request, _ async throws -> Response in
    _ = try site.requireAdmin(request)
    return jsonResponse(.ok, await site.board.status())
  }
}
