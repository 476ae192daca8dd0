/// Runs a program over a value, the first way first, and backtracks; never recurses by the value's length.
struct PatternMatcher {
  /// What to try when the way that was taken fails.
  private enum Alternative {
    case resume(instruction: Int, position: Int)
    /// The positions `next`, next + step, … up to `last` are left to try.
    case run(instruction: Int, next: Int, last: Int, step: Int)
    case restore(register: Int, value: Int)
  }

  private enum Failure: Error {
    case stepLimitReached
  }

  private let units: [UInt32]
  private var registers: [Int] = []
  private var stepsLeft: Int

  init(_ units: [UInt32], stepLimit: Int) {
    self.units = units
    stepsLeft = stepLimit
  }

  /// Looks for the pattern anywhere in the value.
  mutating func search(_ program: PatternProgram, onlyAtStart: Bool) -> PatternAnswer {
    do throws(Failure) {
      for start in 0...(onlyAtStart ? 0 : units.count) {
        registers = Array(repeating: -1, count: program.registerCount)
        if try match(program, at: start) != nil { return .found }
      }
      return .notFound
    } catch {
      return .gaveUp
    }
  }

  /// Where the match ends that begins at the position, or nil.
  private mutating func match(_ program: PatternProgram, at start: Int) throws(Failure) -> Int? {
    var alternatives: [Alternative] = []
    var instruction = 0
    var position = start
    while true {
      try count(1)
      if case .accept = program.instructions[instruction] { return position }
      let isDone = try perform(program.instructions[instruction], &instruction, &position, &alternatives)
      if !isDone, !backtrack(&alternatives, &instruction, &position) { return nil }
    }
  }

  private mutating func count(_ steps: Int) throws(Failure) {
    stepsLeft -= steps
    if stepsLeft < 0 { throw .stepLimitReached }
  }

  /// Performs one instruction and moves on; false where the value does not go along.
  private mutating func perform(
    _ current: PatternProgram.Instruction, _ instruction: inout Int, _ position: inout Int,
    _ alternatives: inout [Alternative]
  ) throws(Failure) -> Bool {
    switch current {
    case .unit(let set):
      guard position < units.count, set.contains(units[position]) else { return false }
      position += 1
    case .run(let set, let least, let most, let greed):
      guard let last = try endOfRun(set, least: least, most: most, from: position) else { return false }
      position = takeRun(position + least, last, greed, behind: instruction + 1, &alternatives)
    case .fork(let first, let second):
      alternatives.append(.resume(instruction: second, position: position))
      instruction = first
      return true
    case .jump(let target):
      instruction = target
      return true
    case .note(let register): note(register, position, &alternatives)
    case .loopIfMoved(let register, let target) where registers[register] != position:
      instruction = target
      return true
    case .loopIfMoved: break
    case .backReference(let group, let comparison):
      guard let length = repeated(group, comparison, at: position) else { return false }
      position += length
    case .anchor(let anchor): guard holds(anchor, at: position) else { return false }
    case .atomic(let body):
      guard let end = try matchApart(body, at: position, &alternatives) else { return false }
      position = end
    case .look(let body, let look, let width):
      guard try holds(look, body, width, at: position, &alternatives) else { return false }
    case .accept: break
    }
    instruction += 1
    return true
  }

  /// Goes back to the last place with another way; false where there is none.
  private mutating func backtrack(
    _ alternatives: inout [Alternative], _ instruction: inout Int, _ position: inout Int
  ) -> Bool {
    while let alternative = alternatives.popLast() {
      switch alternative {
      case .restore(let register, let value):
        registers[register] = value
      case .resume(let resumed, let from):
        (instruction, position) = (resumed, from)
        return true
      case .run(let resumed, let next, let last, let step):
        (instruction, position) = (resumed, next)
        if next != last {
          alternatives.append(.run(instruction: resumed, next: next + step, last: last, step: step))
        }
        return true
      }
    }
    return false
  }

