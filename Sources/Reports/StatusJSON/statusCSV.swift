public import Planner

/// Where the orders of a fleet stand as CSV (RFC 4180): a header, then a line for each order, CRLF at the end of each.
///
/// A cell that a spreadsheet would take for a formula has an apostrophe before it.
public func statusCSV(_ status: FleetStatus, live: Plan?) -> String {
  let words = live.map(LiveWords.init)
  var header = [
    "order", "phase", "tier", "addons", "customer", "status", "payment", "state", "until", "server", "uuid", "node",
    "address", "reason", "differences", "failure", "deletion", "document",
  ]
  if live != nil { header.append("panel") }
  var text = line(header)
  for order in status.orders {
    var cells = cells(of: order)
    if let words { cells.append(words.words(of: order.id)?.joined(separator: "; ") ?? "in step") }
    text += line(cells)
  }
  return text
}

private func cells(of status: OrderStatus) -> [String] {
  let (order, server) = (status.order, status.result?.livingServer)
  return [
    status.id.text, status.phase.rawValue, order?.tier.value.text ?? "",
    order?.addons.map(\.value.text).joined(separator: " ") ?? "", order?.customer?.value.id ?? "",
    order?.quote.rawValue ?? "", order?.payment.rawValue ?? "", order?.state.rawValue ?? "",
    order?.until?.description ?? "", server?.id.description ?? "", server?.uuid ?? "", server?.node.description ?? "",
    server?.address ?? "", status.reason ?? "", status.differences.map(\.words).joined(separator: "; "),
    status.result?.failure.map { "\($0.action): \($0.code)" } ?? "", status.deletion?.description ?? "",
    order?.path ?? "",
  ]
}

extension OrderStatus {
  /// Why it waits, or why its server is suspended.
  var reason: String? {
    switch wish {
    case .waiting(let reason): reason.words
    case .suspended(let reason): reason.words
    case .running, .gone, .unknown: nil
    }
  }
}

private func line(_ cells: [String]) -> String { cells.map(csvCell).joined(separator: ",") + "\r\n" }

/// One cell: what nobody would see is spelled out, what would be computed is not, and quotes stand where they must.
func csvCell(_ text: String) -> String {
  let cell = defused(escapedForDisplay(text))
  guard cell.utf8.contains(where: "\",".utf8.contains) || cell.hasPrefix(" ") || cell.hasSuffix(" ") else {
    return cell
  }
  return "\"\(cell.replacing("\"", with: "\"\""))\""
}

/// The text with an apostrophe before whatever a spreadsheet would take for a formula: at its beginning, and behind a semicolon, where many
/// countries' spreadsheets begin another cell.
private func defused(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isFormulaSign) else { return text }
  var defused = String.UnicodeScalarView()
  var isBeginning = true
  for scalar in text.unicodeScalars {
    if isBeginning, isFormulaSign(scalar) { defused.append("'") }
    isBeginning = scalar == ";" || isBeginning && scalar == " "
    defused.append(scalar)
  }
  return String(defused)
}

/// The wide ones count as well where people write them.
private func isFormulaSign(_ scalar: Unicode.Scalar) -> Bool { "=+-@＝＋－＠".unicodeScalars.contains(scalar) }
