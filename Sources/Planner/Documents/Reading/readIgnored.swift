internal import YAML

/// Reads the fields of a server that an order leaves as the panel has them.
func readIgnored(_ node: Node?, with reader: inout DocumentReader) -> Set<Field> {
  var ignored: Set<Field> = []
  let fields = reader.list(node) { reader, item -> Field? in
    guard let field = reader.value(item, parseIgnorable) else { return nil }
    if ignored.insert(field).inserted { return field }
    reader.report(
      "repeated-item", "the field \(quoted(field.path)) is in the list already", hint: "leave it out", at: item)
    return nil
  }
  return Set(fields ?? [])
}
