/// Builds a document from events, and collects what may not be in one.
struct TreeBuilder {
  private let limits: Limits
  private var records: [Record] = []
  private var text: [UInt8] = []
  private var innermost = OpenCollection.document
  /// The collections around the innermost one, and what is around the outermost.
  private var around: [OpenCollection] = []
  private var keys = KeyIndex()
  private(set) var problems: [Problem] = []

  init(limits: Limits, bytes: Int) {
    self.limits = limits
    records.reserveCapacity(bytes / 8 + 1)
    text.reserveCapacity(bytes)
    around.reserveCapacity(8)
  }

  /// The document, once every event was added; none where there was no node.
  var document: Document? { records.isEmpty ? nil : Document(records: records, text: text) }

  mutating func addScalar(_ event: Event) throws(Problem) {
    try begin(event)
    let (start, index) = (text.count, records.count)
    text.append(contentsOf: event.text)
    records.append(Record(text: start..<text.count, kind: event.scalarKind, place: event.place, index: index))
    if innermost.isAtKey { try checkKey(at: index) }
    completeNode()
  }

  mutating func addAlias(_ event: Event) throws(Problem) {
    try begin(event)
    if innermost.isAtKey { try refuseEntry(.alias(at: event.place)) } else { try report(.alias(at: event.place)) }
    records.append(Record(text: 0..<0, kind: .refused, place: event.place, index: records.count))
    completeNode()
  }

  mutating func openCollection(_ kind: Node.Kind, _ event: Event) throws(Problem) {
    try begin(event)
    if innermost.isAtKey { try refuseEntry(.collectionAsKey(at: event.place)) }
    guard around.count < limits.depth else { throw .tooDeep(at: event.place, limit: limits.depth) }
    around.append(innermost)
    innermost = OpenCollection(index: records.count, isMapping: kind == .mapping)
    records.append(Record(collection: kind, place: event.place))
  }

  mutating func closeCollection() {
    keys.close(innermost)
    records[innermost.index].close(childCount: innermost.count, end: records.count)
    innermost = around.removeLast()
    completeNode()
  }

  /// What every node has to pass: the checks of its properties and the limits.
  private mutating func begin(_ event: Event) throws(Problem) {
    if event.hasAnchor { try report(.anchor(at: event.place)) }
    if event.hasTag { try report(.tag(at: event.place)) }
    guard records.count < limits.nodes else { throw .tooManyNodes(at: event.place, limit: limits.nodes) }
  }

  /// Puts the node that has just ended into the collection around it.
  private mutating func completeNode() {
    if innermost.isAtKey {
      innermost.key = innermost.nextChild
    } else if innermost.refusesEntry, let key = innermost.key {
      records.removeSubrange(key...)
      innermost.beginChild(at: key)
    } else {
      innermost.keepChild(nextAt: records.count)
    }
  }

  private mutating func checkKey(at index: Int) throws(Problem) {
    let key = records[index]
    if key.kind == .plain, key.textLength == 0 {
      try refuseEntry(.missingKey(at: key.place))
    } else if key.kind == .plain, key.textLength == 2, text[key.textRange].elementsEqual("<<".utf8) {
      try refuseEntry(.mergeKey(at: key.place))
    } else if let first = keys.earlierKey(sameAs: index, in: innermost, records, text) {
      let word = String(decoding: text[key.textRange], as: UTF8.self)
      try refuseEntry(.duplicateKey(word, at: key.place, first: records[first].place))
    }
  }

  /// Notes the problem, and throws it where the limit of problems is reached.
  private mutating func report(_ problem: Problem) throws(Problem) {
    guard problems.count + 1 < limits.problems else { throw problem }
    problems.append(problem)
  }

  /// Leaves the entry whose key is being read out of the document.
  private mutating func refuseEntry(_ problem: Problem) throws(Problem) {
    innermost.refusesEntry = true
    try report(problem)
  }
}
