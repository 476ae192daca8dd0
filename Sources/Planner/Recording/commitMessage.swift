/// Where a run took place and who stood behind it, for the commit that records it.
public struct Provenance: Hashable, Sendable {
  /// The address of the run, from CI's environment.
  public let run: String?
  /// The addresses of the pull requests that brought what is recorded, where they are known.
  public let pullRequests: [String]
  /// The people who approved it, where they are known.
  public let approvedBy: [String]
  /// The digest of a plan over a safety limit that was accepted on purpose.
  public let accepted: Digest?
  /// Why that was accepted, in one line; nil where nobody said.
  public var because: String?
  /// The lock that was taken over, where one was.
  public let taking: LockTakeover?
  /// The day that was given to apply as of, where one was.
  public let asOf: Day?
  /// The fleet's folder.
  public let folder: FleetFolder
  /// The last run that the branch has a record of; nil where there is none, or nobody asked.
  public let before: RecordedRun?

  public init(
    run: String? = nil, pullRequests: [String] = [], approvedBy: [String] = [], accepted: Digest? = nil,
    taking: LockTakeover? = nil,
    asOf: Day? = nil, folder: FleetFolder = .usual, before: RecordedRun? = nil
  ) {
    self.run = run
    self.pullRequests = pullRequests
    self.approvedBy = approvedBy
    self.accepted = accepted
    self.taking = taking
    self.asOf = asOf
    self.folder = folder
    self.before = before
  }
}

/// The message of the commit that records a run: what was done in numbers, a row for each change, and trailers to search by.
///
/// A run of any size names all its orders, for that is what `git log --grep` finds them by: the `Orders` trailer is folded as git
/// folds trailers, each further line begun by a space. The rows are for readers and end after the first 500, failures before all others.
/// No value can begin a line or a trailer of its own: rows are indented, and what is foreign is made `escapedForDisplay`, line breaks included.
///
/// - Parameters:
///   - results: those that the commit writes; where only they moved, the subject counts them.
public func commitMessage(for run: Run, results: [OrderResult], from provenance: Provenance = Provenance()) -> String {
  let tried = run.outcomes.filter { !$0.outcome.isSkipped }
  let orders = Set(tried.map(\.change.order)).union(results.map(\.order)).sorted()
  let paragraphs = [
    subject(of: run, recorded: results.count) + provenance.folder.subjectEnd,
    (rows(of: tried) + untriedRows(of: run) + installationRows(of: run) + verificationRows(of: run)
      + (orders.isEmpty ? ["  \(openOrdersRemark)"] : [])).joined(separator: "\n"),
    trailers(of: run, orders, provenance).joined(separator: "\n"),
  ]
  return paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
}

private func subject(of run: Run, recorded: Int) -> String {
  let counts = run.tally.words
  return "apply: \(counts.isEmpty ? "\(counted(recorded, "result")) recorded" : counts.joined(separator: ", "))"
}

/// What a commit says that has nothing to say of any order.
let openOrdersRemark = "\(OpenOrders.path) made again"

/// How many rows a message has at most.
private let rowLimit = 500

private func rows(of tried: [(change: Change, outcome: Outcome)]) -> [String] {
  let done = Dictionary(grouping: tried.filter(\.outcome.isApplied)) { $0.change.kind }
  let rows = tried.filter { !$0.outcome.isApplied } + Change.Kind.allCases.flatMap { done[$0] ?? [] }
  let width = rows.contains { $0.change.kind == .createUser } ? 11 : 9
  let shown = rows.prefix(rowLimit).map { row(of: $0.change, $0.outcome, width) }
  let more = rows.count - shown.count
  return more > 0 ? shown + ["  … and \(thousands(more)) more; each has a file in results/"] : shown
}

/// What was not tried at all, counted by the reason: the orders of these are the next run's, and no trailer names them.
private func untriedRows(of run: Run) -> [String] {
  let reasons = run.outcomes.compactMap { $0.outcome.skip?.reason }
  let counts = Dictionary(reasons.map { ($0, 1) }, uniquingKeysWith: +).sorted { $0.key < $1.key }
  let givenUp = run.givenUp.map { (key: escapedForDisplay($0.cause.message, upTo: 200), value: $0.count) }
  return (givenUp + counts).map { reason, count in "  not tried \(counted(count, "change")): \(reason)" }
}

/// What became of installations that were waited for.
private func installationRows(of run: Run) -> [String] {
  let installations = run.installations
  return installations.failed.map { "  failed \($0) install: created by an earlier run; the installation failed" }
    + (installations.open.isEmpty
      ? [] : ["  \(counted(installations.open.count, "server")) still being installed when the wait was over"])
}

