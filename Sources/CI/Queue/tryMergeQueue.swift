public import Applier
public import Forges
import Git
public import Planner
import Reports

/// What is asked of a merge queue's group.
public struct CIQueueRequest: Sendable {
  let event: MergeQueueEvent
  let client: (any ForgeClient)?
  let posting: Posting
  let runURL: String?
  let now: @Sendable () -> Instant

  /// - Parameters:
  ///   - event: the group.
  ///   - client: the forge, to read from; nil where there is none, or no token.
  ///   - posting: whom the statuses are told to.
  ///   - runURL: the run's page; nil where it is unknown.
  ///   - now: the time.
  public init(
    event: MergeQueueEvent, client: (any ForgeClient)?, posting: Posting, runURL: String?,
    now: @escaping @Sendable () -> Instant
  ) {
    (self.event, self.client, self.posting) = (event, client, posting)
    (self.runURL, self.now) = (runURL, now)
  }
}

/// A merge queue's group that was planned.
public struct CIQueue: Sendable {
  /// How its plan came out.
  public let outcome: MergeOutcome
  /// Its pull requests, by number, as far as they are known.
  public let members: [QueueMember]
  /// What the forge was not told, and why.
  public internal(set) var notPosted: [NotPosted]
  /// What a reader should know, one sentence each without a full stop.
  public internal(set) var remarks: [String]
  let event: MergeQueueEvent
  let names: CINames
  let at: Instant
  let runURL: String?
  let folder: FleetFolder

  /// What it means for the run: a group in which a change is not as it was shown is turned away, so that its pull requests are planned again.
  public var meaning: RunEnd { max(outcome.meaning, differing.isEmpty ? .done : .faulty) }

  /// The verdict in a few words.
  public var summary: String {
    if let first = differing.first {
      return "what pull request \(first.number) showed differs from what the group does"
    }
    return "\(outcome.summary)"
  }

  /// The pull requests whose changes are not as they were shown.
  public var differing: [QueueMember] {
    members.filter { if case .differs = $0.state { true } else { false } }
  }

  /// What steps behind this one can go by: the names of `ci plan`.
  public var outputs: RunOutputs {
    RunOutputs(
      of: outcome, result: summary, base: event.base, head: event.head, runURL: runURL, notPosted: notPosted)
  }

  /// The files for a folder of artifacts, by their names.
  public var artifacts: [String: String] { outcome.artifacts(in: folder) }

  /// The page for a job's summary.
  public var summaryPage: String {
    var page = RowPage("**The group: \(codeSpan(summary, upTo: 300))**\n", budget: 100_000)
    page.add("Pull requests", members.map { "\($0.number): \($0.words)" })
    let plan = mergePage(of: outcome).markdown(budget: 800_000)
    return page.text + "\n" + plan
  }

  private func mergePage(of outcome: MergeOutcome) -> MergePage {
    MergePage(
      names: names, outcome: outcome, base: event.base, baseName: event.baseBranch, head: event.head, at: at,
      runURL: runURL)
  }

  /// The statuses of the group's head.
  var statuses: [CommitStatus] {
    let page = mergePage(of: outcome)
    let plan =
      differing.isEmpty
      ? page.planStatus(sealed: nil, upTo: 140)
      : CommitStatus(
        context: names.planStatus, state: .failure, description: summary.prefix(1).uppercased() + summary.dropFirst(),
        url: runURL)
    return [plan, page.limitsStatus]
  }
}

extension QueueMember {
  /// Its state in words.
  public var words: String {
    switch state {
    case .holds: "does what it showed"
    case .differs(let orders):
      "does something else than it showed for \(orders.prefix(20).map(\.text).joined(separator: ", "))\(orders.count > 20 ? ", …" : "")"
    case .nothingShown(let why): "nothing counts as shown: \(why)"
    }
  }
}

extension Workspace {
  /// Plans what a merge queue tries, checks that what its pull requests showed still holds, and sets the statuses of the group's head.
  ///
  /// Comments on nothing and performs nothing.
  public func tryMergeQueue(_ request: CIQueueRequest, _ access: PanelAccess) async -> CIQueue {
    let event = request.event
    let outcome = await outcome(of: request, access)
    var tried = CIQueue(
      outcome: outcome, members: [], notPosted: [], remarks: [], event: event, names: CINames(folder),
      at: request.now(),
      runURL: request.runURL, folder: folder)
    if case .planned(let plan) = outcome { tried = await tried.comparing(plan.whole, request, repository) }
    switch request.posting {
    case .off: break
    case .impossible(let why): tried.notPosted.append(why)
    case .to(let client):
      for status in tried.statuses {
        do throws(ForgeFailure) { try await client.report(status, on: event.head) } catch {
          tried.notPosted.append(
            NotPosted("the status \(status.context)", error, needs: .status, on: client.kind, isFromFork: false))
          break
        }
      }
    }
    return tried
  }

  private func outcome(of request: CIQueueRequest, _ access: PanelAccess) async -> MergeOutcome {
    let event = request.event
    do throws(ApplyFailure) {
      return .planned(
        try await plan(
          PlanRequest(
            source: .merge(base: event.base, head: event.head), base: event.base, asOf: request.now(),
            isDayGiven: false,
            now: request.now, orders: []), access))
    } catch .mergeConflict(let paths) {
      return .conflict(paths: paths)
    } catch {
      return .failed(error)
    }
  }
}

extension CIQueue {
  /// The same with what its pull requests showed compared with what the group does.
  fileprivate func comparing(
    _ plan: Plan, _ request: CIQueueRequest, _ repository: Repository?
  ) async -> CIQueue {
    var (members, remarks): ([QueueMember], [String]) = ([], [])
    if let client = request.client, let repository {
      do throws(ForgeFailure) {
        let found = try await findMembers(of: event, in: repository, from: client)
        if !found.isWhole {
          remarks.append("the clone lacks the group's history, so that not all of its pull requests may be known")
        }
        for member in found.members {
          members.append(
            QueueMember(member.number, try await readReviewedPlan(of: member, names, from: client), in: plan))
        }
      } catch {
        remarks.append("what the group's pull requests showed could not be read: \(error)")
      }
    } else {
      remarks.append("what the group's pull requests showed is not known, because there is no token for the forge")
    }
    for member in members {
      if case .nothingShown(let why) = member.state {
        remarks.append("nothing counts as shown on pull request \(member.number): \(why)")
      }
    }
    return CIQueue(
      outcome: outcome, members: members, notPosted: notPosted, remarks: remarks, event: event, names: names, at: at,
      runURL: runURL, folder: folder)
  }
}
