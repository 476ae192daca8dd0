internal import Planner

/// Each field, old and new: aligned where they are short, one below the other where they are long.
///
/// - Parameters:
///   - mark: the row's; what it says already is not said again.
///   - room: columns that a line may fill.
func differenceLines(_ differences: [Difference], mark: Mark, room: Int) -> [Line] {
  let all = differences.map { Shown($0, rowMark: mark, allDrifted: differences.allSatisfy { $0.cause == .drifted }) }
  let label = all.reduce(0) { max($0, $1.label.columns > 32 ? 0 : $1.label.columns) }
  let short = all.filter { $0.fits(beside: label, room) }
  let old = short.reduce(5) { max($0, $1.old.columns) }
  return all.flatMap { shown in
    shown.fits(beside: label, room) ? [shown.aligned(label: label, old: old)] : shown.stacked
  }
}

/// One difference, ready to be laid out.
private struct Shown {
  let label: Span
  let old: Span
  let new: Span
  let cause: Span

  /// Longer values stand one below the other.
  static let longest = 36

  init(_ difference: Difference, rowMark: Mark, allDrifted: Bool) {
    label = Span(difference.field.label, upTo: 64)
    let (oldText, newText) = shownValues(of: difference, upTo: Span.limit)
    old = Span(oldText, .faint, upTo: .max)
    new = Span(newText, .strong, upTo: .max)
    cause = Span(rowMark == .drift && allDrifted ? "" : difference.cause.words, .danger)
  }

  func fits(beside labelColumns: Int, _ room: Int) -> Bool {
    guard old.columns <= Self.longest, new.columns <= Self.longest else { return false }
    return max(label.columns, labelColumns) + 4 + max(5, old.columns) + 4 + new.columns <= room
  }

  func aligned(label labelColumns: Int, old oldColumns: Int) -> Line {
    let gap = max(0, labelColumns - label.columns) + 4 + max(0, oldColumns - old.columns)
    let spans = [label, Span(String(repeating: " ", count: gap)), old, Span(" -> ", .faint), new]
    return Line(spans + trailingCause, hanging: labelColumns + 4)
  }

  var stacked: [Line] {
    [
      Line([label] + trailingCause),
      Line([Span("  old ", .faint), old], hanging: 6),
      Line([Span("  new ", .faint), new], hanging: 6),
    ]
  }

  private var trailingCause: [Span] { cause.text.isEmpty ? [] : [Span("  "), cause] }
}
