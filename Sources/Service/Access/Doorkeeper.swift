import FoundationEssentials
import HTTP
import HTTPTypes
import Planner
import SignIn
import Views

/// Says who somebody is by what a request brings: a token in its head, or a session in its cookies.
struct Doorkeeper: Sendable {
  let sessions: SealingKey
  /// Nil where nobody makes links.
  let links: SealingKey?
  /// Nil where nobody signs in with Supabase.
  let tokens: TokenVerifier?
  /// Nil where nobody is mailed links.
  let mail: SupabaseSignIn?
  /// Nil where no session is renewed.
  var renewals: SessionRenewals?
  let keys: Keys
  let customers: CustomerDirectory
  let publicURL: String?
  /// In seconds since 1970.
  let now: @Sendable () -> Int
  let nonce: @Sendable () -> String

  /// Whoever brings a token is who that says, or nobody: a cookie beside it changes nothing.
  func viewer(_ headers: HTTPFields) async -> Viewer { await visitor(headers).viewer }

  /// The same, and whether it is somebody whose session has just ended: they are told so.
  func visitor(_ headers: HTTPFields) async -> (viewer: Viewer, isSignedOut: Bool) {
    if headers[.authorization] != nil { return (await bearer(headers), false) }
    guard let session = session(in: headers) else { return (.nobody, false) }
    guard let who = await standing(of: session) else { return (.nobody, true) }
    return (await viewer(of: who), false)
  }

  /// The session that a request's cookies hold.
  func session(in headers: HTTPFields) -> Session? { Session(in: headers[values: .cookie], sessions, now: now()) }

  private func standing(of session: Session) async -> SignedIn? {
    if let renewals { return await renewals.who(session) }
    return session.knownUntil.map { $0 > now() } ?? true ? session.who : nil
  }

  private func bearer(_ headers: HTTPFields) async -> Viewer {
    if let header = headers[.authorization] {
      if let name = keys.admin(headers) { return .admin(Administrator(named: name, email: nil)) }
      guard let tokens, header.lowercased().hasPrefix("bearer "),
        let token = try? await tokens.verify(String(header.dropFirst(7)), now: now())
      else { return .nobody }
      return await viewer(of: .user(id: token.user, email: token.email, isAdmin: token.isAdmin))
    }
    return .nobody
  }

  func viewer(of who: SignedIn) async -> Viewer {
    switch who {
    case .user(let id, let email, let isAdmin):
      isAdmin ? .admin(Administrator(named: email ?? id, email: email)) : .customer(await customers.customers(of: id))
    case .customer(let id): .customer([id])
    case .admin(let name, let email): .admin(Administrator(named: name, email: email))
    }
  }

  /// The session that a token is worth. It lasts a day's work; that somebody is an administrator, a token says anew each time that one ends, and
  /// where it cannot, the session ends with the first.
  func session(for token: VerifiedToken, renewedBy renewal: Secret?) async -> Session {
    let who = SignedIn.user(id: token.user, email: token.email, isAdmin: token.isAdmin)
    guard token.isAdmin else { return Session(of: who, until: now() + Session.longest, now: now(), nonce: nonce()) }
    guard let renewals, let renewal else { return Session(of: who, until: token.until, now: now(), nonce: nonce()) }
    let session = Session(
      of: who, until: now() + Session.longest, knownUntil: token.until, now: now(), nonce: nonce())
    await renewals.keep(session, renewedBy: renewal)
    return session
  }

  /// Somebody has signed out.
  func end(_ headers: HTTPFields) async {
    if let session = session(in: headers) { await renewals?.forget(session) }
  }

  /// Whether a request that changes something was made by another site's page.
  func isCrossSite(_ headers: HTTPFields) -> Bool {
    // Nobody can make a browser send a token of ours in its head.
    if headers[.authorization] != nil { return false }
    return SignIn.isCrossSite(
      site: HTTPField.Name("Sec-Fetch-Site").flatMap { headers[$0] }, origin: headers[.origin],
      host: HTTPField.Name("Host").flatMap { headers[$0] }, publicURL: publicURL)
  }
}

extension Administrator {
  /// As a commit can name them: without what would end a name or an address there.
  init(named name: String, email: String?) {
    func plain(_ text: String) -> String {
      let kept = text.unicodeScalars.prefix(120).filter { $0.isPlainlyVisible && $0 != "<" && $0 != ">" }
      return String(String.UnicodeScalarView(kept))
    }
    let (shown, address) = (plain(name), email.map(plain)?.filter { $0 != " " } ?? "")
    self.init(
      name: shown.isEmpty ? "administrator" : shown,
      email: address.contains("@") ? address : "\(slug(shown))@botfleet-server.invalid")
  }
}

/// Letters and digits of a name, for an address that nobody has.
private func slug(_ name: String) -> String {
  let kept = name.lowercased().prefix(40).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
  return kept.isEmpty ? "administrator" : String(kept)
}
