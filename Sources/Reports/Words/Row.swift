internal import Planner

/// One row of a plan in words: what every face of the plan shows, each in its own way.
///
/// The texts are as they came; a face makes them harmless when it shows them.
struct Row: Hashable {
  let order: OrderID?
  let shared: Shared
  /// What sets this row apart from others of its kind: a node and an address, a person.
  let own: String?
  /// Names that there may be too many of: how many of them are shown is for a face to say.
  let fold: [String]
  /// What can be shown of `own` for many rows together, with how often it occurs: the node.
  let tally: String?

  /// What rows may have in common; equal ones can be shown as one.
  struct Shared: Hashable {
    let mark: Mark
    let title: String
    /// Lines below the title.
    let facts: [String]
    let differences: [Difference]
    /// How it takes effect.
    let notes: [String]
  }

  init(
    _ mark: Mark, _ order: OrderID?, _ title: String, own: String? = nil, tally: String? = nil, facts: [String] = [],
    differences: [Difference] = [], notes: [String] = [], fold: [String] = []
  ) {
    self.order = order
    self.own = own
    self.tally = tally
    self.fold = fold
    shared = Shared(mark: mark, title: title, facts: facts, differences: differences, notes: notes)
  }

  /// The order, or the fleet where no single order is meant.
  var subject: String { order?.text ?? (shared.mark == .catalog ? "(catalog)" : "(fleet)") }

  /// Whether the row comes by itself however long the plan is.
  var attention: Mark.Attention { shared.mark.attention }
}

extension Plan {
  /// Everything that the plan lists but its refusals and diagnostics, weightiest kinds last, each kind by order.
  var rows: [Row] {
    let held = Dictionary(held.map { ($0.order, $0.differences) }) { first, _ in first }
    let rows =
      changes.map { Row($0) } + pending.map(Row.init(pending:)) + waiting.map { Row($0, held: held[$0.order] ?? []) }
      + vanished.map(Row.init)
      + orphans.map(Row.init)
      + notices.map(Row.init) + widerCatalogEdits.map(Row.init)
    let byMark = Dictionary(grouping: rows, by: \.shared.mark)
    return Mark.allCases.flatMap { byMark[$0] ?? [] }
  }
}
