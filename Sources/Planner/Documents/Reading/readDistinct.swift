package import YAML

/// Reads a list in which no item may stand twice; each item comes with its node.
///
/// - Parameter what: What an item is, as `guild`.
package func readDistinct(
  _ node: Node?, what: String, with reader: inout DocumentReader, _ parse: (String) throws(ScalarError) -> String
) -> [(text: String, node: Node)] {
  let items = reader.list(node) { reader, node in reader.value(node, parse).map { (text: $0, node: node) } } ?? []
  for item in repeatedItems(of: items) {
    reader.report(
      "repeated-item", "the \(what) \(quoted(item.text)) is already in the list", hint: "remove it", at: item.node)
  }
  return items
}

/// Short lists, as nearly all are, are compared without hashing.
private func repeatedItems(of items: [(text: String, node: Node)]) -> [(text: String, node: Node)] {
  if items.count <= 8 {
    return items.enumerated().filter { index, item in items[..<index].contains { $0.text == item.text } }.map(\.element)
  }
  var seen: Set<String> = []
  return items.filter { !seen.insert($0.text).inserted }
}
