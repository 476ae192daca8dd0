import Planner
import Reports

/// What is said of a merge that was planned: to the pull request, and in the job's summary.
public struct MergePage: Sendable {
  let names: CINames
  let outcome: MergeOutcome
  /// The full id of the branch's tip.
  let base: String
  /// What the base is called: the branch, or the revision that somebody named.
  let baseName: String
  /// The full id of the commit that would be merged.
  let head: String
  let at: Instant
  let runURL: String?

  /// This plan among those of its pull request.
  var entry: EarlierPlan { EarlierPlan(head: head, at: at, summary: outcome.summary) }
}

extension MergePage {
  /// The page as Markdown: the verdict in words, what is wrong with documents, and the plan.
  ///
  /// Whatever comes from a document or the panel stands in a fence or in a code span.
  ///
  /// - Parameter budget: bytes that it may have; less than 8,192 is taken as that.
  func markdown(budget: Int) -> String {
    let budget = max(8192, budget)
    var text = "\(verdict)\n\n\(place)\n"
    text += diagnosticsMarkdown(documentProblems, budget: budget / 4)
    if case .planned(let plan) = outcome {
      text += "\n" + planMarkdown(plan.shown, budget: budget - text.utf8.count - 1, whole: runURL)
    }
    return text
  }

  /// Without those that stand in the plan.
  private var documentProblems: [Diagnostic] {
    if case .planned(let plan) = outcome { plan.diagnostics } else { outcome.problems }
  }

  private var place: String {
    let run = runURL.flatMap { markdownLink($0, titled: "This run") }.map { " \($0)" } ?? ""
    return
      "\(codeSpan(String(head.prefix(12)), upTo: 12)) merged into \(codeSpan(String(base.prefix(12)), upTo: 12)), "
      + "the tip of \(codeSpan(baseName, upTo: 100)), at \(at).\(run)"
  }

  /// What the merge comes to.
  private var verdict: String {
    switch outcome.summary {
    case .nothing: "**Merging this changes nothing on the panel.**"
    case .changes(let count): "**Merging this makes \(counted(count, "change")).**"
    case .refused(let count):
      "**Merging this makes \(counted(count, "change")), and a safety limit holds them back.** "
        + "After the merge, apply refuses them until somebody accepts the plan by its digest."
    case .noRoom(let count):
      "**There is no room for \(counted(count, "order")).** An order without room waits after the merge until there is some."
    case .errors(let count): "**The documents have \(counted(count, "error")).** Fix them before you merge this."
    case .conflict: conflict
    case .checked:
      "**The documents have no errors. There is no plan**, because this run has no key for the panel, as is usual for forks and bots."
    case .failed: "**There is no plan.** \(failure)"
    }
  }

  private var conflict: String {
    guard case .conflict(let paths) = outcome else { return "" }
    let named = paths.prefix(20).map { codeSpan($0, upTo: 200) }.joined(separator: ", ")
    let more = paths.count > 20 ? " and \(thousands(paths.count - 20)) more" : ""
    return "**This conflicts with its base branch** in \(named)\(more). "
      + "There is no plan. Merge the base branch into this one, or rebase it, and resolve the conflicts."
  }

  private var failure: String {
    guard case .failed(let failure) = outcome else { return "" }
    return codeSpan("\(failure)", upTo: 500)
  }
}

extension MergePage {
  /// The text of the one comment that is kept on a pull request.
  ///
  /// - Parameters:
  ///   - before: the text that it replaces.
  ///   - budget: bytes that it may have; less than 16,384 is taken as that.
  func comment(replacing before: String?, budget: Int) -> String {
    let budget = max(16_384, budget)
    let top = "\(names.planMarker)\n\(currentLine(entry))\n"
    let earlier = earlierFold(before.map { earlierPlans(in: $0, before: entry) } ?? [])
    var room = budget - top.utf8.count - earlier.utf8.count - 64
    guard case .planned(let plan) = outcome else {
      return withoutCommands(top + markdown(budget: room) + "\n" + earlier)
    }
    // The digests have a quarter for certain, and what the plan leaves over.
    let whole = digestsFold(plan.shown.changes, room: .max).utf8.count
    let page = markdown(budget: room - min(whole, room / 4))
    room -= page.utf8.count
    let digests = digestsFold(plan.shown.changes, room: room)
    return withoutCommands([top + page, digests, earlier].filter { !$0.isEmpty }.joined(separator: "\n"))
  }
}

/// GitLab takes a line that begins with a slash for a command to itself. None of ours does, and this makes sure.
private func withoutCommands(_ text: String) -> String {
  text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { $0.hasPrefix("/") ? " \($0)" : String($0) }
    .joined(separator: "\n")
}
