import Planner
import Snapshots
import Testing

@testable import Notify

struct TextTests {
  private let states: [CustomerState] =
    [.received] + CustomerState.Obstacle.allCases.map { .waiting($0) } + [.deploying]
    + CustomerState.Token.allCases.map { .running($0) }
    + [.overdue, .refunded, .cancelled, .inOrder, .byHand, .periodOver(Day("2026-11-28")!)].map { .suspended($0) }
    + [
      .ending(until: Day("2026-12-06")!), .ended, .failed(code: "panel-failing", acts: .itself),
      .failed(code: "install-failed", acts: .staff), .crashLoop, .needsToken, .drift,
    ]

  private func message(
    _ state: CustomerState, _ texts: MessageTexts, as form: TextForm = .plain, name: String = "Zoë's bot"
  )
    -> WrittenMessage
  {
    let notice = Notice(
      of: reached("bot-1", state, name: name), fleet: "bots", now: Instant(seconds: begin))
    return write(notice, in: texts, as: form)
  }

  @Test(arguments: Language.allCases, Audience.allCases)
  func `Every state reads well`(language: Language, audience: Audience) throws {
    let texts = MessageTexts(to: audience, in: [language])
    let all = states.map { state in
      let message = message(state, texts, as: audience == .staff ? .discord : .plain)
      return "== \(state.key)\n\(message.subject)\n\n\(message.text)\n"
    }
    try expectSnapshot(all.joined(separator: "\n"), "\(audience.rawValue).\(language.rawValue).txt")
  }

  /// scripts/check-schemas holds the lines against schemas/notice.schema.json.
  @Test func `What programs get is as its schema has it`() throws {
    let all = states.map { state in
      webhookBody(Notice(of: reached("bot-1", state, name: "Zoë's bot"), fleet: "bots", now: Instant(seconds: begin)))
    }
    try expectSnapshot(all.map { $0.canonical + "\n" }.joined(), "states.notice.jsonl")
  }

  @Test func `A message in two languages has both, and the first one's subject`() {
    let message = message(.received, MessageTexts(to: .customer, in: [.dutch, .english]))
    #expect(message.subject == "We hebben je bestelling bot-1")
    #expect(
      message.text
        == "We hebben je bestelling bot-1 ontvangen en bekijken die nu.\n\n--\n\nWe have received your order bot-1 and are looking at it now."
    )
    #expect(message.language == nil)
  }

  @Test func `A fleet's own words stand in place of ours, for that state and language alone`() throws {
    let own = try MessageTemplate(
      subject: "Hoera", text: "{{{name}}} draait op {tier}.", about: .running, to: .customer)
    let texts = MessageTexts(to: .customer, in: [.dutch], own: [.init(.dutch, .running): own])
    #expect(message(.running(.unknown), texts).text == "{Zoë's bot} draait op basic.")
    #expect(message(.ended, texts).subject == "Je bot is beëindigd")
  }

  @Test(arguments: [
    ("Hi", "{naem}", "(line 1, column 1)"), ("Hi", "a\nb {until}", "(line 2, column 3)"), ("Hi", "{code}", "{code}"),
    ("Hi", "{customer}", "{customer}"), ("Hi", "a {name", "a { without its } (line 1, column 3)"),
    ("Hi", "a } b", "a } without its { (line 1, column 3)"), ("Hi", "", "1 to 4,000"), ("", "x", "one line"),
    ("a\nb", "x", "one line"), ("a\u{2028}b", "x", "one line"), ("{x}", "x", "the subject has a word"),
    (String(repeating: "a", count: 151), "x", "150"),
  ])
  func `A template that says nothing is refused at its place`(subject: String, text: String, says: String) throws {
    let problem = try #require(throws: MessageTemplateProblem.self) {
      try MessageTemplate(subject: subject, text: text, about: .running, to: .customer)
    }
    #expect(problem.description.contains(says), "\(problem)")
  }

  @Test func `Each of our own templates holds to the rules for a fleet's`() throws {
    for language in Language.allCases {
      for state in StateWord.allCases {
        let customers = language.phrases.customers(state)
        _ = try MessageTemplate(subject: customers.subject, text: customers.text, about: state, to: .customer)
        let staff = language.phrases.staff
        _ = try MessageTemplate(subject: staff.subject, text: staff.text, about: state, to: .staff)
      }
    }
  }

  @Test func `What customers get does not show what is staff's own`() {
    for language in Language.allCases {
      let message = message(.failed(code: "install-failed", acts: .staff), MessageTexts(to: .customer, in: [language]))
      #expect(!"\(message)".contains("install-failed") && !"\(message)".contains("cus-1"))
    }
  }

  @Test(arguments: [
    "a\nBcc: x", "\u{202E}evil", "a\u{0}b", "\u{1B}[31m", String(repeating: "x", count: 5000), "\u{2028}",
  ])
  func `A hostile name is spelled out, and short`(name: String) {
    let message = message(.running(.given), MessageTexts(to: .customer, in: [.english]), name: name)
    #expect(!message.text.contains("\n") && message.text.count < 250)
    #expect(message.text.unicodeScalars.allSatisfy { $0.isPlainlyVisible })
  }

  @Test func `What is on disk is read back as it was`() throws {
    for state in states {
      let notice = Notice(of: reached("bot-1", state, name: "a\"\n"), fleet: "bots", now: Instant(seconds: begin))
      #expect(Notice(notice.json.canonical) == notice)
    }
    #expect(Notice("{}") == nil)
    #expect(Notice(#"{"fleet":"f","order":"o","state":"tomorrow","at":"2026-11-29T12:00:00Z","cause":"c"}"#) == nil)
  }
}
