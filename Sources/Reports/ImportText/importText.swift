public import Planner

/// What has become of an import.
public enum ImportEnd: Sendable {
  /// It was only looked at.
  case shown
  case written
}

/// What an import writes, or has written, as text for people: a table by what is bought, then each server that is left and why.
///
/// Names of servers are their customers', and are not shown.
public func importText(_ imported: FleetImport, end: ImportEnd, style: Style, listing: Listing = .grouped) -> String {
  var lines = [header(of: imported), .empty]
  lines += section(table(of: imported.orders))
  if listing == .all { lines += section(rows(of: imported.orders)) }
  lines += section(facts(of: imported))
  lines += section(tierLines(of: imported))
  lines += section(leftLines(of: imported.left, listing))
  return render(lines + [sum(of: imported), advice(on: imported, end)], style)
}

private func section(_ lines: [Line]) -> [Line] { lines.isEmpty ? [] : lines + [.empty] }

private func header(of imported: FleetImport) -> Line {
  Line(
    [
      Span("Import into fleet "), Span(imported.fleet, .strong, upTo: 100), Span(" from "),
      Span(imported.panel, .strong, upTo: 200),
    ], hanging: 2)
}

private func table(of orders: [ImportedOrder]) -> [Line] {
  let groups = Dictionary(grouping: orders, by: \.sold.description).sorted { $0.key < $1.key }
  let cells = groups.map { sold, orders in
    let (suspended, installing) = (orders.count(where: \.isSuspended), orders.count { $0.status == .installing })
    return [sold] + [orders.count, suspended, installing].map { $0 == 0 ? "" : thousands($0) }
  }
  return columns([["tier and add-ons", "servers", "suspended", "installing"]] + cells, numbersFrom: 1)
}

private func rows(of orders: [ImportedOrder]) -> [Line] {
  let cells = orders.map { order in
    [
      order.id.text, "server \(order.server) (\(order.uuid.prefix(8)))", order.sold.description,
      order.customer.map { "customer \($0.id)" } ?? "", order.standing,
    ]
  }
  return columns([["order", "server", "tier and add-ons", "customer", ""]] + cells, numbersFrom: .max)
}

extension ImportedOrder {
  fileprivate var standing: String {
    switch (isSuspended, status) {
    case (true, _): "suspended"
    case (false, .ready): ""
    case (false, let status): status.word.replacing("_", with: " ")
    }
  }
}

/// Rows with a blank column between, those from some column on aligned to the right; the first row is the head, and there is none without others.
private func columns(_ rows: [[String]], numbersFrom first: Int) -> [Line] {
  guard rows.count > 1 else { return [] }
  let widths = rows[0].indices.map { column in rows.reduce(0) { max($0, min(40, columnCount($1[column]))) } }
  return rows.enumerated().map { number, cells in
    let spans = cells.enumerated().flatMap { column, cell in
      let gap = Span(String(repeating: " ", count: max(0, widths[column] - columnCount(cell))))
      let text = Span(cell, number == 0 ? .faint : .plain, upTo: 200)
      return [Span("  ")] + (column >= first ? [gap, text] : [text, gap])
    }
    return Line(spans, hanging: 4)
  }
}

private func facts(of imported: FleetImport) -> [Line] {
  var facts: [Line] = []
  let sources = ImportedOrder.IDSource.allCases.compactMap { source -> String? in
    let count = imported.orders.count { $0.idSource == source }
    return count == 0 ? nil : "\(thousands(count)) \(source.words)"
  }
  if !sources.isEmpty { facts.append(fact("ids", sources.joined(separator: ", "))) }
  if let hint = imported.nameHint {
    facts.append(
      fact(
        "",
        "\(counted(hint.servers, "server name gives", plural: "server names give")) an id by --id-pattern '\(hint.pattern)'"
      ))
  }
  for (field, count) in imported.keptFields {
    facts.append(fact("kept", "\(field.label) of \(counted(count, "server")): \(field.keptWords)"))
  }
  return facts
}

