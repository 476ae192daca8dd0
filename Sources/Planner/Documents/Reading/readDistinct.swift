internal import YAML

/// Reads a list in which no item may stand twice; each item comes with its node.
///
/// - Parameter what: What an item is, as `guild`.
func readDistinct(
  _ node: Node?, what: String, with reader: inout DocumentReader, _ parse: (String) throws(Misreading) -> String
) -> [(text: String, node: Node)] {
  var seen: Set<String> = []
  let items = reader.list(node) { reader, node -> (text: String, node: Node)? in
    guard let text = reader.value(node, parse) else { return nil }
    if seen.insert(text).inserted { return (text, node) }
    reader.report("repeated-item", "the \(what) \(quoted(text)) is in the list already", hint: "leave it out", at: node)
    return nil
  }
  return items ?? []
}
