import Notify
import Planner

extension NotifyRule {
  init(_ notification: ServiceSettings.Notification) {
    self.init(
      to: Audience(notification.recipient),
      about: Set(notification.topics.compactMap { StateWord(rawValue: $0.rawValue) }))
  }
}

extension Audience {
  init(_ recipient: ServiceSettings.Notification.Recipient) {
    switch recipient {
    case .staff: self = .staff
    case .customer: self = .customer
    }
  }
}

extension MessageTexts {
  /// The words for an audience: ours, and those of customers' messages that `service.yaml` has in their place.
  init(to audience: Audience, as settings: ServiceSettings) throws(MessageTemplateProblem) {
    let languages = settings.notify.filter { Audience($0.recipient) == audience }.compactMap(\.language)
    var own: [Place: MessageTemplate] = [:]
    if audience == .customer {
      for template in settings.templates {
        guard let language = Language(rawValue: template.language.rawValue),
          let state = StateWord(rawValue: template.topic.rawValue)
        else { continue }
        own[Place(language, state)] = try MessageTemplate(template, about: state, to: audience)
      }
    }
    self.init(
      to: audience,
      in: languages.compactMap { Language(rawValue: $0.rawValue) }.reduce(into: []) { unique, next in
        if !unique.contains(next) { unique.append(next) }
      }, own: own)
  }
}

extension MessageTemplate {
  /// A text of several lines has its subject in the first; one line is both.
  fileprivate init(
    _ template: ServiceSettings.TextTemplate, about state: StateWord, to audience: Audience
  ) throws(MessageTemplateProblem) {
    let text = template.text.value
    let first = text.prefix { !$0.isNewline }
    let rest = text.dropFirst(first.count).drop(while: \.isNewline)
    try self.init(subject: String(first), text: rest.isEmpty ? text : String(rest), about: state, to: audience)
  }
}
