internal import YAML

/// A result as the bytes of its file. Equal results give equal bytes, and reading them back gives an equal result.
public func writeResult(_ result: OrderResult) -> [UInt8] {
  var writer = BlockWriter()
  writer.comment(recordNotice)
  writer.entry("order", result.order.text)
  writer.entry("phase", plain: result.phase.rawValue)
  writer.entry("since", plain: result.since.description)
  if let server = result.server { writer.mapping("server") { write(server, to: &$0) } }
  if let applied = result.applied { writer.mapping("applied") { write(applied, to: &$0) } }
  if let day = result.terminatingSince { writer.mapping("terminating") { $0.entry("since", plain: day.description) } }
  if let day = result.orphanedSince { writer.mapping("orphaned") { $0.entry("since", plain: day.description) } }
  if let day = result.suspendedByHandSince {
    writer.mapping("suspendedByHand") { $0.entry("since", plain: day.description) }
  }
  if let failure = result.failure {
    writer.mapping("failure") { writer in
      writer.entry("action", failure.action)
      writer.entry("code", failure.code)
      writer.entry("message", failure.message)
    }
  }
  return Array(writer.text.utf8)
}

private func write(_ server: OrderResult.Server, to writer: inout BlockWriter) {
  writer.entry("id", plain: server.id.description)
  writer.entry("uuid", server.uuid)
  writer.entry("identifier", server.identifier)
  writer.entry("node", plain: server.node.description)
  if let address = server.address { writer.entry("address", address) }
  writer.entry("installed", plain: server.installation.rawValue)
}

private func write(_ applied: OrderResult.Applied, to writer: inout BlockWriter) {
  writer.entry("revision", applied.revision)
  writer.entry("change", plain: applied.change.description)
  writer.entry("at", plain: applied.at.description)
  if let tier = applied.tier { writer.entry("tier", tier.text) }
  writer.list("addons", applied.addons.map(\.text))
  writer.mapping("spec") { write(applied.spec, to: &$0) }
  if !applied.asked.isEmpty { writer.mapping("asked") { write(applied.asked, to: &$0) } }
}

private func write(_ spec: FieldValues, to writer: inout BlockWriter) {
  let fields = spec.fields
  for group in Field.Group.allCases {
    write(fields.filter { $0.group == group }, of: spec, as: group, to: &writer)
  }
}

private func write(_ fields: [Field], of spec: FieldValues, as group: Field.Group, to writer: inout BlockWriter) {
  guard !fields.isEmpty else { return }
  if group == .suspension {
    for field in fields { writer.entry(field, of: spec) }
    return
  }
  writer.mapping(group.rawValue) { writer in
    for field in fields where !field.isVariable { writer.entry(field, of: spec) }
    guard fields.contains(where: \.isVariable) else { return }
    writer.mapping("environment") { writer in
      for field in fields where field.isVariable { writer.entry(field, of: spec) }
    }
  }
}

extension BlockWriter {
  /// Numbers stand plain where the field is one, so that the file reads as people would write it.
  fileprivate mutating func entry(_ field: Field, of spec: FieldValues) {
    guard let value = spec[field] else { return }
    let isPlain =
      switch field.traits.notation {
      case .number: plainNumber(value.utf8.span) != nil
      case .flag: value == "yes" || value == "no"
      case .words: false
      }
    if isPlain { entry(field.label, plain: value) } else { entry(field.label, value) }
  }
}
