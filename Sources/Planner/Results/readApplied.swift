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
private enum StartupKey: String, DocumentKey { case egg, image, command, environment }

private func readSpec(_ node: Node?, with reader: inout DocumentReader) -> FieldValues? {
  guard let node, let fields: Fields<SpecKey> = reader.fields(of: node) else { return nil }
  var values = FieldValues(
    reader.dictionary(fields[.details], name: parseDetailsField, value: readAnything) ?? [:])
  let build = reader.dictionary(fields[.build], name: parseBuildField, value: readAnything)
  for (field, value) in build ?? [:] { values[field] = value }
  readStartup(fields[.startup], into: &values, with: &reader)
  values[.suspended] = reader.value(fields[.suspended], parseAnything)
  return values
}

private func readStartup(_ node: Node?, into values: inout FieldValues, with reader: inout DocumentReader) {
  guard let node, let fields: Fields<StartupKey> = reader.fields(of: node) else { return }
  values[.egg] = reader.value(fields[.egg], parseAnything)
  values[.image] = reader.value(fields[.image], parseAnything)
  values[.command] = reader.value(fields[.command], parseAnything)
  let environment = reader.dictionary(fields[.environment], name: parseAnything, value: readAnything)
  for (name, value) in environment ?? [:] { values[.variable(name)] = value }
}

private func readAnything(_ reader: inout DocumentReader, _ node: Node) -> String? {
  reader.value(node, parseAnything)
}

private func parseDetailsField(_ text: String) throws(Misreading) -> Field { try parseField(text, in: .details) }

private func parseBuildField(_ text: String) throws(Misreading) -> Field { try parseField(text, in: .build) }

private func parseField(_ text: String, in group: Field.Group) throws(Misreading) -> Field {
  let fields = Field.fixed.filter { $0.group == group }
  if let field = fields.first(where: { $0.label == text }) { return field }
  throw Misreading(
    "unknown-key", "the key \(quoted(text)) means nothing here", hint: hint(for: text, among: fields.map(\.label)))
}
