import Hummingbird
import Pages
import SignIn
import Views

/// Sign-in: a link by mail, or one that was given to somebody. What looks at links in mails presses no buttons, so each shows one first.
func addSignInRoutes(to router: Router<ServiceContext>, _ pages: PageSite, _ site: Site) {
  router.get("sign-in") { request, _ async -> Response in
    let visit = await Visit(request, pages)
    return pageResponse(.ok, signInPage(pages.door.ways, in: visit.frame()))
  }
  router.post("sign-in") { request, _ async throws -> Response in
    let form = try await ownForm(request, pages, site)
    let visit = await Visit(request, pages)
    func refused(_ trouble: SignInTroubleWords) -> Response {
      pageResponse(.ok, signInPage(pages.door.ways, trouble: trouble, in: visit.frame()))
    }
    guard let mail = pages.door.mail else { return visit.notFound }
    guard let email = form["email"].flatMap(address) else { return refused(.badAddress) }
    guard await pages.mailPace.admits(email) else { return refused(.tooOften) }
    do throws(SignInTrouble) {
      try await mail.mailLink(to: email, back: "\(pages.door.publicURL ?? "")/sign-in")
    } catch {
      return refused(error == .tooOften ? .tooOften : .unavailable)
    }
    return pageResponse(.ok, mailedPage(in: visit.frame()))
  }
  router.get("sign-in/confirm") { request, _ async -> Response in
    let visit = await Visit(request, pages)
    guard pages.door.mail != nil, let hash = visit.query["token_hash"], isHash(hash),
      SupabaseSignIn.LinkType(rawValue: visit.query["type"] ?? "email") != nil
    else { return visit.notFound }
    return pageResponse(
      .ok,
      enterPage(
        action: "/sign-in/confirm", fields: [("token_hash", hash), ("type", visit.query["type"] ?? "email")],
        in: visit.frame()))
  }
  router.post("sign-in/confirm") { request, _ async throws -> Response in
    let form = try await ownForm(request, pages, site)
    let visit = await Visit(request, pages)
    guard let mail = pages.door.mail, let tokens = pages.door.tokens, let hash = form["token_hash"], isHash(hash),
      let type = form["type"].flatMap(SupabaseSignIn.LinkType.init)
    else { return visit.notFound }
    let expired = pageResponse(.ok, signInPage(pages.door.ways, trouble: .expired, in: visit.frame()))
    let (grant, token): (TokenGrant, VerifiedToken)
    do {
      guard let given = try await mail.exchange(hash: hash, type: type) else { return expired }
      (grant, token) = (given, try await tokens.verify(given.token, now: pages.door.now()))
    } catch is SignInTrouble {
      return pageResponse(.ok, signInPage(pages.door.ways, trouble: .unavailable, in: visit.frame()))
    } catch {
      return expired
    }
    return enter(await pages.door.session(for: token, renewedBy: grant.renewal), pages)
  }
  addLinkRoutes(to: router, pages, site)
}

private func addLinkRoutes(to router: Router<ServiceContext>, _ pages: PageSite, _ site: Site) {
  router.get("link/:link") { request, context async -> Response in
    let visit = await Visit(request, pages)
    guard let key = pages.door.links, let text = context.parameters.get("link"),
      SignInLink(text, key, now: pages.door.now()) != nil
    else { return visit.notFound }
    let frame = PageFrame(
      visit.language, assets: pages.assets, brand: visit.brand, viewer: .nobody, path: visit.path, now: pages.now())
    return pageResponse(.ok, enterPage(action: "/link", fields: [("link", text)], in: frame))
  }
  router.post("link") { request, _ async throws -> Response in
    let form = try await ownForm(request, pages, site)
    guard let key = pages.door.links, let text = form["link"],
      let link = SignInLink(text, key, now: pages.door.now())
    else { return await Visit(request, pages).notFound }
    return enter(link.session(now: pages.door.now(), nonce: pages.door.nonce()), pages)
  }
}

private func enter(_ session: Session, _ pages: PageSite) -> Response {
  seeOther("/", cookies: [session.setCookie(pages.door.sessions, now: pages.door.now())])
}

/// An address that a mail may go to, as far as that can be said without sending one.
private func address(_ text: String) -> String? {
  let text = text.lowercased().filter { $0 != " " }
  let parts = text.split(separator: "@", omittingEmptySubsequences: false)
  guard text.utf8.count <= 254, parts.count == 2, !parts[0].isEmpty, parts[1].contains("."),
    text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"<>\"\\(),;:".utf8.contains($0) })
  else { return nil }
  return text
}

private func isHash(_ text: String) -> Bool {
  (8...200).contains(text.utf8.count)
    && text.utf8.allSatisfy {
      $0 < 0x80
        && (Character(Unicode.Scalar($0)).isLetter || Character(Unicode.Scalar($0)).isNumber || $0 == 0x5F
          || $0 == 0x2D)
    }
}

extension Doorkeeper {
  var ways: SignInWays { mail != nil && tokens != nil ? .mail : links != nil ? .linksOnly : .none }
}

/// Mails are asked for once a minute for an address, and sixty times in all.
actor MailPace {
  private let elapsed: @Sendable () -> Duration
  private var asked: [String: Duration] = [:]

  init(elapsed: @escaping @Sendable () -> Duration) { self.elapsed = elapsed }

  func admits(_ address: String) -> Bool {
    let now = elapsed()
    asked = asked.filter { now - $0.value < .seconds(60) }
    guard asked[address] == nil, asked.count < 60 else { return false }
    asked[address] = now
    return true
  }
}