  private mutating func note(_ register: Int, _ position: Int, _ alternatives: inout [Alternative]) {
    alternatives.append(.restore(register: register, value: registers[register]))
    registers[register] = position
  }

  // MARK: Runs

  /// The furthest end of a run that begins here, or nil where it is too short.
  private mutating func endOfRun(
    _ set: UnitSet, least: Int, most: Int?, from start: Int
  ) throws(Failure) -> Int? {
    let limit = most.map { min(units.count, start + $0) } ?? units.count
    var end = start
    while end < limit, set.contains(units[end]) { end += 1 }
    try count(end - start)
    return end - start >= least ? end : nil
  }

  /// The end to go on with; the others become alternatives.
  private func takeRun(
    _ shortest: Int, _ longest: Int, _ greed: PatternGreed, behind instruction: Int,
    _ alternatives: inout [Alternative]
  ) -> Int {
    guard shortest < longest else { return longest }
    switch greed {
    case .possessive:
      return longest
    case .greedy:
      alternatives.append(.run(instruction: instruction, next: longest - 1, last: shortest, step: -1))
      return longest
    case .lazy:
      alternatives.append(.run(instruction: instruction, next: shortest + 1, last: longest, step: 1))
      return shortest
    }
  }

  // MARK: Assertions and references

  /// Matches a part that gives nothing back; what it captured is forgotten when the whole backtracks over it.
  private mutating func matchApart(
    _ body: PatternProgram, at position: Int, _ alternatives: inout [Alternative]
  ) throws(Failure) -> Int? {
    let before = registers
    guard let end = try match(body, at: position) else {
      registers = before
      return nil
    }
    for register in before.indices where before[register] != registers[register] {
      alternatives.append(.restore(register: register, value: before[register]))
    }
    return end
  }

  private mutating func holds(
    _ look: PatternLook, _ body: PatternProgram, _ width: Int, at position: Int, _ alternatives: inout [Alternative]
  ) throws(Failure) -> Bool {
    switch look {
    case .ahead:
      return try matchApart(body, at: position, &alternatives) != nil
    case .behind:
      guard position >= width else { return false }
      return try matchApart(body, at: position - width, &alternatives) != nil
    case .notAhead, .notBehind:
      guard position >= width else { return true }
      let before = registers
      let isThere = try match(body, at: position - width) != nil
      registers = before
      return !isThere
    }
  }

  private func holds(_ anchor: PatternAnchor, at position: Int) -> Bool {
    switch anchor {
    case .start: position == 0
    case .lineStart: position == 0 || (position < units.count && units[position - 1] == 0x0A)
    case .end: position == units.count
    case .endOrLastNewline: position == units.count || (position == units.count - 1 && units[position] == 0x0A)
    case .lineEnd: position == units.count || units[position] == 0x0A
    case .wordEdge(let alphabet): isWord(position - 1, alphabet) != isWord(position, alphabet)
    case .noWordEdge(let alphabet): isWord(position - 1, alphabet) == isWord(position, alphabet)
    }
  }

  private func isWord(_ position: Int, _ alphabet: UnitAlphabet) -> Bool {
    units.indices.contains(position) && UnitKind.word.contains(units[position], alphabet)
  }

  /// How long the text of a group is, if it stands here again; a group that took no part matches nothing.
  private func repeated(_ group: Int, _ comparison: UnitComparison, at position: Int) -> Int? {
    let (start, end) = (registers[2 * group], registers[2 * group + 1])
    guard start >= 0, end >= start, position + end - start <= units.count else { return nil }
    for offset in 0..<(end - start) {
      let (old, new) = (units[start + offset], units[position + offset])
      switch comparison {
      case .exact where old != new: return nil
      case .ignoringCase where !UnitSet.cases(of: old, .unicode).contains(new): return nil
      case .exact, .ignoringCase: break
      }
    }
    return end - start
  }
}
