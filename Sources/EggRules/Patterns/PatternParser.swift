/// Reads a PCRE pattern. What PCRE refuses is refused; what is rare in rules (recursion, conditions) is told as such.
struct PatternParser {
  private var cursor: PatternCursor
  private var modifiers: PatternModifiers
  private var groupNames: [String: Int] = [:]
  private var highestReference = 0
  private var depth = 0
  private(set) var groupCount = 0

  /// No pattern that a person wrote nests deeper.
  private static let depthLimit = 100

  init(_ units: [UInt32], _ modifiers: PatternModifiers) {
    cursor = PatternCursor(units)
    self.modifiers = modifiers
  }

  /// The whole pattern.
  mutating func parse() throws(PatternFault) -> PatternNode {
    if cursor.hasBytes("(*") { throw .notSupported("`(*`") }
    let node = try parseChoice()
    if !cursor.isAtEnd { throw .refused("has an unmatched `)`") }
    if highestReference > groupCount { throw .refused("refers to group \(highestReference), which it does not have") }
    return node
  }

  private var alphabet: UnitAlphabet { modifiers.contains(.unicode) ? .unicode : .ascii }
  private var comparison: UnitComparison { modifiers.contains(.ignoringCase) ? .ignoringCase : .exact }

  private mutating func parseChoice() throws(PatternFault) -> PatternNode {
    var branches = [try parseSequence()]
    while cursor.take("|") { branches.append(try parseSequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func parseSequence() throws(PatternFault) -> PatternNode {
    var nodes: [PatternNode] = []
    skipCommentary()
    while !cursor.isAtEnd, !cursor.hasBytes("|"), !cursor.hasBytes(")") {
      if let item = try parseItem() { nodes.append(try parseQuantifier(of: item)) }
      skipCommentary()
    }
    return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
  }

  /// With `x`, white space and what follows a `#` say nothing.
  private mutating func skipCommentary() {
    guard modifiers.contains(.extended) else { return }
    while let next = cursor.ascii, next == "#" || UnitKind.space.contains(next.value, .ascii) {
      if next == "#" {
        cursor.skip(through: 0x0A)
      } else {
        _ = cursor.take()
      }
    }
  }

  /// One thing that may be repeated, or nil for what only sets modifiers or comments.
  private mutating func parseItem() throws(PatternFault) -> PatternNode? {
    if cursor.take("(") { return try parseGroup() }
    if cursor.isAtPOSIXClass { throw .refused("has a class such as `[:alpha:]` outside of `[…]`") }
    if cursor.take("[") { return .unit(try readUnitClass(from: &cursor, comparison, alphabet)) }
    if cursor.take(".") { return .unit(dot) }
    if cursor.take("^") { return .anchor(modifiers.contains(.multiline) ? .lineStart : .start) }
    if cursor.take("$") { return .anchor(dollar) }
    if cursor.take("\\") { return try parseEscape() }
    if cursor.hasBytes("*") || cursor.hasBytes("+") || cursor.hasBytes("?") || takesCount() {
      throw .refused("has a quantifier with nothing to repeat")
    }
    return cursor.take().map { .unit(accepting([.range($0...$0)])) }
  }

  private var dot: UnitSet {
    accepting([modifiers.contains(.dotTakesNewline) ? .kind(.any) : .notKind(.newline)])
  }

  private var dollar: PatternAnchor {
    if modifiers.contains(.multiline) { return .lineEnd }
    return modifiers.contains(.dollarAtEndOnly) ? .end : .endOrLastNewline
  }

  private func accepting(_ members: [UnitSet.Member]) -> UnitSet {
    UnitSet(members, comparison, alphabet)
  }

  private mutating func parseEscape() throws(PatternFault) -> PatternNode {
    switch try PatternEscape.read(from: &cursor, alphabet) {
    case .unit(let unit): return .unit(accepting([.range(unit...unit)]))
    case .kind(let kind): return .unit(accepting([.kind(kind)]))
    case .notKind(let kind): return .unit(accepting([.notKind(kind)]))
    case .anchor(let anchor): return .anchor(anchor)
    case .matchStart:
      guard try takeRepetition() == nil else { throw .refused("has a quantifier with nothing to repeat") }
      return .empty
    case .reference(let group):
      highestReference = max(highestReference, group)
      return .backReference(group: group, comparison)
    case .namedReference(let name):
      guard let group = groupNames[name] else { throw .notSupported("a reference ahead to the group \(name)") }
      return .backReference(group: group, comparison)
    }
  }

  // MARK: Groups

  private mutating func parseGroup() throws(PatternFault) -> PatternNode? {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit { throw .notSupported("more than \(Self.depthLimit) groups in one another") }
    if cursor.take("?#") {
      guard cursor.takeThrough(")") != nil else { throw .refused("has an unclosed comment") }
      return nil
    }
    if cursor.take("?") { return try parseSpecialGroup() }
    if modifiers.contains(.plainGroupsDoNotCapture) { return try parseGroupBody() }
    return try parseCapture(named: nil)
  }

  private mutating func parseSpecialGroup() throws(PatternFault) -> PatternNode? {
    if cursor.take(":") { return try parseGroupBody() }
    if cursor.take(">") { return .atomic(try parseGroupBody()) }
    if cursor.take("=") { return .look(try parseGroupBody(), .ahead) }
    if cursor.take("!") { return .look(try parseGroupBody(), .notAhead) }
    if cursor.take("<=") { return .look(try parseGroupBody(), .behind) }
    if cursor.take("<!") { return .look(try parseGroupBody(), .notBehind) }
    if cursor.take("P<") || cursor.take("<") { return try parseCapture(named: parseName(until: ">")) }
    if cursor.take("'") { return try parseCapture(named: parseName(until: "'")) }
    return try parseModifiers()
  }

  private mutating func parseName(until close: String) throws(PatternFault) -> String {
    let name = cursor.takeWhile { UnitKind.word.contains($0.value, .ascii) }
    guard cursor.take(close), let first = name.unicodeScalars.first, !("0"..."9").contains(first) else {
      throw .refused("has a group with a broken name")
    }
    if groupNames[name] != nil {
      guard !modifiers.contains(.namesMayRepeat) else { throw .notSupported("two groups of one name") }
      throw .refused("has two groups with the same name")
    }
    return name
  }

  private mutating func parseCapture(named name: String?) throws(PatternFault) -> PatternNode {
    groupCount += 1
    let group = groupCount
    if let name { groupNames[name] = group }
    return .capture(try parseGroupBody(), group: group)
  }

  /// What is inside up to the `)`; modifiers set inside end there.
  private mutating func parseGroupBody() throws(PatternFault) -> PatternNode {
    let before = modifiers
    let body = try parseChoice()
    modifiers = before
    guard cursor.take(")") else { throw .refused("has an unclosed `(`") }
    return body
  }

  /// `(?i)` for what is left of the group around it, `(?i:…)` for what is inside.
  private mutating func parseModifiers() throws(PatternFault) -> PatternNode? {
    let before = modifiers
    var isSetting = true
    while let letter = cursor.ascii, letter != ")", letter != ":" {
      _ = cursor.take()
      if letter == "-" {
        isSetting = false
        continue
      }
      guard let modifier = PatternModifiers.insidePattern(letter) else { throw .notSupported("`(?\(letter)`") }
      modifiers = isSetting ? modifiers.union(modifier) : modifiers.subtracting(modifier)
    }
    if cursor.take(")") { return nil }
    guard cursor.take(":") else { throw .refused("has an unclosed `(`") }
    let body = try parseGroupBody()
    modifiers = before
    return body
  }

  // MARK: Quantifiers

  private mutating func parseQuantifier(of item: PatternNode) throws(PatternFault) -> PatternNode {
    skipCommentary()
    guard let (least, most) = try takeRepetition() else { return item }
    if case .anchor = item { throw .refused("has a quantifier with nothing to repeat") }
    skipCommentary()
    let isSwapped = modifiers.contains(.ungreedy)
    let greed: PatternGreed =
      if cursor.take("+") { .possessive } else if cursor.take("?") { isSwapped ? .greedy : .lazy } else {
        isSwapped ? .lazy : .greedy
      }
    return .repeated(item, least: least, most: most, greed)
  }

  private mutating func takeRepetition() throws(PatternFault) -> (Int, Int?)? {
    if cursor.take("*") { return (0, nil) }
    if cursor.take("+") { return (1, nil) }
    if cursor.take("?") { return (0, 1) }
    guard let (least, most) = takeCount() else { return nil }
    if max(least, most ?? 0) > 65535 { throw .refused("repeats more than 65535 times") }
    if let most, most < least { throw .refused("has a quantifier whose numbers run backwards") }
    return (least, most)
  }

  private func takesCount() -> Bool {
    var copy = self
    return copy.takeCount() != nil
  }

  /// `{2}`, `{2,}` or `{2,5}`; anything else behind a `{` is a brace like any other character.
  private mutating func takeCount() -> (Int, Int?)? {
    let before = cursor
    let isDigit = { (scalar: Unicode.Scalar) in ("0"..."9").contains(scalar) }
    if cursor.take("{") {
      let least = cursor.takeWhile(atMost: 6, isDigit)
      let hasMost = cursor.take(",")
      let most = hasMost ? cursor.takeWhile(atMost: 6, isDigit) : least
      if let least = Int(least), cursor.take("}") { return (least, Int(most)) }
    }
    cursor = before
    return nil
  }
}
