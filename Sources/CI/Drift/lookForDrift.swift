public import Applier
import Forges
import Git
public import Planner
import Reports

/// What `ci drift` is asked for.
public struct CIDriftRequest: Sendable {
  let pipeline: Pipeline
  let posting: Posting
  let now: @Sendable () -> Instant

  /// - Parameters:
  ///   - pipeline: where the run is, and what for.
  ///   - posting: where the issue is kept.
  ///   - now: the time.
  public init(pipeline: Pipeline, posting: Posting, now: @escaping @Sendable () -> Instant) {
    (self.pipeline, self.posting, self.now) = (pipeline, posting, now)
  }
}

/// What a look for drift found, and who was told.
public struct CIDrift: Sendable {
  /// What differs, by order.
  public let items: [DriftItem]
  /// The whole plan of the branch's tip.
  public let plan: ShownPlan
  /// What the forge was not told, and why.
  public let notPosted: [NotPosted]
  let page: DriftPage
  let issueURL: String?
  let folder: FleetFolder

  /// The items as text, a line each.
  public var text: String {
    items.map { "\(escapedForDisplay("\($0.order) \($0.kind.rawValue): \($0.told)"))\n" }.joined()
  }

  /// What it means for the run: errors in documents, or drift.
  public var meaning: RunEnd { plan.isFaulty ? .faulty : items.isEmpty ? .done : .changes }

  /// What steps behind this one can go by.
  public var outputs: RunOutputs {
    RunOutputs(
      of: "drift",
      [
        .init("result", .text(items.isEmpty ? "nothing differs" : "\(counted(items.count, "difference"))")),
        .init("differences", .number(items.count)), .init("orders", .lines(orders)),
        .init("digest", .text(plan.whole.acceptance.description)),
        .init("errors", .number((plan.diagnostics + plan.shown.diagnostics).count { $0.severity == .error })),
        .init("run-url", .text(page.runURL)), .init("issue-url", .text(issueURL)),
        .init("not-posted", .lines(notPosted.map { "\($0)" })),
      ])
  }

  /// The files for a folder of artifacts, by their names.
  public var artifacts: [String: String] {
    ["plan.json": planJSON(plan.whole, in: folder), "plan.html": planHTML(plan.whole)]
  }

  /// The page for a job's summary.
  public var summaryPage: String { page.summary }

  private var orders: [String] {
    var orders: [String] = []
    for item in items where orders.last != item.order.text { orders.append(item.order.text) }
    return orders
  }
}

/// Why there is no look for drift.
public enum CIDriftFailure: Error, Sendable {
  case noBranch(NoBranchOfRun)
  case noPlan(ApplyFailure)
}

extension Workspace {
  /// Compares the panel with the tip of the run's branch, and keeps one issue about what another hand changed. Performs nothing.
  public func lookForDrift(
    _ request: CIDriftRequest, _ access: PanelAccess
  ) async throws(CIDriftFailure) -> CIDrift {
    guard case .branch(let event) = request.pipeline.event else {
      throw .noBranch(NoBranchOfRun("drift", request.pipeline.event))
    }
    let (plan, branch): (ShownPlan, String)
    do throws(ApplyFailure) {
      let followed = try await follow(event.branch, moving: false)
      branch = followed.name
      plan = try await self.plan(
        PlanRequest(
          source: .revision(followed.tip.description), base: nil, asOf: request.now(), isDayGiven: false,
          now: request.now, orders: []), access)
    } catch {
      throw .noPlan(error)
    }
    let page = DriftPage(
      names: CINames(folder), items: DriftItem.all(in: plan.whole), branch: branch, at: request.now(),
      runURL: request.pipeline.runURL)
    let (url, notPosted) = await keepIssue(page, request.posting)
    return CIDrift(
      items: page.items, plan: plan, notPosted: notPosted, page: page, issueURL: url, folder: folder)
  }

  private func keepIssue(_ page: DriftPage, _ posting: Posting) async -> (url: String?, notPosted: [NotPosted]) {
    switch posting {
    case .off: return (nil, [])
    case .impossible(let why): return (nil, [why])
    case .to(let client):
      do throws(ForgeFailure) {
        let issue = try await client.keepIssue(
          marked: page.names.issueMarker("drift"), label: page.names.issueLabel
        ) { before in
          let issue = page.issue(replacing: before, budget: client.kind.longestComment)
          if let before, issue.isOpen, saysTheSame(issue.body, as: before) { return nil }
          return issue
        }
        return (issue?.url, [])
      } catch {
        return (nil, [NotPosted("the issue about drift", error, needs: .issues, on: client.kind, isFromFork: false)])
      }
    }
  }
}
