import Guarding
import Intake
import Logging
import Planner
import Testing

@testable import Service

@Suite struct MetricsTests {
  @Test func `Metrics answer from memory, in Prometheus' own text`() async throws {
    let board = StatusBoard(version: "1.2.3", now: { Instant(seconds: 100) }, log: Logger(label: "tests"))
    await board.note(.listener, .running)
    await board.note(.intake, .hindered, why: "the remote is dead")
    let standing = OrderStanding(
      order: try #require(OrderID("ord-1")), delivery: "a", receivedAt: Instant(seconds: 1), phase: .received)
    await board.noteDelivery(.hook, .begun(standing))
    let tally = RequestTally()
    tally.note(202)
    let text = await metricsText(of: board, tally, Instant(seconds: 200))
    for line in [
      "botfleet_build_info{version=\"1.2.3\"} 1", "botfleet_part_up{part=\"intake\"} 0",
      "botfleet_part_up{part=\"listener\"} 1", "botfleet_http_requests_total{code=\"202\"} 1",
      "botfleet_intake_received_total{answer=\"begun\",way=\"hook\"} 1",
    ] {
      #expect(text.contains(line + "\n"))
    }
    let families = text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }
    #expect(Set(families).count == families.count)
    #expect(!text.contains("the remote is dead"))
  }

  @Test func `A line of the log is one line, whatever is in it`() {
    let lines = Guarded([String]())
    for form in LineLogHandler.Form.allCases {
      var log = Logger(label: "tests") { _ in
        LineLogHandler(form, level: .info, now: { "now" }, write: { line in lines.withLock { $0.append(line) } })
      }
      log[metadataKey: "part"] = "intake"
      log.info("a \"word\"\n\u{1B}[31mred", metadata: ["n": "1"])
      log.debug("unseen")
    }
    let written = lines.withLock { $0 }
    #expect(written.count == 2 && written.allSatisfy { $0.filter { $0 == "\n" }.count == 1 && !$0.contains("\u{1B}") })
    #expect(written[0].hasPrefix("now info a ") && written[0].contains(" part=intake"))
    #expect(
      written[1] == #"{"time":"now","level":"info","message":"a \"word\"\n\u001b[31mred","n":"1","part":"intake"}"#
        + "\n")
  }
}
