import Testing

@testable import Panel

/// What others take of the request limit.
struct RequestTallyTests {
  private func byOthers(_ left: [Int], of limit: Int = 240) -> Int? {
    var tally = RequestTally()
    for left in left { tally.note(left: left, of: limit) }
    return tally.use?.byOthers
  }

  @Test func `Nothing is known before an answer tells of a limit`() {
    #expect(RequestTally().use == nil)
  }

  @Test func `Our own requests are nobody else's, in whatever order they are answered`() {
    #expect(byOthers([239, 238, 237, 236]) == 0)
    #expect(byOthers([238, 239, 236, 237]) == 0)
  }

  @Test func `What was used up before us, and between us, others used`() {
    #expect(byOthers([199, 198]) == 40)
    #expect(byOthers([239, 228]) == 10)
  }

  @Test func `A new minute begins anew, and what was seen in the last one stays`() {
    #expect(byOthers([100, 99, 239, 238]) == 139)
    #expect(byOthers([2, 1, 229]) == 237 + 10)
  }
}
