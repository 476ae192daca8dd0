import Planner

/// What one message says, as it waits on disk and as receivers of ours get it; each channel makes its own words of it.
struct Notice: Hashable, Sendable {
  let fleet: String
  let order: String
  let customer: String?
  let word: StateWord
  let reason: Reason?
  let day: Day?
  /// A failure's word.
  let code: String?
  let token: CustomerState.Token?
  let tier: String?
  let name: String?
  let at: Instant
  let cause: String

  /// - Parameter now: when it was noticed, for a state of which nobody knows when it was reached.
  init(of reached: ReachedState, fleet: String, now: Instant) {
    self.fleet = fleet
    order = reached.order.text
    customer = reached.customer
    word = reached.state.word
    reason = reached.state.reason
    day = reached.state.day
    if case .failed(let word, _) = reached.state { code = word } else { code = nil }
    if case .running(let known) = reached.state { token = known } else { token = nil }
    tier = reached.tier
    name = reached.name
    at = reached.at ?? now
    cause = reached.cause
  }

  /// Keys without a value are left out.
  var json: JSONValue {
    let texts: [(String, String?)] = [
      ("fleet", fleet), ("order", order), ("customer", customer), ("state", word.rawValue),
      ("reason", reason?.rawValue),
      ("until", day?.description), ("code", code), ("token", token?.rawValue), ("tier", tier), ("name", name),
      ("at", at.description), ("cause", cause),
    ]
    return .object(texts.compactMap { key, text in text.map { .init(key, .string($0)) } })
  }

  /// Reads it back; nil where another version wrote it, with words that this one does not have.
  init?(_ content: String) {
    guard case .object(let members)? = try? parseJSON(Array(content.utf8)) else { return nil }
    var texts: [String: String] = [:]
    for member in members { if case .string(let text) = member.value { texts[member.key] = text } }
    guard let fleet = texts["fleet"], let order = texts["order"], let word = texts["state"].flatMap(StateWord.init),
      let at = texts["at"].flatMap({ Instant($0) }), let cause = texts["cause"]
    else { return nil }
    (self.fleet, self.order, self.word, self.at, self.cause) = (fleet, order, word, at, cause)
    (customer, code, tier, name) = (texts["customer"], texts["code"], texts["tier"], texts["name"])
    reason = texts["reason"].flatMap(Reason.init)
    day = texts["until"].flatMap { Day($0) }
    token = texts["token"].flatMap(CustomerState.Token.init)
  }
}
