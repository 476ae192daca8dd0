/// A parsed pattern. A unit is a byte, or with the modifier `u` a code point.
indirect enum PatternNode {
  case empty
  case unit(UnitSet)
  case sequence([PatternNode])
  case choice([PatternNode])
  case repeated(PatternNode, least: Int, most: Int?, PatternGreed)
  case capture(PatternNode, group: Int)
  case backReference(group: Int, UnitComparison)
  case atomic(PatternNode)
  case look(PatternNode, PatternLook)
  case anchor(PatternAnchor)

  /// How many units it always takes, or nil where that varies; PCRE wants it fixed to look behind.
  var width: Int? {
    switch self {
    case .empty, .look, .anchor: 0
    case .unit: 1
    case .sequence(let nodes):
      nodes.reduce(0) { sum, node in sum.flatMap { sum in node.width.map { sum + $0 } } }
    case .choice(let nodes):
      nodes.allSatisfy { $0.width == nodes.first?.width } ? nodes.first?.width : nil
    case .repeated(let node, let least, let most, _):
      least == most ? node.width.map { $0 * least } : nil
    case .capture(let node, _), .atomic(let node): node.width
    case .backReference: nil
    }
  }
}

/// Which way a repetition prefers to go.
enum PatternGreed {
  case greedy
  case lazy
  /// What was taken is never given back.
  case possessive
}

/// An assertion about what follows or precedes.
enum PatternLook {
  case ahead
  case notAhead
  case behind
  case notBehind
}

/// A place in the value that takes no unit.
enum PatternAnchor {
  case start
  case lineStart
  case end
  /// The end, or before a newline that is the last unit.
  case endOrLastNewline
  case lineEnd
  case wordEdge(UnitAlphabet)
  case noWordEdge(UnitAlphabet)
}
