import Planner
import Testing

@Suite struct LockTermsTests {
  private let terms = LockTerms(
    lease: .seconds(300), renewal: .seconds(30), caution: .seconds(60), skew: .seconds(30))
  private let expires = 1_795_349_100

  private func claim(_ state: LockClaim.State = .held) -> LockClaim {
    LockClaim(
      owner: "ada@build-7", run: nil, since: Instant(seconds: expires - 300), expires: Instant(seconds: expires),
      nonce: "", state: state)
  }

  private func judge(_ claim: LockClaim?, after end: Int, unchanged: Int) -> LockTerms.Verdict {
    terms.judge(claim, now: Instant(seconds: expires + end), unchanged: .seconds(unchanged))
  }

  @Test func `Before its end a lock is held`() {
    #expect(judge(claim(), after: -1, unchanged: 0) == .held)
    #expect(judge(claim(), after: -300, unchanged: 329) == .held)
  }

  @Test func `After its end it is watched, for its holder may be alive with another clock`() {
    #expect(judge(claim(), after: 29, unchanged: 60) == .held)
    #expect(judge(claim(), after: 30, unchanged: 0) == .expiring(.seconds(45)))
    #expect(judge(claim(), after: 1_000_000, unchanged: 44) == .expiring(.seconds(1)))
    #expect(judge(claim(), after: 30, unchanged: 45) == .expired)
  }

  @Test func `A lock that nobody has renewed for a whole lease has expired, whatever the clocks and its text say`() {
    #expect(judge(claim(), after: -1_000_000, unchanged: 330) == .expired)
    #expect(judge(nil, after: 0, unchanged: 330) == .expired)
    #expect(judge(nil, after: 1_000_000, unchanged: 329) == .held)
  }

  @Test func `A lock that was given back is free`() {
    #expect(judge(claim(.released), after: -300, unchanged: 0) == .free)
  }

  @Test func `A holder that keeps to the terms stops before anybody may take over`() {
    let standard = LockTerms.standard
    #expect(standard.renewal * 2 < standard.lease - standard.caution)
    #expect(standard.watch > standard.renewal)
    #expect(standard.lease - standard.caution < standard.lease + standard.skew)
  }
}
