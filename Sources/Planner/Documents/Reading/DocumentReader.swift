package import YAML

/// Reads the nodes of one document and gathers what is wrong with them.
///
/// A read that fails is reported and gives nil, so that reading goes on and every problem is told in one run.
package struct DocumentReader {
  private let document: Document
  var log: ProblemLog

  init(_ document: Document, log: ProblemLog) {
    self.document = document
    self.log = log
  }

  /// The outermost node.
  package var root: Node { document.root }

  /// Where a node stands.
  package func place(of node: Node) -> Place {
    let place = document.place(of: node)
    return Place(path: log.path, line: place.line, column: place.column)
  }

  // Mappings.

  /// The mapping's values by key; keys that mean nothing are reported.
  package mutating func fields<Key: DocumentKey>(of node: Node) -> Fields<Key>? {
    guard isKind(.mapping, node, what: "a mapping `key: value`") else { return nil }
    let fields = Fields<Key>(of: node, in: document)
    if fields.count < document.count(of: node) { reportUnknownKeys(of: node, besides: Key.allCases.map(\.rawValue)) }
    return fields
  }

  private mutating func reportUnknownKeys(of node: Node, besides keys: [String]) {
    for entry in document.entries(of: node) where !log.isFull {
      let word = document.text(of: entry.key)
      guard !keys.contains(word) else { continue }
      let hint = hint(for: word, among: keys)
      report("unknown-key", "unknown key \(quoted(word))", hint: hint, at: entry.key)
    }
  }

  /// The value of a key that has to be there.
  package mutating func required<Key>(_ key: Key, in fields: Fields<Key>, hint: String? = nil) -> Node? {
    if let node = fields[key] { return node }
    report("missing-key", "the key \(quoted(key.rawValue)) is missing", hint: hint, at: fields.node)
    return nil
  }

  /// A mapping whose keys are names that the document itself makes up.
  package mutating func dictionary<Name: Hashable, Value>(
    _ node: Node?, name: (String) throws(ScalarError) -> Name, value: (inout Self, Node) -> Value?
  ) -> [Name: Value]? {
    guard let node, let entries = entries(of: node) else { return nil }
    var values = [Name: Value](minimumCapacity: document.count(of: node))
    for entry in entries where !log.isFull {
      let name = self.value(entry.key, name)
      let value = value(&self, entry.value)
      if let name, let value { values[name] = value }
    }
    return values
  }

  /// The entries of such a mapping as they stand there.
  mutating func entries(of node: Node?) -> Entries? {
    guard let node, isKind(.mapping, node, what: "a mapping `name: value`") else { return nil }
    return document.entries(of: node)
  }

  // Sequences.

  /// The items of a sequence that can be read.
  package mutating func list<Value>(_ node: Node?, _ item: (inout Self, Node) -> Value?) -> [Value]? {
    guard let node, isKind(.sequence, node, what: "a list") else { return nil }
    var values: [Value] = []
    values.reserveCapacity(document.count(of: node))
    for node in document.items(of: node) where !log.isFull {
      if let value = item(&self, node) { values.append(value) }
    }
    return values
  }

  /// Whether there is nothing in a mapping or sequence.
  package func isEmpty(_ node: Node) -> Bool { document.count(of: node) == 0 }

  // Scalars.

  /// What `parse` makes of a scalar.
  package mutating func value<Value>(_ node: Node?, _ parse: (String) throws(ScalarError) -> Value) -> Value? {
    guard let node, let text = text(of: node) else { return nil }
    do throws(ScalarError) {
      return try parse(text)
    } catch {
      report(error, at: node)
      return nil
    }
  }

  /// What `parse` makes of a scalar, and where it stands.
  package mutating func located<Value>(_ node: Node?, _ parse: (String) throws(ScalarError) -> Value) -> Located<Value>?
  {
    guard let node, let value = value(node, parse) else { return nil }
    return Located(value, at: place(of: node))
  }

  /// What `parse` makes of the rest of a scalar that begins with a plus sign, as all that an add-on adds does.
  mutating func increase<Value>(_ node: Node?, _ parse: (String) throws(ScalarError) -> Value) -> Value? {
    value(node) { text throws(ScalarError) in try parseIncrease(text, parse) }
  }

  /// Whether a node is a mapping, so that a reader can choose between two ways of writing a thing.
  package func isMapping(_ node: Node) -> Bool { document.kind(of: node) == .mapping }

  private mutating func text(of node: Node) -> String? {
    switch document.kind(of: node) {
    case .plain where document.isEmpty(node):
      report("empty-value", "a value is missing", hint: "write a value, or remove the key", at: node)
      return nil
    case .plain, .quoted, .block: return document.text(of: node)
    case .sequence, .mapping, .refused:
      _ = isKind(.plain, node, what: "a single value")
      return nil
    }
  }

  private mutating func isKind(_ wanted: Node.Kind, _ node: Node, what: String) -> Bool {
    let found: String
    switch document.kind(of: node) {
    case wanted: return true
    case .refused: return false
    case .mapping: found = "a mapping"
    case .sequence: found = "a list"
    case .plain, .quoted, .block: found = document.isEmpty(node) ? "nothing" : quoted(document.text(of: node))
    }
    report("wrong-kind", "\(what) is expected here, not \(found)", hint: listHint(wanted, node), at: node)
    return false
  }

  /// A list of one is what was meant by its only item.
  private func listHint(_ wanted: Node.Kind, _ node: Node) -> String? {
    guard wanted == .sequence, document.kind(of: node) == .plain else { return nil }
    if document.isEmpty(node) { return "write `[]` for an empty list, or remove the key" }
    let text = document.text(of: node)
    return ["~", "null"].contains(text) ? "write `[]` for an empty list" : "write \(quoted("[\(text)]"))"
  }

  /// The word that a mapping is in braces, as `{order}` without quotes is to YAML.
  func bracedWord(_ node: Node) -> String? {
    guard document.count(of: node) == 1, let entry = document.entries(of: node).first(where: { _ in true }),
      document.kind(of: entry.key) == .plain, document.kind(of: entry.value) == .plain, document.isEmpty(entry.value)
    else { return nil }
    return document.text(of: entry.key)
  }

  // What is wrong.

  /// Remembers a problem that stands at a node.
  package mutating func report(_ code: String, _ message: String, hint: String? = nil, at node: Node) {
    log.add(code, message, hint: hint, at: document.place(of: node))
  }

  /// Remembers why a scalar is not what its field wants.
  package mutating func report(_ misreading: ScalarError, at node: Node) {
    report(misreading.code, misreading.message, hint: misreading.hint, at: node)
  }
}
