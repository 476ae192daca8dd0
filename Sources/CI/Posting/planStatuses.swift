public import Forges
public import Planner

extension MergePage {
  /// The status about documents and room; the seal of what the comment shows is its last word, where there is one.
  func planStatus(sealed seal: Digest?, upTo limit: Int) -> CommitStatus {
    let words =
      switch outcome.summary {
      case .refused(let count): "\(counted(count, "change"))"
      case let summary: "\(summary)"
      }
    let text = words.prefix(1).uppercased() + words.dropFirst()
    let end = seal.map { " \($0)" } ?? ""
    return CommitStatus(
      context: names.planStatus, state: outcome.state, description: text.prefix(limit - end.count) + end, url: runURL)
  }

  /// The status about safety limits, which may be red where the other is not.
  var limitsStatus: CommitStatus {
    let (state, text): (CommitStatus.State, String) =
      switch outcome {
      case .planned where !outcome.refusals.isEmpty: (.failure, "A safety limit holds the plan back")
      case .planned: (.success, "Within the safety limits")
      case .checked: (.success, "Not looked at: there is no plan without the panel's key")
      case .conflict, .failed: (.pending, "Not looked at: there is no plan")
      }
    return CommitStatus(context: names.limitsStatus, state: state, description: text, url: runURL)
  }
}

/// The seal at the end of a status's description; nil where there is none.
public func seal(of status: CommitStatus) -> Digest? {
  status.description.split(separator: " ").last.flatMap { Digest(String($0)) }
}
