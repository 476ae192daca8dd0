public import ArgumentParser
import FoundationEssentials
import Git
public import History
import Planner

/// What every command takes that looks into history.
struct HistoryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Where the history ends: a branch, a tag or a commit.", valueName: "rev"))
  var revision = "HEAD"

  /// A fleet's history, and what it was opened with.
  struct Opened {
    let history: FleetHistory
    let repository: Repository
    let program: GitProgram
  }

  /// Opens the history, and has git prepare a long one; says why where that is not possible, and ends.
  func open(_ shared: SharedOptions, _ invocation: Invocation, _ console: Console) async throws -> Opened {
    let workspace = try await shared.openWorkspace(for: invocation)
    guard let repository = workspace.repository else {
      throw ended("error: \(escapedForDisplay(workspace.root)) is in no git repository; name one with --repo", console)
    }
    do {
      let keyless = invocation.environment.filter { !EnvironmentVariable.secrets.contains($0.key) }
      let program = try await GitProgram.find(in: keyless, log: console.logger)
      let tip = try await repository.resolve(revision)
      let history = FleetHistory(of: FleetFolder(workspace.fleetPath), in: repository, through: program, upTo: tip)
      try await history.prepare(now: Int(Date().timeIntervalSince1970)) { console.say($0) }
      return Opened(history: history, repository: repository, program: program)
    } catch {
      throw ended("error: \(escapedLinesForDisplay("\(error)"))", console)
    }
  }
}

/// Says what is wrong, and ends with it.
func ended(_ words: String, _ console: Console) -> ExitCode {
  console.complain(words)
  return ExitCode(ExitStatus.ended(.faulty).code)
}

extension Console {
  /// Runs a look into history; says why where it fails, and ends.
  func looking<Value>(_ look: () async throws(HistoryFailure) -> Value) async throws -> Value {
    do throws(HistoryFailure) { return try await look() } catch {
      throw ended("error: \(escapedLinesForDisplay("\(error)"))", self)
    }
  }

  /// Shows how far a long look is, on a terminal.
  func progress(of what: String = "commits") -> @Sendable (Int, Int) -> Void {
    guard isTerminal(.people) else { return { _, _ in } }
    return { done, all in
      guard all >= 2000 else { return }
      self.sayRaw(done < all ? "\(Self.cleared)\(thousands(done)) of \(thousands(all)) \(what)" : Self.cleared)
    }
  }
}

/// Which events are wanted.
struct EventOptions: ParsableArguments {
  @Option(name: .customLong("tier"), help: ArgumentHelp("Only orders of this tier. (repeatable)", valueName: "tier"))
  var tiers: [String] = []

  @Option(
    name: .customLong("customer"), help: ArgumentHelp("Only orders of this customer. (repeatable)", valueName: "id"))
  var customers: [String] = []

  @Option(name: .customLong("kind"), help: ArgumentHelp("Only events of this kind. (repeatable)", valueName: "kind"))
  var kinds: [HistoryEvent.Kind] = []

  @Flag(help: "Only what failed.")
  var failed = false

  @Option(
    help: ArgumentHelp(
      "Only what was applied later than this after it was asked for, and failures that lasted longer.",
      valueName: "time"), transform: Limit.argument)
  var longerThan: Limit?

  @Flag(help: "Only what a plan over a safety limit did that was accepted.")
  var accepted = false

  /// The filter, from a first to a last moment.
  func filter(from first: Instant?, to last: Instant?) -> EventFilter {
    var filter = EventFilter()
    (filter.since, filter.until) = (first, last)
    (filter.tiers, filter.customers, filter.kinds) = (Set(tiers), Set(customers), Set(kinds))
    (filter.isFailed, filter.isAccepted) = (failed, accepted)
    filter.longerThan = longerThan?.seconds
    return filter
  }

  /// Each option that was given, and its value.
  var query: [(name: String, value: String)] {
    [
      ("tier", tiers), ("customer", customers), ("kind", kinds.map(\.rawValue)), ("failed", failed ? ["yes"] : []),
      ("accepted", accepted ? ["yes"] : []), ("longerThan", longerThan.map { ["\($0.seconds)s"] } ?? []),
    ]
    .filter { !$0.1.isEmpty }.map { ($0.0, $0.1.joined(separator: ",")) }
  }
}

extension HistoryEvent.Kind: ExpressibleByArgument {}

/// Reads the first moment of a day, or a moment.
@Sendable func firstMoment(_ text: String) throws -> Instant {
  if let day = Day(text) { return Instant(startOf: day) }
  guard let instant = Instant(text) else { throw badMoment }
  return instant
}

/// Reads the last second of a day, or a moment.
@Sendable func lastMoment(_ text: String) throws -> Instant {
  if let day = Day(text) { return Instant(seconds: Instant(startOf: day.adding(days: 1)).seconds - 1) }
  guard let instant = Instant(text) else { throw badMoment }
  return instant
}

private var badMoment: ValidationError {
  ValidationError("write a day like 2026-11-22, or a time in UTC like 2026-11-22T12:00:00Z")
}
