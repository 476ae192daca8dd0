internal import YAML

/// Reads what the last apply left of an order.
public func readResult(_ file: FleetFile, in listing: FleetListing) -> ParsedDocument<OrderResult> {
  if case .bytes(let bytes) = file.content, let result = readWritten(bytes),
    file.path == listing.path(resultPath(of: result.order))
  {
    return .sound(result)
  }
  return readResultAsYAML(file, in: listing)
}

/// Reads a result in whatever form it has. What it checks, `readWritten` has to check, too.
func readResultAsYAML(_ file: FleetFile, in listing: FleetListing) -> ParsedDocument<OrderResult> {
  var reader: DocumentReader
  do { reader = try openDocument(file, as: .result) } catch {
    return .faulty(error.diagnostics, about: [OrderID(file.stem)].compactMap(\.self))
  }
  let result = readResult(of: file, listing, with: &reader)
  return reader.reading(result, about: [OrderID(file.stem)])
}

private func readResult(
  of file: FleetFile, _ listing: FleetListing, with reader: inout DocumentReader
) -> OrderResult? {
  guard let fields: Fields<ResultKey> = reader.fields(of: reader.root) else { return nil }
  let order = readOrder(fields, of: file, in: listing, with: &reader)
  let phase: OrderResult.Phase? = reader.value(reader.required(.phase, in: fields), parseWord)
  let since = reader.value(reader.required(.since, in: fields), parseDay)
  let server = readServer(fields[.server], with: &reader)
  let applied = readApplied(fields[.applied], with: &reader)
  let terminating = readBeginning(fields[.terminating], with: &reader)
  let orphaned = readBeginning(fields[.orphaned], with: &reader)
  let byHand = readBeginning(fields[.suspendedByHand], with: &reader)
  let failure = readFailure(fields[.failure], with: &reader)
  guard let order, let phase, let since else { return nil }
  return OrderResult(
    order: order, phase: phase, since: since, server: server, applied: applied, terminatingSince: terminating,
    orphanedSince: orphaned, suspendedByHandSince: byHand, failure: failure)
}

private enum ResultKey: String, DocumentKey {
  case order, phase, since, server, applied, terminating, orphaned, suspendedByHand, failure
}
private enum ServerKey: String, DocumentKey { case id, uuid, identifier, node, address, installed }
private enum BeginningKey: String, DocumentKey { case since }
private enum FailureKey: String, DocumentKey { case action, code, message }

private func readOrder(
  _ fields: Fields<ResultKey>, of file: FleetFile, in listing: FleetListing, with reader: inout DocumentReader
) -> OrderID? {
  guard let node = reader.required(.order, in: fields), let order = reader.value(node, parseOrderID) else { return nil }
  let path = listing.path(resultPath(of: order))
  if path != file.path {
    reader.report(
      "result-misplaced", "the result of \(quoted(order.text)) belongs in \(quoted(path))",
      hint: "restore what `botfleet apply` committed", at: node)
  }
  return order
}

private func readServer(_ node: Node?, with reader: inout DocumentReader) -> OrderResult.Server? {
  guard let node, let fields: Fields<ServerKey> = reader.fields(of: node) else { return nil }
  let id: ServerID? = reader.value(reader.required(.id, in: fields), parsePanelID)
  let uuid = reader.value(reader.required(.uuid, in: fields), parseUUID)
  let identifier = reader.value(reader.required(.identifier, in: fields), parseIdentifier)
  let place: NodeID? = reader.value(reader.required(.node, in: fields), parsePanelID)
  let address = reader.value(fields[.address], parseLine)
  let installation: OrderResult.Server.Installation? = reader.value(reader.required(.installed, in: fields), parseWord)
  guard let id, let uuid, let identifier, let place, let installation else { return nil }
  return .init(id: id, uuid: uuid, identifier: identifier, node: place, address: address, installation: installation)
}

private func readBeginning(_ node: Node?, with reader: inout DocumentReader) -> Day? {
  guard let node, let fields: Fields<BeginningKey> = reader.fields(of: node) else { return nil }
  return reader.value(reader.required(.since, in: fields), parseDay)
}

private func readFailure(_ node: Node?, with reader: inout DocumentReader) -> OrderResult.Failure? {
  guard let node, let fields: Fields<FailureKey> = reader.fields(of: node) else { return nil }
  let action = reader.value(reader.required(.action, in: fields), parseLine)
  let code = reader.value(reader.required(.code, in: fields), parseLine)
  let message = reader.value(reader.required(.message, in: fields), parseAnything)
  guard let action, let code, let message else { return nil }
  return .init(action: action, code: code, message: message)
}
