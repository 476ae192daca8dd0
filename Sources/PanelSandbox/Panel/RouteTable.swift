/// All endpoints, and which one a request means.
struct RouteTable: Sendable {
  static let all = RouteTable(
    routes: serverRoutes + databaseRoutes + userRoutes + nodeRoutes + locationRoutes + nestRoutes
      + clientRoutes)

  let routes: [Route]

  enum Finding: Sendable {
    case found(Route, texts: [String])
    /// The path is known, but not with this method.
    case otherMethods([String])
    case nothing
  }

  /// Slashes at the end do not count, and an encoded slash is one (scenario 57).
  func find(_ method: String, _ path: String) -> Finding {
    let parts = percentDecoded(path, plusIsSpace: false).split(separator: "/").map(String.init)
    let fitting = routes.compactMap { route in route.match(parts).map { (route, $0) } }
    let wanted = method == "HEAD" ? "GET" : method
    if let (route, texts) = fitting.first(where: { $0.0.method == wanted }) { return .found(route, texts: texts) }
    if fitting.isEmpty { return .nothing }
    var methods: [String] = []
    for (route, _) in fitting {
      for method in route.method == "GET" ? ["GET", "HEAD"] : [route.method] where !methods.contains(method) {
        methods.append(method)
      }
    }
    return .otherMethods(methods)
  }
}
