import Hummingbird

/// All that is answered to whoever comes in.
///
/// - Parameter pages: nil where nobody can sign in.
func makeRouter(_ site: Site, _ door: FrontDoor, pages: PageSite? = nil) -> Router<ServiceContext> {
  let router = Router(context: ServiceContext.self)
  router.middlewares.add(door)
  addStateRoutes(to: router, site)
  addHookRoutes(to: router, site)
  addOrderRoutes(to: router, site)
  addAdminRoutes(to: router, site)
  addAcceptRoute(to: router, site)
  if let pages {
    addBotAPIRoutes(to: router, pages)
    addDeploymentAPIRoutes(to: router, pages, site)
    addPageRoutes(to: router, pages, site)
  }
  return router
}
