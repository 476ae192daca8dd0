/// A pattern as a list of instructions for `PatternMatcher`.
struct PatternProgram {
  /// One step of the machine. An `Int` is a position in the list, a register is a place for a position in the value.
  enum Instruction {
    case unit(UnitSet)
    /// A run of units that one set accepts: nearly every repetition in practice, and cheap to give back.
    case run(UnitSet, least: Int, most: Int?, PatternGreed)
    case fork(first: Int, second: Int)
    case jump(Int)
    case note(register: Int)
    /// Goes on, unless nothing was taken since the register was noted: then out of the loop.
    case loopIfMoved(register: Int, to: Int)
    case backReference(group: Int, UnitComparison)
    case anchor(PatternAnchor)
    case atomic(PatternProgram)
    case look(PatternProgram, PatternLook, width: Int)
    case accept
  }

  private(set) var instructions: [Instruction] = []
  /// Where each capture begins and ends, then one place for each loop.
  private(set) var registerCount: Int

  /// `((ab){1000}){1000}` is not unrolled.
  private static let sizeLimit = 20_000

  init(_ node: PatternNode, groups: Int) throws(PatternFault) {
    try self.init(node, registers: 2 * (groups + 1))
  }

  private init(_ node: PatternNode, registers: Int) throws(PatternFault) {
    registerCount = registers
    try emit(node)
    try append(.accept)
  }

  private mutating func append(_ instruction: Instruction) throws(PatternFault) {
    guard instructions.count < Self.sizeLimit else { throw .notSupported("a pattern of this size") }
    instructions.append(instruction)
  }

  private mutating func emit(_ node: PatternNode) throws(PatternFault) {
    switch node {
    case .empty: break
    case .unit(let set): try append(.unit(set))
    case .sequence(let nodes): for node in nodes { try emit(node) }
    case .choice(let branches): try emitChoice(branches[...])
    case .repeated(.unit(let set), let least, let most, let greed):
      try append(.run(set, least: least, most: most, greed))
    case .repeated(let body, let least, let most, .possessive):
      try emitAtomic(.repeated(body, least: least, most: most, .greedy))
    case .repeated(let body, let least, let most, let greed):
      try emitRepetition(of: body, least: least, most: most, greed)
    case .capture(let body, let group):
      try append(.note(register: 2 * group))
      try emit(body)
      try append(.note(register: 2 * group + 1))
    case .backReference(let group, let comparison): try append(.backReference(group: group, comparison))
    case .atomic(let body): try emitAtomic(body)
    case .look(let body, let look): try emitLook(body, look)
    case .anchor(let anchor): try append(.anchor(anchor))
    }
  }

  private mutating func emitChoice(_ branches: ArraySlice<PatternNode>) throws(PatternFault) {
    guard let first = branches.first else { return }
    if branches.count == 1 { return try emit(first) }
    let fork = instructions.count
    try append(.accept)
    try emit(first)
    let leave = instructions.count
    try append(.accept)
    instructions[fork] = .fork(first: fork + 1, second: instructions.count)
    try emitChoice(branches.dropFirst())
    instructions[leave] = .jump(instructions.count)
  }

  private mutating func emitRepetition(
    of body: PatternNode, least: Int, most: Int?, _ greed: PatternGreed
  ) throws(PatternFault) {
    for _ in 0..<least { try emit(body) }
    guard let most else { return try emitLoop(body, greed) }
    var forks: [Int] = []
    for _ in least..<most {
      forks.append(instructions.count)
      try append(.accept)
      try emit(body)
    }
    for fork in forks { instructions[fork] = Self.fork(into: fork + 1, past: instructions.count, greed) }
  }

  private mutating func emitLoop(_ body: PatternNode, _ greed: PatternGreed) throws(PatternFault) {
    let register = registerCount
    registerCount += 1
    let fork = instructions.count
    try append(.accept)
    try append(.note(register: register))
    try emit(body)
    try append(.loopIfMoved(register: register, to: fork))
    instructions[fork] = Self.fork(into: fork + 1, past: instructions.count, greed)
  }

  private static func fork(into body: Int, past end: Int, _ greed: PatternGreed) -> Instruction {
    switch greed {
    case .greedy, .possessive: .fork(first: body, second: end)
    case .lazy: .fork(first: end, second: body)
    }
  }

  private mutating func emitAtomic(_ body: PatternNode) throws(PatternFault) {
    try append(.atomic(inner(body)))
  }

  private mutating func emitLook(_ body: PatternNode, _ look: PatternLook) throws(PatternFault) {
    switch (look, body) {
    case (.ahead, _), (.notAhead, _):
      try append(.look(inner(body), look, width: 0))
    case (.behind, .choice(let branches)):
      try emitChoice(branches.map { .look($0, .behind) }[...])
    case (.notBehind, .choice(let branches)):
      for branch in branches { try emitLook(branch, .notBehind) }
    case (.behind, _), (.notBehind, _):
      guard let width = body.width else { throw .refused("has a lookbehind of variable length") }
      try append(.look(inner(body), look, width: width))
    }
  }

  /// A program of its own for what is matched apart; it shares the registers.
  private mutating func inner(_ body: PatternNode) throws(PatternFault) -> PatternProgram {
    let program = try PatternProgram(body, registers: registerCount)
    registerCount = program.registerCount
    return program
  }
}
