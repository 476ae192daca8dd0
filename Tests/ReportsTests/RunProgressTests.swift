import Reports
import Testing

struct RunProgressTests {
  private func progress(_ done: Int, of total: Int = 1000, phase: String? = nil) -> RunProgress {
    var progress = RunProgress(total: total)
    progress.done = done
    progress.phase = phase
    return progress
  }

  @Test(arguments: [
    (0, "0/1,000"), (250, "250/1,000, 5 min left, 2.5 a second"), (20, "20/1,000, 1 h 21 min left, 12 a minute"),
    (1000, "1,000/1,000, 10 a second"),
  ])
  func `Counts, time left and rate stand beside each other`(done: Int, words: String) {
    #expect(progress(done).words(after: .seconds(100)) == words)
  }

  @Test func `What goes on after the changes stands in the place of the time left`() {
    #expect(progress(3, of: 3, phase: "recording").words(after: .seconds(1)) == "3/3, recording")
  }

  @Test func `What nothing goes on without comes before all else`() {
    var progress = progress(250, phase: "recording")
    progress.wait = "waiting 43 s for the panel's request limit"
    #expect(progress.words(after: .seconds(1)) == "250/1,000, waiting 43 s for the panel's request limit")
  }

  @Test(arguments: 1...200)
  func `A line is never as wide as the terminal, and loses the least telling first`(columns: Int) {
    let line = progress(250).line(after: .seconds(100), columns: columns)
    #expect(line.count < columns || line.isEmpty)
    if columns > 10 { #expect(line.contains("250/1,000")) }
    if columns > 22 { #expect(line.contains("5 min left")) }
    if columns > 50 { #expect(line.contains("█") && line.contains("2.5 a second")) }
  }

  @Test func `The bar is filled by what is done`() {
    #expect(
      progress(250).line(after: .seconds(100), columns: 80)
        == "███████░░░░░░░░░░░░░░░░░░░░░░░  250/1,000  5 min left  2.5 a second")
    #expect(progress(0, of: 0).line(after: .zero, columns: 80).hasPrefix(String(repeating: "█", count: 30)))
  }
}
