import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Planner
import SignIn
import Views

/// What people see in a browser. Whoever may not see something gets the same answer as whoever asks for what is not there.
func addPageRoutes(to router: Router<ServiceContext>, _ pages: PageSite, _ site: Site) {
  router.middlewares.add(OneDenial(pages: pages))
  addFrameRoutes(to: router, pages, site)
  addSignInRoutes(to: router, pages, site)
  addCustomerRoutes(to: router, pages)
  addAdminPageRoutes(to: router, pages, site)
  addChangeRoutes(to: router, pages, site)
  addDeliveryRoutes(to: router, pages, site)
}

/// The door, the language, and the files that pages load.
private func addFrameRoutes(to router: Router<ServiceContext>, _ pages: PageSite, _ site: Site) {
  router.get("/") { request, _ async -> Response in
    let visit = await Visit(request, pages)
    return switch visit.viewer {
    case .admin: seeOther("/admin/deployments")
    case .customer: seeOther("/bots")
    case .nobody: visit.isSignedOut ? visit.notFound : seeOther("/sign-in")
    }
  }
  router.get("assets/:name") { request, context async -> Response in
    guard let asset = pages.assets["/assets/\(context.parameters.get("name") ?? "")"] else {
      return await Visit(request, pages).notFound
    }
    var headers = pageHeaders
    headers[.contentType] = asset.type
    headers[.cacheControl] = "public, max-age=31536000, immutable"
    return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes)))
  }
  router.post("language") { request, _ async throws -> Response in
    let form = try await ownForm(request, pages, site)
    guard let language = form["language"].flatMap(Words.Language.init) else {
      return await Visit(request, pages).notFound
    }
    let cookie = "\(languageCookie)=\(language.rawValue); Path=/; Max-Age=31536000; Secure; HttpOnly; SameSite=Lax"
    return seeOther(localPath(form["to"]) ?? "/", cookies: [cookie])
  }
  router.post("sign-out") { request, _ async throws -> Response in
    _ = try await ownForm(request, pages, site)
    await pages.door.end(request.headers)
    return seeOther("/sign-in", cookies: [Session.ended])
  }
}

/// Whatever is not there below the pages' paths answers as what may not be seen does.
private struct OneDenial: RouterMiddleware {
  let pages: PageSite

  func handle(
    _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    do { return try await next(request, context) } catch let error as HTTPError where error.status == .notFound {
      let first = request.uri.path.split(separator: "/").first.map(String.init) ?? ""
      guard ["admin", "assets", "bots", "link", "sign-in"].contains(first) else { throw error }
      return await Visit(request, pages).notFound
    }
  }
}

/// The form of a page of ours; throws the one denial where another site's page sent it.
func ownForm(_ request: Request, _ pages: PageSite, _ site: Site) async throws -> FormBody {
  guard !pages.door.isCrossSite(request.headers) else { throw PageRefused(await Visit(request, pages).notFound) }
  return FormBody(try await readBody(request, site.limits))
}

/// A path of this server, and of no other: nothing that a browser takes for another host.
func localPath(_ text: String?) -> String? {
  guard let text, text.utf8.count <= 2000, text.hasPrefix("/"), !text.hasPrefix("//"),
    text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
  else { return nil }
  return text
}

// MARK: Customers

private func addCustomerRoutes(to router: Router<ServiceContext>, _ pages: PageSite) {
  router.get("bots") { request, _ async throws -> Response in
    let visit = await Visit(request, pages)
    guard visit.viewer != .nobody else { return visit.notFound }
    guard visit.viewer.admin == nil else { return seeOther("/admin/deployments") }
    guard let rows = try visit.requireSight().bots(for: visit.viewer) else { return visit.notFound }
    return pageResponse(.ok, botsPage(rows, in: visit.frame(live: "/bots/events")))
  }
  router.get("bots/events") { request, _ async throws -> Response in
    let visit = await Visit(request, pages)
    guard visit.viewer != .nobody else { return visit.notFound }
    return await liveStream(request, pages) { sight in sight.bots(for: visit.viewer)?.hashValue }
  }
  router.get("bots/:order") { request, context async throws -> Response in
    let visit = await Visit(request, pages)
    let (order, sight) = try visit.requireOrder(context)
    let place = sight.place(of: order, for: visit.viewer)
    let material = await pages.material(order, MaterialWish(server: place?.server, customer: place?.customer))
    guard let bot = sight.bot(order, material, for: visit.viewer) else { return visit.notFound }
    return pageResponse(.ok, botPage(bot, in: visit.frame(live: "/bots/\(order)/events")))
  }
  router.get("bots/:order/events") { request, context async throws -> Response in
    let visit = await Visit(request, pages)
    let (order, _) = try visit.requireOrder(context)
    return await liveStream(request, pages) { sight in sight.bot(order, OrderMaterial(), for: visit.viewer)?.hashValue }
  }
}

extension Visit {
  /// The order that a path names, where whoever asks may see it; throws the one denial.
  func requireOrder(_ context: ServiceContext) throws(PageRefused) -> (OrderID, Sight) {
    guard viewer != .nobody, let order = OrderID(context.parameters.get("order") ?? "") else {
      throw PageRefused(notFound)
    }
    let sight = try requireSight()
    guard sight.isVisible(order, to: viewer) else { throw PageRefused(notFound) }
    return (order, sight)
  }
}