private func fact(_ label: String, _ text: String) -> Line {
  Line([Span("  \(label)\(String(repeating: " ", count: 6 - label.utf8.count))", .faint), Span(text)], hanging: 8)
}

extension ImportedOrder.IDSource {
  fileprivate var words: String {
    switch self {
    case .externalID: "from external ids"
    case .map: "from the table"
    case .pattern: "from names"
    case .variable: "from variables"
    case .number: "made of the server's number"
    }
  }
}

extension FleetImport {
  /// What stays as the panel has it, and of how many servers.
  fileprivate var keptFields: [(field: Field, count: Int)] {
    Dictionary(orders.flatMap(\.kept).map { ($0, 1) }, uniquingKeysWith: +).sorted { $0.key < $1.key }.map {
      ($0.key, $0.value)
    }
  }
}

extension Field {
  fileprivate var keptWords: String {
    if case .variable(let name) = self {
      return
        "no template gives back what is there, so the orders leave it to the customer; to have the fleet set it: --enforce \(name)"
    }
    return "not what fleet.yaml says, so the orders ignore it; remove `ignore: [\(path)]` to have it changed"
  }
}

private func tierLines(of imported: FleetImport) -> [Line] {
  guard let tiers = imported.tiers else { return [] }
  let head =
    tiers.after == nil
    ? "New tiers: \(tiers.path) is laid out so that you have to add them yourself"
    : "New tiers in \(tiers.path); review `guilds`"
  return [Line(head, .strong)]
    + tiers.tiers.map { tier in
      Line([Span("  "), Span(tier.line, .new), Span("  for \(counted(tier.servers, "server"))", .faint)], hanging: 4)
    }
}

private func leftLines(of left: [LeftServer], _ listing: Listing) -> [Line] {
  guard !left.isEmpty else { return [] }
  let rows: [(subject: String, words: String)] =
    switch listing {
    case .all: left.map { ("server \($0.server) (\($0.identifier))", $0.reason.words) }
    case .grouped: groups(of: left)
    }
  return [Line("Not imported", .strong)]
    + rows.map { Line([Span("  \($0.subject)", .danger, upTo: 400), Span("  \($0.words)")], hanging: 4) }
}

/// Servers that are left for the same reason together, those of the first one first.
private func groups(of left: [LeftServer]) -> [(subject: String, words: String)] {
  let groups = Dictionary(grouping: left, by: \.reason).values.sorted { $0[0].server < $1[0].server }
  return groups.map { group in
    let subject =
      group.count == 1
      ? "server \(group[0].server)"
      : "\(counted(group.count, "server")) (\(named(group.map(\.server.description), upTo: 10)))"
    return (subject, group[0].reason.words)
  }
}

private func sum(of imported: FleetImport) -> Line {
  let counts = imported.counts
  var parts = ["\(thousands(imported.orders.count)) to import"]
  if !imported.left.isEmpty { parts.append("\(thousands(imported.left.count)) not imported") }
  if counts.inFleet > 0 { parts.append("\(thousands(counts.inFleet)) in the fleet already") }
  for (egg, count) in counts.otherEggs.sorted(by: { $0.key < $1.key }) {
    parts.append("\(thousands(count)) of egg \(egg), which no tier uses")
  }
  if counts.filtered > 0 { parts.append("\(thousands(counts.filtered)) not asked for") }
  return Line(
    [Span(counted(counts.servers, "server"), .strong), Span(" on the panel: \(parts.joined(separator: ", ")).")],
    hanging: 2)
}

private func advice(on imported: FleetImport, _ end: ImportEnd) -> Line {
  let orders = counted(imported.orders.count, "order")
  let text =
    switch end {
    case .shown where imported.orders.isEmpty: "Nothing was written."
    case .shown:
      "Nothing was written: --write writes \(orders)\(imported.tiers?.after == nil ? "" : " and the catalog")."
    case .written:
      "Wrote \(orders)\(imported.tiers?.after == nil ? "" : " and the catalog"). Review and commit them, then look at botfleet plan: apply links each server to its order, and records it."
    }
  return Line(text, hanging: 2)
}
