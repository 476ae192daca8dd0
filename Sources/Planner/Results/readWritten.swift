/// Reads a result whose file is as `writeResult` writes it, which nearly all are. It is the value that reading it as YAML gives, in a fraction
/// of the time: a check that is added to `readResultAsYAML` has to be added here, too.
///
/// - Returns: nil where the file has another form; only reading it as YAML then tells whether it is a result.
func readWritten(_ bytes: [UInt8]) -> OrderResult? {
  do throws(BlockReader.OtherForm) {
    var reader = try BlockReader(bytes)
    let result = try readResult(with: &reader)
    try reader.end()
    return result
  } catch {
    return nil
  }
}

private func readResult(with reader: inout BlockReader) throws(BlockReader.OtherForm) -> OrderResult {
  try reader.comment(recordNotice)
  return OrderResult(
    order: try reader.entry("order", parseOrderID), phase: try reader.entry("phase", parseWord),
    since: try reader.entry("since", parseDay), server: try reader.mapping("server", readServer),
    applied: try reader.mapping("applied", readApplied),
    terminatingSince: try reader.mapping("terminating", readBeginning),
    orphanedSince: try reader.mapping("orphaned", readBeginning),
    suspendedByHandSince: try reader.mapping("suspendedByHand", readBeginning),
    failure: try reader.mapping("failure", readFailure))
}

private func readServer(_ reader: inout BlockReader) throws(BlockReader.OtherForm) -> OrderResult.Server {
  OrderResult.Server(
    id: try reader.entry("id", parsePanelID), uuid: try reader.entry("uuid", parseUUID),
    identifier: try reader.entry("identifier", parseIdentifier), node: try reader.entry("node", parsePanelID),
    address: try reader.optionalEntry("address", parseLine), installation: try reader.entry("installed", parseWord))
}

private func readBeginning(_ reader: inout BlockReader) throws(BlockReader.OtherForm) -> Day {
  try reader.entry("since", parseDay)
}

private func readFailure(_ reader: inout BlockReader) throws(BlockReader.OtherForm) -> OrderResult.Failure {
  OrderResult.Failure(
    action: try reader.entry("action", parseLine), code: try reader.entry("code", parseLine),
    message: try reader.entry("message", parseAnything))
}

private func readApplied(_ reader: inout BlockReader) throws(BlockReader.OtherForm) -> OrderResult.Applied {
  let revision = try reader.entry("revision", parseLine)
  let change = try reader.entry("change", parseDigest)
  let instant = try reader.entry("at", parseInstant)
  let tier = try reader.optionalEntry("tier", parseTierName)
  let addons = try reader.list("addons", parseAddonName)
  guard let spec = try reader.mapping("spec", readSpec) else { throw BlockReader.OtherForm() }
  let asked = try reader.mapping("asked", readSpec)
  return OrderResult.Applied(
    revision: revision, change: change, at: instant, tier: tier, addons: addons ?? [], spec: spec,
    asked: asked ?? FieldValues())
}

private func readSpec(_ reader: inout BlockReader) throws(BlockReader.OtherForm) -> FieldValues {
  var values = FieldValues(minimumCapacity: 24)
  for group in [Field.Group.details, .build, .startup] {
    _ = try reader.mapping(group.rawValue) { reader throws(BlockReader.OtherForm) in
      try readFields(of: group, into: &values, &reader)
      if group == .startup {
        _ = try reader.mapping("environment") { reader throws(BlockReader.OtherForm) in
          try readVariables(into: &values, &reader)
        }
      }
    }
  }
  try readFields(of: .suspension, into: &values, &reader)
  return values
}

private func readFields(
  of group: Field.Group, into values: inout FieldValues, _ reader: inout BlockReader
) throws(BlockReader.OtherForm) {
  for (field, label) in labels[group] ?? [] {
    if let value = try reader.optionalEntry(label, parseAnything) { values[field] = value }
  }
}

/// The fixed fields in their order, as they are written.
private let labels = Dictionary(grouping: Field.fixed, by: \.group).mapValues { fields in
  fields.map { (field: $0, label: $0.label) }
}

private func readVariables(
  into values: inout FieldValues, _ reader: inout BlockReader
) throws(BlockReader.OtherForm) {
  while let entry = try reader.namedEntry() {
    let field = Field.variable(entry.name)
    // They are written in their order, so that none can come twice.
    guard values.fields.last.map({ $0 < field }) ?? true else { throw BlockReader.OtherForm() }
    values[field] = entry.text
  }
}
