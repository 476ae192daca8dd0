internal import YAML

/// Reads the last change that was carried out, and what the panel had after it.
func readApplied(_ node: Node?, with reader: inout DocumentReader) -> OrderResult.Applied? {
  guard let node, let fields: Fields<AppliedKey> = reader.fields(of: node) else { return nil }
  let revision = reader.value(reader.required(.revision, in: fields), parseLine)
  let change = reader.value(reader.required(.change, in: fields), parseDigest)
  let instant = reader.value(reader.required(.at, in: fields), parseInstant)
  let tier = reader.value(fields[.tier], parseTierName)
  let addons = reader.list(fields[.addons]) { reader, node in reader.value(node, parseAddonName) }
  let spec = readSpec(reader.required(.spec, in: fields), with: &reader)
  let asked = readSpec(fields[.asked], with: &reader)
  guard let revision, let change, let instant, let spec else { return nil }
  return .init(
    revision: revision, change: change, at: instant, tier: tier, addons: addons ?? [], spec: spec,
    asked: asked ?? FieldValues())
}

private enum AppliedKey: String, DocumentKey { case revision, change, at, tier, addons, spec, asked }
private enum SpecKey: String, DocumentKey { case details, build, startup, suspended }

private func readSpec(_ node: Node?, with reader: inout DocumentReader) -> FieldValues? {
  guard let node, let fields: Fields<SpecKey> = reader.fields(of: node) else { return nil }
  var values = FieldValues(minimumCapacity: 24)
  readFields(fields[.details], of: .details, into: &values, with: &reader)
  readFields(fields[.build], of: .build, into: &values, with: &reader)
  readFields(fields[.startup], of: .startup, into: &values, with: &reader)
  values[.suspended] = reader.value(fields[.suspended], parseAnything)
  return values
}

private func readFields(
  _ node: Node?, of group: Field.Group, into values: inout FieldValues, with reader: inout DocumentReader
) {
  guard let entries = reader.entries(of: node) else { return }
  for entry in entries where !reader.log.isFull {
    let field = reader.value(entry.key) { text throws(ScalarError) in try parseLabel(text, in: group) }
    if let field, field.isVariable {
      readVariables(entry.value, into: &values, with: &reader)
    } else if let value = reader.value(entry.value, parseAnything), let field {
      values[field] = value
    }
  }
}

private func readVariables(_ node: Node, into values: inout FieldValues, with reader: inout DocumentReader) {
  guard let entries = reader.entries(of: node) else { return }
  for entry in entries where !reader.log.isFull {
    let name = reader.value(entry.key, parseAnything)
    let value = reader.value(entry.value, parseAnything)
    if let name, let value { values[.variable(name)] = value }
  }
}

/// - Returns: For the variables, which share a label, one without a name.
private func parseLabel(_ text: String, in group: Field.Group) throws(ScalarError) -> Field {
  if let field = Field(label: text, in: group) { return field }
  let labels = Field.table.filter { $0.group == group }.map(\.label)
  throw ScalarError("unknown-key", "unknown key \(quoted(text))", hint: hint(for: text, among: labels))
}
