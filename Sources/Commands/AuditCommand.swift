import Applier
import ArgumentParser
import FoundationEssentials
import Git
import History
import Planner
import Release
import Reports

/// `botfleet audit`
struct AuditCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Verify a part of the history, from git alone.",
    usage: "botfleet audit [<options>] [<range>]",
    discussion: """
      Checks that each results commit is signed by a key that is allowed, changes results only, says what they say, follows the results \
      that it names and applied what is in the history before it; that no result was changed by anybody else; that every change of \
      documents came by a pull request that somebody else approved, and merges have nothing else; that no times, secrets or e-mail \
      addresses are out of place. What \
      went another way with a reason is listed as an exception: commits with a trailer 'Emergency: WHY' or 'Intake: WHICH', own \
      approvals, limits accepted with apply --accept DIGEST --because TEXT, locks taken over.

      A range is A..B (commits after A up to B), DAY..DAY, a day or a month (2026-10); all of the history without one. Whom to trust \
      comes from --signers, an allowed-signers file as ssh-keygen(1) describes it; without it from the file allowed_signers of the \
      commit that the range begins behind (of the whole history, its first commit).

      Exit codes: 0 nothing found, 1 findings, 5 something could not be looked at.

      Example:
        botfleet audit 2026-10 --signers ~/allowed_signers
        botfleet audit v1.4.0..HEAD --format sarif > audit.sarif
      """)

  @OptionGroup var shared: SharedOptions
  @OptionGroup var place: HistoryOptions

  @Option(
    help: ArgumentHelp("Whose signatures count: an allowed-signers file.", valueName: "file"), completion: .file())
  var signers: String?

  @Option(help: "The output format.")
  var format = Format.text

  @Argument(help: ArgumentHelp("What to verify: A..B, DAY..DAY, a day, a month.", valueName: "range"))
  var range: String?

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, sarif
  }

  func run(in invocation: Invocation) async throws -> ExitStatus {
    let console = shared.console(of: invocation)
    let opened = try await place.open(shared, invocation, console)
    let history = opened.history
    if let signers, !FileManager.default.isReadableFile(atPath: invocation.path(signers)) {
      throw ended("error: there is no file \(escapedForDisplay(signers)) that could be read", console)
    }
    let (from, to) = try await ends(in: history, console)
    let request = AuditRequest(
      from: from, signers: signers.map { invocation.path($0) }, remoteRefs: await remoteRefs(of: opened.repository),
      now: Instant(seconds: Int(Date().timeIntervalSince1970)))
    let check = SignatureCheck(for: opened.repository, through: opened.program)
    let report = try await console.looking { () throws(HistoryFailure) in
      try await history.audit(request, upTo: to, signatures: check, console.progress(of: "commits and signatures"))
    }
    switch format {
    case .text: console.answer(auditText(report, style: console.style(on: .answer)))
    case .json: console.answer(auditJSON(report))
    case .sarif: console.answer(auditSARIF(report, version: ProgramVersion.number))
    }
    if !report.findings.isEmpty { return .ended(.faulty) }
    return .ended(report.unchecked.keys.contains { !$0.isInherent } ? .unreachable : .done)
  }

  /// The commits that the range begins behind and ends with.
  private func ends(in history: FleetHistory, _ console: Console) async throws -> (from: ObjectID?, to: ObjectID) {
    guard let range else { return (nil, history.tip) }
    let parts = range.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let (first, last) = (parts[0], parts.count == 2 ? parts[1] : parts[0])
    let isAlone = parts.count == 1
    if isAlone, firstDay(first) == nil {
      if first.wholeMatch(of: /[0-9]{4}-[0-9]{2}(-[0-9]{2})?/) != nil {
        throw ended("error: \(HistoryFailure.noSuchDay(first))", console)
      }
      throw ended("error: '\(escapedForDisplay(range))' is no range; write A..B, DAY..DAY, a day or a month", console)
    }
    return try await console.looking { () throws(HistoryFailure) in
      var to = history.tip
      if let day = lastDay(last) {
        let end = Instant(seconds: Instant(startOf: day.adding(days: 1)).seconds - 1)
        to = try await history.commit(at: .time(end, text: last))
      } else if !last.isEmpty {
        to = try await history.commit(at: .revision(last))
      }
      guard let day = firstDay(first) else {
        guard !first.isEmpty else { return (nil, to) }
        return (try await history.commit(at: .revision(first)), to)
      }
      do throws(HistoryFailure) {
        return (
          try await history.commit(at: .time(Instant(seconds: Instant(startOf: day).seconds - 1), text: first)), to
        )
      } catch {
        guard case .beforeHistory = error else { throw error }
        return (nil, to)
      }
    }
  }

  private func firstDay(_ text: String) -> Day? { Day(text) ?? Day("\(text)-01") }

  private func lastDay(_ text: String) -> Day? {
    if let day = Day(text) { return day }
    guard let first = Day("\(text)-01") else { return nil }
    // The last day of the month: the next month begins within 31 days.
    var day = first.adding(days: 27)
    while Day("\(text)-\(day.adding(days: 1).description.suffix(2))") == day.adding(days: 1) {
      day = day.adding(days: 1)
    }
    return day
  }

  /// What this clone has noticed of the branch at its remote.
  private func remoteRefs(of repository: Repository) async -> [String] {
    guard let branch = try? await repository.head().branch, let upstream = try? await repository.upstream(of: branch)
    else {
      return []
    }
    return ["refs/remotes/\(upstream.remote)/\(upstream.branch)"]
  }
}
