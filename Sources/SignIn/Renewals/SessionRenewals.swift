public import HTTP

/// Keeps those signed in whom a project's tokens say more of than who they are, for as long as the project says it: an administrator's token
/// lasts an hour, and is exchanged for the next one before it ends.
///
/// What such an exchange takes is kept in memory, by session, and nowhere else: a process that begins anew ends these sessions with the token
/// that they have.
public actor SessionRenewals {
  private let renew: @Sendable (Secret) async throws(SignInTrouble) -> TokenGrant?
  private let verify: @Sendable (String) async -> VerifiedToken?
  private let now: @Sendable () -> Int
  private var kept: [String: Kept] = [:]

  private struct Kept {
    var who: SignedIn
    var knownUntil: Int
    var renewal: Secret
    /// When the session is over, whoever asks.
    let until: Int
    /// Before this second nobody is asked again.
    var pausedUntil = 0
    var renewing: Task<Void, Never>?
  }

  /// How many seconds before a token ends the next one is asked for.
  static let early = 300
  /// How many seconds pass between two attempts while the project does not answer.
  static let pause = 10

  /// - Parameters:
  ///   - renew: asks the project.
  ///   - verify: says whose a token is; nil where it lets nobody in.
  ///   - now: in seconds since 1970.
  public init(
    renew: @escaping @Sendable (Secret) async throws(SignInTrouble) -> TokenGrant?,
    verify: @escaping @Sendable (String) async -> VerifiedToken?, now: @escaping @Sendable () -> Int
  ) {
    (self.renew, self.verify, self.now) = (renew, verify, now)
  }

  /// Keeps a session going from now on.
  public func keep(_ session: Session, renewedBy renewal: Secret) {
    guard let knownUntil = session.knownUntil else { return }
    kept = kept.filter { $0.value.until > now() }
    kept[session.nonce] = Kept(who: session.who, knownUntil: knownUntil, renewal: renewal, until: session.until)
  }

  /// Forgets a session that somebody has ended.
  public func forget(_ session: Session) { kept[session.nonce] = nil }

  /// Who somebody is now by a session that holds; nil where nobody knows any more.
  ///
  /// Somebody who is still known waits for nobody: the next token is asked for beside.
  public func who(_ session: Session) async -> SignedIn? {
    guard let first = session.knownUntil else { return session.who }
    guard let entry = kept[session.nonce] else { return first > now() ? session.who : nil }
    if entry.knownUntil - Self.early > now() { return entry.who }
    let asking = ask(for: session.nonce)
    if entry.knownUntil > now() { return entry.who }
    await asking?.value
    return kept[session.nonce].flatMap { $0.knownUntil > now() ? $0.who : nil }
  }

  /// One question for all who wait; nil while it is too early for another.
  private func ask(for nonce: String) -> Task<Void, Never>? {
    guard let entry = kept[nonce] else { return nil }
    if let renewing = entry.renewing { return renewing }
    guard entry.pausedUntil <= now() else { return nil }
    let task = Task { await exchange(for: nonce) }
    kept[nonce]?.renewing = task
    return task
  }

  private func exchange(for nonce: String) async {
    guard let renewal = kept[nonce]?.renewal else { return }
    let grant: TokenGrant?
    do throws(SignInTrouble) { grant = try await renew(renewal) } catch {
      kept[nonce]?.renewing = nil
      kept[nonce]?.pausedUntil = now() + Self.pause
      return
    }
    // Taken back, or used by somebody else: whoever has the session is nobody from now on.
    guard let grant else { return kept[nonce] = nil }
    let token = await verify(grant.token)
    guard let entry = kept[nonce], let token, token.isOf(entry.who) else { return kept[nonce] = nil }
    kept[nonce]?.renewing = nil
    kept[nonce]?.who = .user(id: token.user, email: token.email, isAdmin: token.isAdmin)
    kept[nonce]?.knownUntil = token.until
    kept[nonce]?.renewal = grant.renewal ?? entry.renewal
  }
}

extension VerifiedToken {
  fileprivate func isOf(_ who: SignedIn) -> Bool {
    guard case .user(let id, _, _) = who else { return false }
    return id == user
  }
}
