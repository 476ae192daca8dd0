public import Planner

/// What this server did to a bot and no commit says: a start, a stop, a restart.
public struct ServerFact: Hashable, Sendable {
  /// Unique: a fact that is told again is written once. 36 characters of a uuid.
  public let id: String
  public let order: OrderID
  public let at: Instant
  public let kind: Kind
  /// Who asked for it: an administrator's name, or nil for the customer or the server itself.
  public let actor: String?
  /// Whether it was the order's customer.
  public let isCustomers: Bool
  /// More, for the operators.
  public let detail: String?

  /// The id of a fact that a text tells from all others.
  public static func id(of text: String) -> String { uuid(of: text) }

  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A person sent a power signal.
    case start, stop, restart
    /// The server started a bot that had gone down.
    case restarted
    /// It gave up on a bot that goes down again and again.
    case crashLoop = "crash-loop"
  }

  public init(
    id: String, order: OrderID, at: Instant, _ kind: Kind, by actor: String? = nil, isCustomers: Bool = false,
    detail: String? = nil
  ) {
    (self.id, self.order, self.at, self.kind) = (id, order, at, kind)
    (self.actor, self.isCustomers, self.detail) = (actor, isCustomers, detail)
  }
}

extension LogRow {
  init(_ fact: ServerFact, customer: String?) {
    self.init(
      id: fact.id, order: fact.order, customer: customer, at: fact.at, commit: nil, step: 0, kind: fact.kind.rawValue,
      isShown: true, message: fact.sentence, code: nil, changes: [],
      actor: fact.isCustomers ? "the customer" : fact.actor.map(withoutAddresses), runURL: nil, request: nil,
      detail: fact.detail.map(withoutAddresses))
  }
}

extension ServerFact {
  fileprivate var sentence: String {
    let by = isCustomers ? "" : " by the staff"
    return switch kind {
    case .start: "the bot was started\(by)"
    case .stop: "the bot was stopped\(by)"
    case .restart: "the bot was restarted\(by)"
    case .restarted: "the bot had gone down, and was started again"
    case .crashLoop: "the bot goes down after every start, and is not started again"
    }
  }
}
