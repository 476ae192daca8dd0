import Planner

/// What became of a plan on a pull request, in a few words that are always the same: a comment is read back.
enum PlanSummary: Hashable, Sendable {
  case nothing
  case changes(Int)
  /// A safety limit holds them back.
  case refused(Int)
  /// So many orders have no room.
  case noRoom(Int)
  /// Documents have so many errors.
  case errors(Int)
  case conflict
  /// Without the panel's key there was no plan.
  case checked
  case failed
}

extension PlanSummary: CustomStringConvertible {
  /// Words for the middle of a sentence; nothing in them is anybody's text.
  var description: String {
    switch self {
    case .nothing: "nothing to do"
    case .changes(let count): Planner.counted(count, "change")
    case .refused(let count): "\(Planner.counted(count, "change")), held back by a safety limit"
    case .noRoom(let count): "no room for \(Planner.counted(count, "order"))"
    case .errors(let count): "\(Planner.counted(count, "error")) in documents"
    case .conflict: "conflict with the base branch"
    case .checked: "no plan, documents checked"
    case .failed: "no plan"
    }
  }

  /// Reads what `description` writes; nil for anything else.
  init?(_ text: some StringProtocol) {
    let digits = String(text.filter { $0.isASCII && $0.isNumber })
    guard digits.utf8.count <= 9 else { return nil }
    let count = Int(digits) ?? 0
    let all: [PlanSummary] = [
      .nothing, .changes(count), .refused(count), .noRoom(count), .errors(count), .conflict, .checked, .failed,
    ]
    guard let match = all.first(where: { $0.description == text }) else { return nil }
    self = match
  }
}
