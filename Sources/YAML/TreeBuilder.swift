/// Makes a document of events, and gathers what may not be in one.
struct TreeBuilder {
  private let limits: Limits
  private var records: [Record] = []
  private var text: [UInt8] = []
  private var open: [OpenCollection] = []
  private(set) var problems: [Problem] = []

  init(limits: Limits, bytes: Int) {
    self.limits = limits
    records.reserveCapacity(bytes / 8 + 1)
    text.reserveCapacity(bytes)
    open.reserveCapacity(8)
  }

  /// The document, once every event was added; none where there was no node.
  var document: Document? { records.isEmpty ? nil : Document(records: records, text: text) }

  mutating func addScalar(_ scalar: UnsafeBufferPointer<UInt8>, _ kind: Node.Kind, of event: Event) throws(Problem) {
    try begin(event)
    let start = text.count
    text.append(contentsOf: scalar)
    records.append(Record(text: start..<text.count, kind: kind, place: event.place))
    if isAtKey { try checkKey(at: records.count - 1) }
    completeNode()
  }

  mutating func addAlias(of event: Event) throws(Problem) {
    try begin(event)
    if isAtKey { try refuseEntry(.alias(at: event.place)) } else { try report(.alias(at: event.place)) }
    records.append(Record(text: 0..<0, kind: .refused, place: event.place))
    completeNode()
  }

  mutating func openCollection(_ kind: Node.Kind, of event: Event) throws(Problem) {
    try begin(event)
    if isAtKey { try refuseEntry(.collectionAsKey(at: event.place)) }
    guard open.count < limits.depth else { throw .tooDeep(at: event.place, limit: limits.depth) }
    open.append(OpenCollection(index: records.count, isMapping: kind == .mapping))
    records.append(Record(collection: kind, place: event.place))
  }

  mutating func closeCollection() {
    let closed = open.removeLast()
    records[closed.index].close(childCount: closed.count, end: records.count)
    completeNode()
  }

  private var isAtKey: Bool {
    guard let innermost = open.last else { return false }
    return innermost.isMapping && innermost.key == nil
  }

  /// What every node has to pass: its properties and the limits.
  private mutating func begin(_ event: Event) throws(Problem) {
    if event.hasAnchor { try report(.anchor(at: event.place)) }
    if event.hasTag { try report(.tag(at: event.place)) }
    guard records.count < limits.nodes else { throw .tooManyNodes(at: event.place, limit: limits.nodes) }
  }

  /// Puts the node that has just ended into the collection around it.
  private mutating func completeNode() {
    guard let last = open.indices.last else { return }
    if open[last].isMapping, open[last].key == nil {
      open[last].key = open[last].nextChild
    } else if open[last].refusesEntry, let key = open[last].key {
      records.removeSubrange(key...)
      open[last].beginChild(at: key)
    } else {
      open[last].keepChild(nextAt: records.count)
    }
  }

  /// Remembers the problem, and throws it where it is as many as one reads.
  private mutating func report(_ problem: Problem) throws(Problem) {
    guard problems.count + 1 < limits.problems else { throw problem }
    problems.append(problem)
  }

  /// Keeps the entry whose key is being read out of the document.
  private mutating func refuseEntry(_ problem: Problem) throws(Problem) {
    open[open.count - 1].refusesEntry = true
    try report(problem)
  }
}

// Keys.
extension TreeBuilder {
  /// From this many keys on they are hashed, so that no document makes comparing them slow.
  private static let manyKeys = 16

  private mutating func checkKey(at index: Int) throws(Problem) {
    let key = records[index]
    if key.kind == .plain, key.textRange.isEmpty {
      try refuseEntry(.missingKey(at: key.place))
    } else if key.kind == .plain, key.textRange.count == 2, text[key.textRange].elementsEqual("<<".utf8) {
      try refuseEntry(.mergeKey(at: key.place))
    } else if let first = earlierKey(sameAs: index) {
      let word = String(decoding: text[key.textRange], as: UTF8.self)
      try refuseEntry(.duplicateKey(word, at: key.place, first: records[first].place))
    }
  }

  private mutating func earlierKey(sameAs index: Int) -> Int? {
    let last = open.count - 1
    guard open[last].count >= Self.manyKeys else { return findEarlierKey(sameAs: index) }
    if open[last].indexByKey.isEmpty { hashEarlierKeys() }
    let word = textOfKey(at: index)
    if let first = open[last].indexByKey[word] { return first }
    open[last].indexByKey[word] = index
    return nil
  }

  private func findEarlierKey(sameAs index: Int) -> Int? {
    let mapping = open[open.count - 1]
    var key = mapping.index + 1
    for _ in 0..<mapping.count {
      if isSameText(key, index) { return key }
      key = records[key + 1].end(from: key + 1)
    }
    return nil
  }

  private mutating func hashEarlierKeys() {
    let mapping = open[open.count - 1]
    for entry in Entries(records: records, index: mapping.index + 1, left: mapping.count) {
      open[open.count - 1].indexByKey[textOfKey(at: entry.key.index)] = entry.key.index
    }
  }

  private func isSameText(_ one: Int, _ other: Int) -> Bool {
    guard records[one].textLength == records[other].textLength else { return false }
    let (one, other) = (records[one].textRange, records[other].textRange)
    return zip(one, other).allSatisfy { text[$0] == text[$1] }
  }

  private func textOfKey(at index: Int) -> [UInt8] { Array(text[records[index].textRange]) }
}
