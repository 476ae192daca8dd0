internal import YAML

/// Reads what the last apply recorded of open orders.
public func readOpenOrders(_ file: FleetFile) -> ParsedDocument<RecordedOpenOrders> {
  var reader: DocumentReader
  do { reader = try openDocument(file, as: .openOrders) } catch { return .faulty(error.diagnostics, about: []) }
  let orders = readOpenOrders(with: &reader)
  return reader.reading(orders)
}

private enum OpenOrdersKey: String, DocumentKey {
  case revision, results, asOf, servers, open, terminating, due, through
}

private func readOpenOrders(with reader: inout DocumentReader) -> RecordedOpenOrders? {
  guard let fields: Fields<OpenOrdersKey> = reader.fields(of: reader.root) else { return nil }
  let revision = reader.value(reader.required(.revision, in: fields), parseLine)
  let results = reader.value(reader.required(.results, in: fields), parseTreeID)
  let asOf = reader.value(reader.required(.asOf, in: fields), parseDay)
  let servers = reader.value(reader.required(.servers, in: fields), parseCount)
  let open: [OrderID: OpenOrders.Reason]? = reader.dictionary(fields[.open], name: parseOrderID) { reader, node in
    reader.value(node, parseWord)
  }
  let terminating = readDays(fields[.terminating], with: &reader)
  let due = readDays(fields[.due], with: &reader)
  let through = reader.value(fields[.through], parseDay)
  guard let revision, let results, let asOf, let servers else { return nil }
  return RecordedOpenOrders(
    OpenOrders(
      revision: revision, asOf: asOf, servers: servers, open: open ?? [:], terminating: terminating ?? [:],
      due: due ?? [:], through: through),
    over: results)
}

private func readDays(_ node: Node?, with reader: inout DocumentReader) -> [OrderID: Day]? {
  reader.dictionary(node, name: parseOrderID) { reader, node in reader.value(node, parseDay) }
}

/// Reads git's id of a tree.
private func parseTreeID(_ text: String) throws(ScalarError) -> String {
  guard text.utf8.count == 40, text.utf8.allSatisfy(isHexadecimal) else {
    throw ScalarError("bad-tree", "\(quoted(text)) is not the id of a git tree")
  }
  return text
}
