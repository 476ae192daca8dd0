import Hummingbird
import Planner

/// Accepts the plan that waits over a limit, as `apply --accept` does: `{"digest": "sha256:…", "because": "the March sale"}`.
func addAcceptRoute(to router: Router<ServiceContext>, _ site: Site) {
  router.post("api/admin/reconcile/accept") { request, _ async throws -> Response in
    let admin = try site.requireAdmin(request)
    let (digest, because) = try readAcceptance(try await readBody(request, site.limits))
    guard await site.accept(digest, "\(because) (\(admin))") else {
      throw RequestRefused(
        status: .conflict, code: "another-plan", message: "this plan does not wait any more; look at what waits now")
    }
    return jsonResponse(.accepted, Accepted(accepted: digest.description))
  }
}

private struct Accepted: Encodable {
  let accepted: String
}

private func readAcceptance(_ body: [UInt8]) throws(RequestRefused) -> (Digest, String) {
  func wrong(_ message: String, at: String) -> RequestRefused {
    RequestRefused(status: .unprocessableContent, code: "bad-value", message: message, at: at)
  }
  guard case .object(let members)? = try? parseJSON(body, depth: 4) else {
    throw RequestRefused(
      status: .badRequest, code: "not-json", message: "an object is expected with digest and because")
  }
  func text(_ key: String) -> String? {
    guard case .string(let text)? = members.first(where: { $0.key == key })?.value else { return nil }
    return text
  }
  guard let digest = text("digest").flatMap(Digest.init) else {
    throw wrong("the digest of a plan is expected, as /status shows it", at: "/digest")
  }
  // It becomes a line of a commit.
  guard let because = text("because"), !because.allSatisfy(\.isWhitespace), because.count <= 400,
    because == escapedForDisplay(because, upTo: 400)
  else { throw wrong("one line of at most 400 characters is expected that says why", at: "/because") }
  return (digest, because)
}
