public import Planner

/// What is asked of the text of a status.
public enum StatusListing: Hashable, Sendable {
  /// Counts, and what wants somebody: of each kind the first few.
  case overview
  /// A line for each order.
  case list
  /// All that is known of each order.
  case details
}

/// Where the orders of a fleet stand, as text for people.
///
/// - Parameters:
///   - notes: of an order a line more: the last commit of its document.
///   - live: what the panel makes of it; nil where it was not asked.
public func statusText(
  _ status: FleetStatus, _ listing: StatusListing, notes: [OrderID: String], live: Plan?, style: Style
) -> String {
  var page = [header(of: status)]
  let words = live.map(LiveWords.init)
  switch listing {
  case .overview: page += overview(of: status, words)
  case .list: page += [counts(of: status)] + list(of: status, words)
  case .details:
    for order in status.orders {
      page += [.empty] + details(of: order, in: status, note: notes[order.id], words)
    }
  }
  return render(page, style)
}

private func header(of status: FleetStatus) -> Line {
  let place =
    switch status.revision {
    case .commit: "at \(status.revision.words)"
    case .dirty(let id?): "in the working tree on \(id.prefix(7))"
    case .dirty(nil): "in the working tree"
    }
  return Line(
    [Span("Fleet "), Span(status.fleet, .strong, upTo: 100), Span(" \(place), as of \(status.asOf)")], hanging: 2)
}

private func counts(of status: FleetStatus) -> Line {
  let words = status.counts.map { "\(thousands($0.count)) \($0.phase.rawValue)" }.joined(separator: ", ")
  return Line("\(counted(status.orders.count, "order"))\(words.isEmpty ? "" : ": \(words)")", hanging: 2)
}

/// How many orders of one kind an overview names.
private let shown = 20

private func overview(of status: FleetStatus, _ live: LiveWords?) -> [Line] {
  var page = [counts(of: status)]
  page += section("Unreadable", status, .danger) { order in
    order.phase == .unreadable ? ["its document or its result has an error: botfleet validate"] : nil
  }
  page += section("Failed", status, .danger) { $0.failureWords }
  page += section("Orphans", status, .danger) { order in
    order.phase == .orphan ? ["its server \(order.result?.server?.id.description ?? "") has no order any more"] : nil
  }
  page += section("Waiting", status, .waiting) { order in
    if case .waiting(let reason) = order.wish { [reason.words] } else { nil }
  }
  page += due(in: status)
  page += section("Not applied yet", status, .changed) { order in
    if order.phase == .new { return ["create: \(order.limits?.words ?? "")"] }
    if let words = order.terminationToBegin(under: status.policy) { return [words] }
    return order.differences.isEmpty ? nil : [order.differences.map(\.words).joined(separator: ", ")]
  }
  if let live { page += section("On the panel", status, .caution) { live.words(of: $0.id) } }
  return page
}

private func section(
  _ title: String, _ status: FleetStatus, _ ink: Ink, _ words: (OrderStatus) -> [String]?
) -> [Line] {
  let found = status.orders.compactMap { order in words(order).map { (order.id.text, $0) } }
  if found.isEmpty { return [] }
  let width = found.prefix(shown).reduce(8) { max($0, min(24, $1.0.utf8.count)) }
  var lines = [Line.empty, Line([Span(title, ink), Span(" (\(thousands(found.count)))", .faint)])]
  for (id, words) in found.prefix(shown) {
    let gap = String(repeating: " ", count: max(0, width - id.utf8.count) + 2)
    lines.append(Line([Span("  "), Span(id, .strong), Span(gap), Span(words.first ?? "")], hanging: width + 4))
    lines += words.dropFirst().map {
      Line([Span(String(repeating: " ", count: width + 4)), Span($0)], hanging: width + 4)
    }
  }
  if found.count > shown {
    lines.append(Line("  … and \(thousands(found.count - shown)) more: botfleet status --list", .faint))
  }
  return lines
}

/// Deletions and ends that are to come, by day.
private func due(in status: FleetStatus) -> [Line] {
  var due: [(day: Day, id: OrderID, words: String)] = []
  for order in status.orders {
    if let day = order.deletion { due.append((day, order.id, "deleted with all its files, not before that day")) }
    if let day = order.lastDay(asOf: status.asOf) {
      due.append(
        (day, order.id, order.result?.livingServer == nil ? "its last day" : "its last day; suspended after it"))
    }
  }
  if due.isEmpty { return [] }
  due.sort { ($0.day, $0.id) < ($1.day, $1.id) }
  var lines = [Line.empty, Line([Span("Due", .caution), Span(" (\(thousands(due.count)))", .faint)])]
  for item in due.prefix(shown) {
    lines.append(
      Line([Span("  \(item.day)  "), Span(item.id.text, .strong), Span("  \(item.words)")], hanging: 14))
  }
  if due.count > shown {
    lines.append(Line("  … and \(thousands(due.count - shown)) more: botfleet status --format csv", .faint))
  }
  return lines
}

private func list(of status: FleetStatus, _ live: LiveWords?) -> [Line] {
  let width = status.orders.reduce(8) { max($0, min(24, $1.id.text.utf8.count)) }
  return status.orders.map { order in
    let phase = order.phase.rawValue
    var facts = [order.order?.tier.value.text, order.order?.customer?.value.id].compactMap(\.self)
    if let server = order.result?.livingServer { facts.append("server \(server.id) on node \(server.node)") }
    if case .waiting(let reason) = order.wish { facts.append(reason.words) }
    if let day = order.deletion { facts.append("deleted not before \(day)") }
    if let live { facts.append(live.words(of: order.id)?.first ?? "in step") }
    let gap = String(repeating: " ", count: max(0, width - order.id.text.utf8.count) + 2)
    return Line(
      [
        Span(order.id.text, .strong), Span(gap), Span(phase, order.phase.ink),
        Span(String(repeating: " ", count: max(0, 12 - phase.utf8.count))), Span(facts.joined(separator: " · ")),
      ], hanging: width + 14)
  }
}

extension OrderStatus.Phase {
  var ink: Ink {
    switch self {
    case .new: .new
    case .waiting, .installing: .waiting
    case .running: .plain
    case .suspended, .terminating: .caution
    case .terminated, .closed: .faint
    case .failed, .orphan, .unreadable: .danger
    }
  }
}

extension OrderStatus {
  /// What the last attempt failed at, and what to do; nil where it did not.
  var failureWords: [String]? {
    guard let failure = result?.failure else {
      guard phase == .failed else { return nil }
      let isNotInstalled = result?.livingServer?.installation == .failed
      return isNotInstalled
        ? [FailureKind.installFailed.meaning, FailureKind.installFailed.advice] : ["the last attempt failed"]
    }
    return ["\(failure.action): \(failure.message)", failure.advice]
  }
}

/// What a plan says of each order.
struct LiveWords {
  private let titles: [OrderID: [String]]

  init(_ plan: Plan) {
    var titles: [OrderID: [String]] = [:]
    for row in plan.rows {
      if let order = row.order { titles[order, default: []].append("\(row.shared.mark.rawValue): \(row.shared.title)") }
    }
    self.titles = titles
  }

  /// Nil for one that is in step.
  func words(of order: OrderID) -> [String]? { titles[order] }
}
