public import Applier
public import Forges
import Planner
import Reports

/// A merge that was planned, and who was told.
public struct CIPlan: Sendable {
  /// How it came out.
  public let outcome: MergeOutcome
  let page: MergePage
  let posted: Posted
  /// The fleet's folder, for saved plans.
  let folder: FleetFolder
  /// What a reader should know, one sentence each.
  public let remarks: [String]

  /// What it means for the run.
  public var meaning: RunEnd { outcome.meaning }

  /// What the forge was not told, and why.
  public var notPosted: [NotPosted] { posted.notPosted }

  /// The verdict in a few words.
  public var summary: String { "\(outcome.summary)" }

  /// The page for a job's summary, which GitHub and Gitea take up to 1 MiB of.
  public var summaryPage: String {
    let missing = notPosted.map { "- \(codeSpan("\($0)", upTo: 400))\n" }.joined()
    let notes = missing.isEmpty ? "" : "\n**Not posted**\n\n\(missing)"
    return page.markdown(budget: 1_000_000 - notes.utf8.count) + notes
  }

  /// The files for a folder of artifacts, by their names: the plan as `plan.json` and `plan.html` where there is one.
  ///
  /// - Parameter kind: GitLab reads `gl-code-quality-report.json`, also where nothing is wrong.
  public func artifacts(for kind: ForgeKind?) -> [String: String] {
    var files = outcome.artifacts(in: folder)
    if kind == .gitLab { files["gl-code-quality-report.json"] = diagnosticsGitLab(outcome.problems) }
    return files
  }

  /// What steps behind this one can go by.
  public var outputs: RunOutputs {
    RunOutputs(
      of: outcome, result: summary, base: page.base, head: page.head, runURL: page.runURL,
      commentURL: posted.commentURL,
      notPosted: notPosted)
  }
}

extension RunOutputs {
  /// Those of a run for which there is nothing to plan.
  public static func nothingPlanned(in pipeline: Pipeline) -> RunOutputs {
    RunOutputs(of: nil, result: "nothing to plan", base: nil, head: nil, runURL: pipeline.runURL, notPosted: [])
  }
}