/// What was seen beside the outcomes once everything was tried, or that nothing could be seen.
private func verificationRows(of run: Run) -> [String] {
  switch run.verification {
  case .seen(let moved):
    let rows = moved.prefix(rowLimit).map { moved in
      "  changed on the panel during the run: \(moved.order) \(escapedForDisplay(moved.labels, upTo: 200))"
    }
    let more = moved.count - rows.count
    return more > 0 ? rows + ["  … and \(counted(more, "other order"))"] : rows
  case .unseen(let why):
    return [
      "  the panel could not be read afterwards, so these are its own answers: \(escapedForDisplay(why, upTo: 200))"
    ]
  }
}

extension Run.Moved {
  /// The fields' names: `memory, cpu`.
  public var labels: String { fields.map(\.label).joined(separator: ", ") }
}

extension Outcome {
  fileprivate var skip: Skip? { if case .skipped(let skip) = self { skip } else { nil } }
}

private func row(of change: Change, _ outcome: Outcome, _ width: Int) -> String {
  let (word, told) =
    switch outcome {
    case .applied(_, let address):
      (change.isTakeover ? "takeover" : change.isLink ? "link" : change.kind.rawValue, change.told(address: address))
    case .installFailed(_, let address):
      (outcome.word.ofRow, OrderResult.Failure.installation(change.told(address: address)))
    case .failed(let failure), .unknown(let failure), .contradicted(let failure): (outcome.word.ofRow, failure.told)
    case .skipped: (outcome.word.ofRow, "")
    }
  return "  \(filled(word, width)) \(filled(change.order.text, 10)) \(escapedForDisplay(told, upTo: 200))"
}

/// The text with blanks behind it, at least `width` wide.
private func filled(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.utf8.count))
}

private func trailers(of run: Run, _ orders: [OrderID], _ provenance: Provenance) -> [String] {
  var trailers = provenance.folder.trailers
  trailers += ["Fleet-Revision: \(escapedForDisplay(run.revision))", "Plan-Digest: \(run.plan.digest)"]
  if !orders.isEmpty { trailers += folded("Orders:", orders.map(\.text)) }
  trailers += RecordedRun(of: run, after: provenance.before).trailers
  if let address = provenance.run { trailers.append("Run: \(escapedForDisplay(address, upTo: 1000))") }
  if let day = provenance.asOf { trailers.append("As-Of: \(day)") }
  if let accepted = provenance.accepted { trailers.append("Accepted: \(accepted)") }
  if provenance.accepted != nil, let because = provenance.because {
    trailers.append("Accepted-Because: \(escapedForDisplay(because, upTo: 500))")
  }
  if let taking = provenance.taking { trailers.append("Lock-Took-Over: \(taking)") }
  trailers += provenance.pullRequests.map { "Pull-Request: \(escapedForDisplay($0, upTo: 1000))" }
  return trailers + provenance.approvedBy.map { "Approved-By: \(escapedForDisplay($0, upTo: 200))" }
}

/// Words after a trailer's key, on as many lines as it takes.
func folded(_ key: String, _ words: [String]) -> [String] {
  var lines = [key]
  for word in words {
    if lines[lines.count - 1].utf8.count + 1 + word.utf8.count > 100 { lines.append("") }
    lines[lines.count - 1] += " \(word)"
  }
  return lines
}

extension Change {
  /// What was done, with the address that a new server really got.
  public func told(address: String?) -> String {
    if isTakeover || isLink {
      let isTold = kind == .update || kind == .link && !differences.isEmpty
      return isTold ? "\(title), \(differencesTold)" : title
    }
    return toldOfOwn(address: address)
  }

  private func toldOfOwn(address: String?) -> String {
    switch kind {
    case .create:
      guard let placement else { return title }
      return "\(title) on node \(placement.node) (\(address ?? placement.allocation.address))"
    case .update:
      guard let before = soldBefore, let now = soldNow, before != now else { return differencesTold }
      return "\(before) -> \(now)"
    case .createUser:
      guard case .createUser(let user)? = actions.first else { return title }
      return "\(user.externalID) as \(user.username)"
    case .linkUser:
      guard case .linkUser(let link)? = actions.first else { return title }
      return "panel user \(link.user) as customer \(link.externalID)"
    case .link, .suspend, .unsuspend, .terminate, .adopt: return title
    }
  }

  /// The first few: the plan has them all.
  private var differencesTold: String {
    let shown = differences.prefix(differences.count > 4 ? 3 : 4).map { difference in
      let old = difference.old.word ?? delimited(difference.field.said(difference.old.text ?? ""))
      return "\(difference.field.label) \(old) -> \(delimited(difference.field.said(difference.new)))"
    }
    let more = differences.count - shown.count
    return (shown + (more > 0 ? ["and \(counted(more, "other field"))"] : [])).joined(separator: ", ")
  }
}
