import Planner

/// Gets answers: from options, from somebody at a terminal, or from what is usual.
///
/// Whatever is wrong or missing is gathered, so that it can be told all at once.
struct Interview {
  let console: Console
  let manner: Manner
  /// Options without an answer, with what each is for.
  private(set) var missing: [String] = []
  /// Options whose answer is none.
  private(set) var refused: [String] = []

  /// Who answers where an option does not.
  enum Manner: Sendable {
    /// Somebody at a terminal.
    case asking
    /// Nobody: what is usual counts, where anything is.
    case usual
    /// Nobody: every answer has to be an option's.
    case options
  }

  /// Nobody answers any more.
  struct Ended: Error {}

  /// Something to be answered.
  struct Question<Value> {
    /// `--egg`
    let option: String
    /// `Egg, by number or name`
    let text: String
    /// What is shown before it is asked.
    var choices: [String] = []
    /// The usual answer, as somebody would type it.
    var usual: String?
    /// Whether the usual answer counts without anybody's consent, as the option's help says.
    var isDefaulted = false
    /// Whether it may be left open.
    var isOptional = false
    let read: (String) throws(AnswerProblem) -> Value
  }

  init(console: Console, manner: Manner) {
    self.console = console
    self.manner = manner
  }

  /// The answer; nil where it is left open, or missing, which is noted.
  mutating func answer<Value>(_ question: Question<Value>, option given: String?) async throws(Ended) -> Value? {
    if let given {
      do { return try question.read(given) } catch { refused.append("\(question.option): \(error)") }
      return nil
    }
    switch manner {
    case .asking: return try await ask(question)
    case .usual, .options:
      guard manner == .usual || question.isDefaulted, let usual = question.usual else { break }
      if let value = try? question.read(usual) { return value }
    }
    if !question.isOptional { missing.append(words(for: question)) }
    return nil
  }

  /// Notes an option that is missing, with what it is for.
  mutating func lack(_ option: String) { missing.append(option) }

  /// Yes or no.
  mutating func confirm(_ text: String) async throws(Ended) -> Bool {
    while true {
      console.writeRaw("\(text) [Y/n] ", to: .people)
      guard let line = await console.streams.lineFromInput() else { throw Ended() }
      switch trimmed(line).lowercased() {
      case "", "y", "yes": return true
      case "n", "no": return false
      default: console.complain("  Answer yes or no.")
      }
    }
  }

  private func ask<Value>(_ question: Question<Value>) async throws(Ended) -> Value? {
    for line in question.choices { console.complain(line) }
    let hint = question.usual.map { " [\($0)]" } ?? (question.isOptional ? " (empty: fill it in later)" : "")
    while true {
      console.writeRaw("\(question.text)\(hint): ", to: .people)
      guard let line = await console.streams.lineFromInput() else { throw Ended() }
      let typed = trimmed(line)
      guard let text = typed.isEmpty ? question.usual : typed else {
        if question.isOptional { return nil }
        console.complain("  An answer is needed.")
        continue
      }
      do { return try question.read(text) } catch { console.complain("  \(escapedForDisplay(error.description))") }
    }
  }

  private func words<Value>(for question: Question<Value>) -> String {
    guard let usual = question.usual else { return "\(question.option)  \(question.text)" }
    return "\(question.option)  \(question.text); usually \(usual)"
  }

  private func trimmed(_ line: String) -> String {
    let isBlank: (Character) -> Bool = { $0.isWhitespace }
    return String(line.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
