/// A message with holes: `Your bot {name} is ready.` Two braces stand for one.
public struct MessageTemplate: Hashable, Sendable {
  let subject: [Part]
  let text: [Part]

  enum Part: Hashable, Sendable {
    case text(String)
    case word(MessageWord)
  }

  /// - Parameters:
  ///   - state: what it is about: it can only say what there is to say then.
  /// - Throws: a word that does not exist or says nothing there, a brace without its partner, a subject of several lines, too much text.
  public init(
    subject: String, text: String, about state: StateWord, to audience: Audience
  ) throws(MessageTemplateProblem) {
    let words = MessageWord.allCases.filter { $0.isKnown(of: state, to: audience) }
    guard !subject.isEmpty, subject.unicodeScalars.count <= 150,
      // What a mail's header could not carry.
      !subject.unicodeScalars.contains(where: {
        [.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
      })
    else { throw MessageTemplateProblem("subject", "is to be one line of 1 to 150 characters") }
    guard !text.isEmpty, text.unicodeScalars.count <= 4000 else {
      throw MessageTemplateProblem("text", "is to have 1 to 4,000 characters")
    }
    self.subject = try parse(subject, as: "subject", words)
    self.text = try parse(text, as: "text", words)
  }

  /// One of our own.
  init(_ builtIn: (subject: String, text: String)) {
    subject = builtInParts(builtIn.subject)
    text = builtInParts(builtIn.text)
  }
}

/// What may stand between braces.
public enum MessageWord: String, Hashable, Sendable, CaseIterable {
  case fleet, order, name, tier, state
  case reason, until, next
  case customer, code

  /// Whether it can say something: a day only where a state has one, what is staff's own only to staff.
  func isKnown(of state: StateWord, to audience: Audience) -> Bool {
    switch (self, audience) {
    case (_, .staff), (.fleet, .customer), (.order, .customer), (.name, .customer), (.tier, .customer),
      (.state, .customer):
      true
    case (.reason, .customer): [.waiting, .suspended, .failed, .running].contains(state)
    case (.next, .customer): [.waiting, .suspended, .failed, .running, .needsToken].contains(state)
    case (.until, .customer): state == .ending
    case (.customer, .customer), (.code, .customer): false
    }
  }
}

/// What is wrong with a template, and where.
public struct MessageTemplateProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// `subject` or `text`.
  public let part: String
  /// What is wrong, without a full stop: `has a word that does not exist, {naem} (line 2, column 9); its words are …`.
  public let why: String

  init(_ part: String, _ why: String) {
    self.part = part
    self.why = why
  }

  public var description: String { "the \(part) \(why)" }
}

private func builtInParts(_ text: String) -> [MessageTemplate.Part] {
  do { return try parse(text, as: "text", MessageWord.allCases) } catch {
    preconditionFailure("our own words: \(error)")
  }
}

private func parse(
  _ text: String, as part: String, _ words: [MessageWord]
) throws(MessageTemplateProblem) -> [MessageTemplate.Part] {
  var parts: [MessageTemplate.Part] = []
  var plain = ""
  var rest = text[...]
  func place() -> String {
    let before = text[..<rest.startIndex]
    let line = before.count { $0.isNewline } + 1
    return "(line \(line), column \(before.reversed().prefix { !$0.isNewline }.count + 1))"
  }
  while let character = rest.first {
    if rest.hasPrefix("{{") || rest.hasPrefix("}}") {
      plain.append(character)
      rest = rest.dropFirst(2)
    } else if character == "{" {
      guard let end = rest.firstIndex(of: "}") else {
        throw MessageTemplateProblem(part, "has a { without its } \(place()); write {{ for a brace")
      }
      let name = rest[rest.index(after: rest.startIndex)..<end]
      guard let word = MessageWord(rawValue: String(name)), words.contains(word) else {
        let known = words.map { "{\($0.rawValue)}" }.joined(separator: ", ")
        let shown = name.utf8.count <= 40 && name.allSatisfy { $0.isLetter } ? ", {\(name)}" : ""
        throw MessageTemplateProblem(
          part, "has a word that says nothing here\(shown) \(place()); its words are \(known)")
      }
      if !plain.isEmpty { parts.append(.text(plain)) }
      plain = ""
      parts.append(.word(word))
      rest = rest[rest.index(after: end)...]
    } else if character == "}" {
      throw MessageTemplateProblem(part, "has a } without its { \(place()); write }} for a brace")
    } else {
      plain.append(character)
      rest = rest.dropFirst()
    }
  }
  if !plain.isEmpty { parts.append(.text(plain)) }
  return parts
}
