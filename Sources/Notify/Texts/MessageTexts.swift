import Planner

/// The words that one audience is told in: in which languages, and a fleet's own templates.
public struct MessageTexts: Sendable {
  let audience: Audience
  let languages: [Language]
  private let own: [Place: MessageTemplate]

  /// Where a template stands.
  public struct Place: Hashable, Sendable {
    public let language: Language
    public let state: StateWord

    public init(_ language: Language, _ state: StateWord) {
      self.language = language
      self.state = state
    }
  }

  /// - Parameters:
  ///   - languages: those of each message, one below the other; English where there is none.
  ///   - own: in place of ours.
  public init(to audience: Audience, in languages: [Language], own: [Place: MessageTemplate] = [:]) {
    self.audience = audience
    self.languages = languages.isEmpty ? [.english] : languages
    self.own = own
  }

  func template(about state: StateWord, in language: Language) -> MessageTemplate {
    if let template = own[Place(language, state)] { return template }
    switch audience {
    case .staff: return MessageTemplate(language.phrases.staff)
    case .customer: return MessageTemplate(language.phrases.customers(state))
    }
  }
}

/// A message in words.
struct WrittenMessage: Hashable {
  /// One line.
  let subject: String
  let text: String
  /// What all of it is in; nil where it is in several.
  let language: Language?
}

/// Where words go, and so what is special in them.
enum TextForm {
  case plain, discord
}

/// A notice in an audience's words.
func write(_ notice: Notice, in texts: MessageTexts, as form: TextForm) -> WrittenMessage {
  let parts = texts.languages.map { language -> (subject: String, text: String) in
    let template = texts.template(about: notice.word, in: language)
    let fill = { (word: MessageWord) in filled(word, by: notice, language.phrases, form) }
    return (written(template.subject, fill), written(template.text, fill))
  }
  return WrittenMessage(
    subject: parts[0].subject, text: parts.map(\.text).joined(separator: "\n\n--\n\n"),
    language: texts.languages.count == 1 ? texts.languages[0] : nil)
}

private func written(_ parts: [MessageTemplate.Part], _ fill: (MessageWord) -> String) -> String {
  var text = ""
  for part in parts {
    switch part {
    case .text(let plain): text += plain
    case .word(let word):
      let words = fill(word)
      // A word that has nothing to say takes the blank before it along.
      if words.isEmpty, text.last == " " { text.removeLast() }
      text += words
    }
  }
  return text
}

private func filled(_ word: MessageWord, by notice: Notice, _ phrases: Phrases, _ form: TextForm) -> String {
  switch word {
  case .fleet: foreign(notice.fleet, form)
  case .order: foreign(notice.order, form)
  case .name: foreign(notice.name ?? notice.order, form)
  case .tier: notice.tier.map { foreign($0, form) } ?? "–"
  case .customer: notice.customer.map { foreign($0, form) } ?? "–"
  case .code: notice.code.map { foreign($0, form) } ?? ""
  case .state: phrases.name(notice.word)
  case .reason: notice.reason.map(phrases.reason) ?? ""
  case .until: notice.day.map(phrases.day) ?? ""
  case .next: phrases.next(notice.word, notice.reason, notice.token)
  }
}

/// A text that anybody may have written, made harmless and short. On Discord it becomes code, in which nothing is a mention, a link or a
/// mark.
private func foreign(_ text: String, _ form: TextForm) -> String {
  switch form {
  case .plain: escapedForDisplay(text, upTo: 80)
  case .discord: "`\(escapedForDisplay(text, upTo: 80).replacing("`", with: "'"))`"
  }
}
