import Foundation
import Planner
import Testing

@testable import Applier
@testable import CI

/// What the verbs of a CI job write as JSON, held by `Snapshots/`, which `scripts/check-schemas` holds against `schemas/`.
/// `RECORD_SNAPSHOTS=1` records them anew.
@Suite struct OutputSchemaTests {
  private static let head = String(repeating: "4f", count: 20)
  private static let page = "https://git.example.com/shop/fleet/pulls/7"
  private let missing = [NotPosted("the comment on pull request 7", "the forge failed with 502")]

  private func shown(_ changes: [Change]) throws -> ShownPlan {
    let plan = try plan(changes)
    return ShownPlan(whole: plan, shown: plan, diagnostics: [], known: [])
  }

  private func merge(_ outcome: MergeOutcome, _ posted: Posted) -> RunOutputs {
    let page = MergePage(
      names: CINames(.usual), outcome: outcome, base: String(repeating: "9a", count: 20), baseName: "main",
      head: Self.head, at: Instant(seconds: 1_795_348_800), runURL: "https://ci.example.com/runs/812")
    return CIPlan(outcome: outcome, page: page, posted: posted, folder: .usual, remarks: []).outputs
  }

  @Test func `Of a plan`() throws {
    let posted = Posted(commentURL: "\(Self.page)#comment-1")
    try expectRecorded(merge(.planned(try shown([try change("ord-1")])), posted), "planned.ci-plan.json")
    try expectRecorded(merge(.conflict(paths: ["a"]), Posted(notPosted: missing)), "conflict.ci-plan.json")
    let pipeline = Pipeline(place: nil, event: .other("a tag"))
    try expectRecorded(.nothingPlanned(in: pipeline), "nothing.ci-plan.json")
  }

  private func apply(_ applied: AppliedPlan, _ requests: CoveredPullRequests = .init()) -> RunOutputs {
    CIApply(
      end: .stopped, remarks: [], notPosted: missing, covered: requests, applied: applied, page: nil,
      commentURLs: ["\(Self.page)#comment-2"], runURL: nil, folder: .usual
    ).outputs
  }

  @Test func `Of an apply`() async throws {
    let (done, held) = (try change("ord-1"), try change("ord-2"))
    let request = try await ForgeBench(.gitHub).request()
    let applied = AppliedPlan(
      plan: try plan([done, held]),
      outcomes: [
        (done, .applied(server: nil, address: nil)),
        (held, .failed(.init(action: "create", .panelFailing, message: "the panel failed with 500"))),
      ], refusal: nil, failure: nil, held: [:], pending: [], revision: Self.head, recorded: nil, leftBefore: [])
    try expectRecorded(apply(applied, CoveredPullRequests(requests: [request])), "applied.ci-apply.json")
    let none = AppliedPlan(
      plan: nil, outcomes: [], refusal: nil, failure: nil, held: [:], pending: [], revision: nil, recorded: nil,
      leftBefore: [])
    try expectRecorded(apply(none), "stopped.ci-apply.json")
  }

  @Test func `Of a look for drift`() throws {
    let drifted = try change(
      "ord-1", differences: [Difference(field: .name, old: .shown("a"), new: "b", cause: .drifted)])
    for (name, changes, url) in [("drifted", [drifted], "\(Self.page)" as String?), ("nothing", [], nil)] {
      let shown = try shown(changes)
      let items = DriftItem.all(in: shown.whole)
      let page = DriftPage(
        names: CINames(.usual), items: items, branch: "main", at: Instant(seconds: 1_795_348_800), runURL: nil)
      let drift = CIDrift(
        items: items, plan: shown, notPosted: missing, page: page, issueURL: url, folder: .usual)
      try expectRecorded(drift.outputs, "\(name).ci-drift.json")
    }
  }

  private func expectRecorded(
    _ outputs: RunOutputs, _ name: String, at location: SourceLocation = #_sourceLocation
  ) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")
    let file = folder.appending(path: name)
    let recorded = try? String(contentsOf: file, encoding: .utf8)
    let kind = try #require(name.split(separator: ".").dropFirst().first.map(String.init))
    #expect(try OutputSchema(kind).problems(of: outputs.json) == [], sourceLocation: location)
    guard ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1", recorded != outputs.json else {
      #expect(recorded == outputs.json, "\(name): RECORD_SNAPSHOTS=1 records it anew", sourceLocation: location)
      return
    }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(outputs.json.utf8).write(to: file)
  }
}
