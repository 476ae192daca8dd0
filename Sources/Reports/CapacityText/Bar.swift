internal import Planner

/// A bar of blocks that shows shares of a whole.
struct Bar {
  let width: Int

  /// As wide as the page allows beside the words.
  init(pageWidth: Int) { width = pageWidth < 100 ? 20 : 32 }

  /// Used, planned, promised and free, one after the other; blank where there is no limit.
  func spans(for load: Load) -> [Span] {
    guard let limit = load.limit, limit > 0 else { return [Span(String(repeating: " ", count: width))] }
    let isOverfull = load.used + load.planned + load.promised > limit
    let parts: [(amount: Int, block: String, ink: Ink)] = [
      (load.used, "█", isOverfull ? .danger : .plain), (load.planned, "▓", .new), (load.promised, "▒", .waiting),
    ]
    var (spans, amount, end) = ([Span](), 0, 0)
    for part in parts {
      amount += part.amount
      let next = max(end, cells(for: amount, of: limit))
      if next > end { spans.append(Span(String(repeating: part.block, count: next - end), part.ink)) }
      end = next
    }
    return end < width ? spans + [Span(String(repeating: "░", count: width - end), .faint)] : spans
  }

  /// Rounded, but something is never nothing, and not quite all is never all.
  private func cells(for amount: Int, of limit: Int) -> Int {
    if amount <= 0 { return 0 }
    if amount >= limit { return width }
    return min(width - 1, max(1, (amount * width + limit / 2) / limit))
  }
}
