import Panel
import Planner
import Testing

@testable import Health

/// Why a bot is down, told by what was done to its server and what was seen before.
@Suite struct JudgeTests {
  private static func at(_ seconds: Int) -> Instant { Instant(seconds: 1_795_000_000 + seconds) }

  /// Seen up at 0, down since 300.
  private func record(_ change: (inout BotRecord) -> Void = { _ in }) -> BotRecord {
    var record = BotRecord(since: Self.at(0))
    record.lastUpAt = Self.at(0)
    record.downAt = Self.at(300)
    record.token.isGiven = true
    change(&record)
    return record
  }

  private func judge(
    _ record: BotRecord, _ activity: [(BotActivity.Deed, Int)], scheduled: [(BotActivity.Deed, Int)]? = nil
  ) -> String {
    let evidence = Evidence(
      activity: activity.map { BotActivity($0.0, at: Self.at($0.1)) }, token: nil,
      scheduled: scheduled?.map { BotActivity($0.0, at: Self.at($0.1)) })
    let (state, reason) = judgeDown(record, evidence, at: Self.at(400))
    return "\(state.rawValue): \(reason.rawValue)"
  }

  @Test func `It ended by itself where nobody stopped it since its last start`() {
    #expect(judge(record(), [(.start, -5000)]) == "crashed: ended-by-itself")
    #expect(judge(record(), []) == "crashed: ended-by-itself")
    #expect(judge(record(), [(.start, -10), (.stop, -20)]) == "crashed: ended-by-itself")
    #expect(judge(record(), [(.restart, -10), (.kill, -20)]) == "crashed: ended-by-itself")
  }

  @Test(arguments: [BotActivity.Deed.stop, .kill, .reinstall, .restore])
  func `It was a person's doing where something stopped it and nothing started it`(deed: BotActivity.Deed) {
    #expect(judge(record(), [(deed, 200), (.start, -5000)]) == "offline: stopped-by-person")
    #expect(judge(record(), [(deed, 200)]) == "offline: stopped-by-person")
  }

  @Test(arguments: [BotActivity.Deed.stop, .kill])
  func `It was a schedule's doing where one stopped it and nothing started it`(deed: BotActivity.Deed) {
    #expect(judge(record(), [(.start, -5000)], scheduled: [(deed, 200)]) == "offline: stopped-by-schedule")
    #expect(
      judge(record(), [(.stop, 100), (.start, -5000)], scheduled: [(deed, 200)]) == "offline: stopped-by-schedule")
    #expect(judge(record(), [(.stop, 250), (.start, -5000)], scheduled: [(deed, 200)]) == "offline: stopped-by-person")
    // What happened to it last is another thing.
    #expect(judge(record(), [(.start, 210)], scheduled: [(deed, 200)]) == "crashed: ended-by-itself")
    #expect(judge(record(), [(.start, -5000)], scheduled: [(deed, -1000)]) == "crashed: ended-by-itself")
    #expect(judge(record(), [(.stop, -2000)], scheduled: [(.restart, 200), (deed, 100)]) == "crashed: ended-by-itself")
  }

  @Test func `Of a start and a stop in one second, the stop counts`() {
    #expect(judge(record(), [(.start, 200), (.stop, 200)]) == "offline: stopped-by-person")
  }

  @Test func `A stop long before it was seen up is over, whoever started it then`() {
    #expect(judge(record(), [(.stop, -1000)]) == "crashed: ended-by-itself")
    // Its daemon may have taken a while to stop it, and the clocks may differ.
    #expect(judge(record(), [(.stop, -60)]) == "offline: stopped-by-person")
  }

  @Test func `A command when it went down counts as its stop command, and one before does not`() {
    #expect(judge(record(), [(.command, 250), (.start, -5000)]) == "offline: stopped-by-person")
    #expect(judge(record(), [(.command, -100), (.start, -5000)]) == "offline: stopped-by-person")
    #expect(judge(record(), [(.command, -1000), (.start, -5000)]) == "crashed: ended-by-itself")
    #expect(judge(record(), [(.start, 260), (.command, 250)]) == "crashed: ended-by-itself")
  }

  @Test func `What was suspended or installed since is not started, and has not crashed`() {
    let closed = record { $0.closedAt = Self.at(200) }
    #expect(judge(closed, [(.start, -5000)]) == "offline: not-started-since")
    #expect(judge(closed, [(.start, 250)]) == "crashed: ended-by-itself")
    let longAgo = record { $0.closedAt = Self.at(-3000) }
    #expect(judge(longAgo, []) == "crashed: ended-by-itself")
  }

  @Test func `What nobody ever started is offline`() {
    let fresh = record { $0.lastUpAt = nil }
    #expect(judge(fresh, []) == "offline: never-started")
    #expect(judge(fresh, [(.start, 100)]) == "crashed: ended-by-itself")
  }

  @Test func `Without its token it needs that, whatever else happened`() {
    let without = record { $0.token.isGiven = false }
    #expect(judge(without, []) == "needs-token: token-missing")
    #expect(judge(without, [(.start, -10)]) == "needs-token: started-without-token")
    #expect(judge(without, [(.stop, 0), (.start, -10)]) == "needs-token: started-without-token")
    let unknown = record { $0.token.isGiven = nil }
    #expect(judge(unknown, [(.start, -10)]) == "crashed: ended-by-itself")
  }
}
