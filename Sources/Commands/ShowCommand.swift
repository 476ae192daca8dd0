import Applier
import ArgumentParser
import Git
import History
import Planner
import Reports

/// `botfleet show`
struct ShowCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the fleet as it was declared and applied on a day, or what differs between two.",
    usage: "botfleet show [<options>] <rev|date> [<rev|date>]",
    discussion: """
      A day means its end in UTC: the newest commit of the branch until then. With one place, each order as its documents said and as \
      the last apply had left it; with two, what differs between them. From git alone.

      Example:
        botfleet show 2026-11-22
        botfleet show v1.4.0 HEAD
        botfleet show 2026-10-01 2026-11-01 --format json
      """)

  @OptionGroup var shared: SharedOptions
  @OptionGroup var place: HistoryOptions

  @Option(help: "The output format.")
  var format = OutputFormat.text

  @Argument(help: ArgumentHelp("A branch, tag or commit; or a day or time in UTC.", valueName: "rev|date"))
  var first: String

  @Argument(help: ArgumentHelp("The one to compare it with.", valueName: "rev|date"))
  var second: String?

  func run(in invocation: Invocation) async throws -> ExitStatus {
    let console = shared.console(of: invocation)
    let history = try await place.open(shared, invocation, console).history
    let old = try await console.looking { () throws(HistoryFailure) in
      try await history.summary(of: history.commit(at: HistoryPlace(first)))
    }
    guard let second else { return try await show(old, invocation, console) }
    let new = try await console.looking { () throws(HistoryFailure) in
      try await history.summary(of: history.commit(at: HistoryPlace(second)))
    }
    let differences = try await console.looking { () throws(HistoryFailure) in
      try await history.differences(from: old.id, to: new.id)
    }
    switch format {
    case .text: console.answer(differenceText(differences, from: old, to: new, style: console.style(on: .answer)))
    case .json: console.answer(differenceJSON(differences, from: old, to: new))
    }
    return .ended(.done)
  }

  /// The fleet at one commit.
  private func show(_ commit: CommitFacts, _ invocation: Invocation, _ console: Console) async throws -> ExitStatus {
    let workspace = try await shared.openWorkspace(for: invocation)
    let day: Instant
    if case .time(let time, _) = HistoryPlace(first) { day = time } else { day = commit.at }
    do throws(ApplyFailure) {
      let report = try await workspace.status(
        of: .revision("\(commit.id)"), orders: [], asOf: day, now: { day }, nil)
      console.show(report.diagnostics)
      switch format {
      case .text:
        console.answer(commitText(commit, style: console.style(on: .answer)))
        console.answer(statusText(report.status, .list, notes: [:], live: nil, style: console.style(on: .answer)))
      case .json: console.answer(statusJSON(report.status, commits: [:], live: nil))
      }
      return .ended(.done)
    } catch {
      console.report(error)
      return .ended(error.meaning)
    }
  }
}
