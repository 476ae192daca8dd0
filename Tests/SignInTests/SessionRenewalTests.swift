import Guarding
import HTTP
import Loopback
import Testing

@testable import SignIn

@Suite("An administrator's session")
struct SessionRenewalTests {
  private static let ada = SignedIn.user(id: "7f0c", email: "ada@example.com", isAdmin: true)

  /// A project of values: what each question for a token is answered with.
  private final class Project: Sendable {
    let time = Guarded(1_795_348_800)
    /// What came with the question.
    let asked = Guarded([Secret]())
    let answer = Guarded<Result<VerifiedToken?, SignInTrouble>>(.failure(.unavailable))

    func renewals() -> SessionRenewals {
      SessionRenewals(
        renew: { [self] renewal throws(SignInTrouble) in
          asked.withLock { $0.append(renewal) }
          await Task.yield()
          let number = asked.withLock(\.count)
          return try answer.withLock(\.self).get().map { _ in
            TokenGrant(token: "token-\(number)", renewal: Secret("renewal-\(number)"))
          }
        },
        verify: { [self] _ in try? answer.withLock(\.self).get() }, now: { [self] in time.withLock(\.self) })
    }

    var now: Int { time.withLock(\.self) }
    func pass(_ seconds: Int) { time.withLock { $0 += seconds } }

    func says(isAdmin: Bool = true, user: String = "7f0c") {
      let token = VerifiedToken(user: user, email: "ada@example.com", isAdmin: isAdmin, until: now + 3600)
      answer.withLock { $0 = .success(token) }
    }

    /// One that has just begun, with a token of an hour.
    func session() -> Session {
      Session(
        of: SessionRenewalTests.ada, until: now + Session.longest, knownUntil: now + 3600, now: now, nonce: "\(now)")
    }
  }

  @Test("goes on for a day's work, and takes one question an hour")
  func goesOn() async throws {
    let project = Project()
    let (renewals, session) = (project.renewals(), project.session())
    await renewals.keep(session, renewedBy: Secret("renewal-0"))
    for _ in 0..<(11 * 12) {
      project.says()
      #expect(await renewals.who(session) == Self.ada)
      await Task.yield()
      project.pass(300)
    }
    let asked = project.asked.withLock(\.self)
    #expect((10...12).contains(asked.count))
    // Each is worth one token: the next question brings what came with the last.
    #expect(asked == (0..<asked.count).map { Secret("renewal-\($0)") })
  }

  @Test("asks once for all who wait")
  func once() async {
    let project = Project()
    let (renewals, session) = (project.renewals(), project.session())
    await renewals.keep(session, renewedBy: Secret("renewal-0"))
    project.pass(3601)
    project.says()
    await withTaskGroup(of: SignedIn?.self) { group in
      for _ in 0..<50 { group.addTask { await renewals.who(session) } }
      for await who in group { #expect(who == Self.ada) }
    }
    #expect(project.asked.withLock(\.count) == 1)
  }

  @Test("ends when the project takes it back, and says what somebody has become")
  func ends() async {
    let project = Project()
    let renewals = project.renewals()
    let sessions = (0..<3).map { _ in
      project.pass(1)
      return project.session()
    }
    let (demoted, banned, swapped) = (sessions[0], sessions[1], sessions[2])
    for session in sessions { await renewals.keep(session, renewedBy: Secret("renewal-0")) }
    project.pass(3700)
    project.says(isAdmin: false)
    #expect(await renewals.who(demoted) == .user(id: "7f0c", email: "ada@example.com", isAdmin: false))
    project.says(user: "another")
    #expect(await renewals.who(swapped) == nil)
    project.answer.withLock { $0 = .success(nil) }
    #expect(await renewals.who(banned) == nil)
    project.says()
    for session in [banned, swapped] { #expect(await renewals.who(session) == nil) }
  }

  @Test("holds while the project is away until its token ends, and goes on where it is back by then")
  func away() async {
    let project = Project()
    let (renewals, session) = (project.renewals(), project.session())
    await renewals.keep(session, renewedBy: Secret("renewal-0"))
    project.pass(3400)
    for _ in 0..<100 {
      #expect(await renewals.who(session) == Self.ada)
      await Task.yield()
      project.pass(1)
    }
    #expect((2...12).contains(project.asked.withLock(\.count)), "it is asked every ten seconds, whoever waits")
    project.pass(200)
    #expect(await renewals.who(session) == nil)
    project.says()
    project.pass(SessionRenewals.pause)
    #expect(await renewals.who(session) == Self.ada)
  }

  @Test("ends with its token where a process began anew, and for good where somebody signed out")
  func forgotten() async {
    let project = Project()
    project.says()
    let (renewals, session) = (project.renewals(), project.session())
    #expect(await renewals.who(session) == Self.ada)
    await renewals.keep(session, renewedBy: Secret("renewal-0"))
    await renewals.forget(session)
    project.pass(3601)
    #expect(await renewals.who(session) == nil)
    #expect(project.asked.withLock(\.count) == 0)
  }

  @Test("of a link, and a customer's, is asked of nobody")
  func others() async {
    let project = Project()
    let renewals = project.renewals()
    let session = Session(of: .customer("cus-1"), until: project.now + 600, now: project.now, nonce: "n")
    project.pass(500)
    #expect(await renewals.who(session) == .customer("cus-1"))
    #expect(project.asked.withLock(\.count) == 0)
  }

  @Test("is renewed by what came with the token, and by nothing else")
  func wire() async throws {
    let asked = Guarded([String]())
    let answers = Guarded([
      (200, #"{"access_token":"d.e.f","refresh_token":"next"}"#),
      (400, #"{"error_code":"refresh_token_already_used"}"#),
      (429, "{}"), (503, ""), (200, "{}"),
    ])
    let listener = try Listener { connection in
      while let request = connection.readRequest() {
        asked.withLock { $0.append(request) }
        let (status, body) = answers.withLock { $0.removeFirst() }
        connection.answer(body, status: status, headers: "Content-Type: application/json\r\n")
      }
    }
    let http = try HTTPClient(.init(userAgent: "tests/1"))
    let signIn = SupabaseSignIn(project: listener.url, key: Secret("the-publishable-key"), http: http)
    let grant = try #require(try await signIn.renew(Secret("first")))
    #expect(grant.token == "d.e.f" && grant.renewal == Secret("next"))
    #expect("\(grant)".contains("next") == false)
    let request = try #require(asked.withLock(\.self).first)
    #expect(request.hasPrefix("POST /auth/v1/token?grant_type=refresh_token "))
    #expect(request.contains("\"refresh_token\":\"first\"") && request.contains("apikey: the-publishable-key"))
    #expect(try await signIn.renew(Secret("used"))?.token == nil)
    await #expect(throws: SignInTrouble.tooOften) { try await signIn.renew(Secret("x")) }
    await #expect(throws: SignInTrouble.unavailable) { try await signIn.renew(Secret("x")) }
    #expect(try await signIn.renew(Secret("x"))?.token == nil)
    _ = listener
  }
}
