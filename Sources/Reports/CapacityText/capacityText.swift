public import Planner

/// The room that a panel's nodes have, as text with bars for people.
public func capacityText(_ capacity: Capacity, style: Style) -> String {
  var page = [header(of: capacity), .empty]
  let bar = Bar(pageWidth: style.width.limit)
  for node in capacity.nodes { page += lines(of: node, bar) + [.empty] }
  page += sum(of: capacity)
  return render(page, style)
}

/// Where the bars begin.
private let indent = 15

private func header(of capacity: Capacity) -> Line {
  Line(
    [
      Span("Fleet "), Span(capacity.fleet, .strong, upTo: 100), Span(" at "),
      Span(capacity.revision.words, .strong), Span(" on "), Span(capacity.panel, .strong, upTo: 200),
      Span(", as of \(capacity.asOf)"),
    ], hanging: 2)
}

private func lines(of node: NodeLoad, _ bar: Bar) -> [Line] {
  [
    Line([Span("node \(node.id) (\(node.name))", .strong), Span(node.standing.words, .caution)], hanging: 2),
    line("memory", node.memory, bar, node.memory.words { Mebibytes($0).description }, reserve: node.reserve.memory),
    line("disk", node.disk, bar, node.disk.words { Mebibytes($0).description }, reserve: node.reserve.disk),
    node.allocations.map { line("allocations", $0, bar, $0.words(thousands), reserve: 0) }
      ?? Line([label("allocations"), Span("unknown: the key lacks \(Permission.allocations.rawValue)", .caution)]),
    Line([label("fits"), Span(node.room.words)], hanging: indent),
  ]
}

private func line(_ name: String, _ load: Load, _ bar: Bar, _ words: String, reserve: Int) -> Line {
  var spans = [label(name)] + bar.spans(for: load) + [Span("  "), Span(words)]
  if let free = load.free, free < reserve {
    spans.append(Span(", less than the reserve of \(Mebibytes(reserve))", .caution))
  }
  return Line(spans, hanging: indent)
}

private func label(_ name: String) -> Span {
  Span("  " + name + String(repeating: " ", count: indent - 2 - name.utf8.count), .faint)
}

private func sum(of capacity: Capacity) -> [Line] {
  var lines: [Line] = []
  if !capacity.unplaceable.isEmpty {
    let names = capacity.unplaceable.map(\.text).joined(separator: " ")
    let waiting = "\(counted(capacity.unplaceable.count, "waiting order")) would find no room: "
    lines.append(Line([Span(waiting, .danger), Span(names, upTo: 400)], hanging: 2))
  }
  lines.append(Line([Span("Room for more", .strong), Span(": \(capacity.room.words).")], hanging: 2))
  let legend =
    "█ used, ▓ planned by the next apply, ▒ promised to orders that are waiting to be accepted, to be paid or to start, ░ free."
  return lines + [Line(legend, .faint, hanging: 2)]
}

extension [TierRoom] {
  /// `12 starter or 6 pro`: each by itself.
  fileprivate var words: String {
    isEmpty
      ? "no tier is offered"
      : map { "\(thousands($0.count)) \($0.tier)\($0.egg.map { " (egg \($0))" } ?? "")" }.joined(separator: " or ")
  }
}

extension NodeLoad.Standing {
  fileprivate var words: String {
    switch self {
    case .open: ""
    case .notPlaced: "  not in the fleet's placement"
    case .notPublic: "  not public; takes no new servers"
    case .inMaintenance: "  in maintenance; takes no new servers"
    }
  }
}

extension Load {
  /// `5GiB used, 1GiB planned, 2GiB free of 8GiB`; what is nothing is left out.
  fileprivate func words(_ amount: (Int) -> String) -> String {
    let taken = [(planned, "planned"), (promised, "promised")].filter { $0.0 > 0 }.map { "\(amount($0.0)) \($0.1)" }
    let rest = limit.map { "\(amount(free ?? 0)) free of \(amount($0))" } ?? "no limit"
    return (["\(amount(used)) used"] + taken + [rest]).joined(separator: ", ")
  }
}
