public import Planner

/// What an order has come to, as the person who bought it understands it.
public enum CustomerState: Hashable, Sendable {
  /// The shop's message is here, and nothing is decided yet.
  case received
  case waiting(Obstacle)
  /// Its document is on the branch, and there is room for it.
  case deploying
  case running(Token)
  case suspended(Suspension)
  /// It is suspended, and nothing of it is deleted before that day.
  case ending(until: Day)
  case ended
  /// The last attempt failed: with what (a `FailureKind`'s word), and who does something about it.
  case failed(code: String, acts: Actor)
  /// What is seen of the bot, and not what the order has come to: it keeps crashing.
  case crashLoop
  /// What is seen of the bot: somebody started it without the token that it signs in with.
  case needsToken
  /// The server differs from what was left, and git did not ask for it.
  case drift

  /// What an order waits for.
  public enum Obstacle: String, Hashable, Sendable, CaseIterable {
    case payment, capacity
    /// A person of the shop looks at it.
    case review
    case panel
  }

  /// Whether the bot has what it signs in to Discord with.
  public enum Token: String, Hashable, Sendable, CaseIterable {
    case needed, given, unknown
  }

  /// Why a server does not run.
  public enum Suspension: Hashable, Sendable {
    case overdue, refunded, cancelled
    /// The order says so.
    case inOrder
    /// Somebody did it on the panel.
    case byHand
    /// What was bought has ended: its last day.
    case periodOver(Day)
  }

  /// Who does something about a failure.
  public enum Actor: String, Hashable, Sendable, CaseIterable {
    /// Nobody has to: it is tried again.
    case itself
    case staff
  }

  /// Its name in rules, templates and messages.
  public var word: StateWord {
    switch self {
    case .received: .received
    case .waiting: .waiting
    case .deploying: .deploying
    case .running: .running
    case .suspended: .suspended
    case .ending: .ending
    case .ended: .ended
    case .failed: .failed
    case .crashLoop: .crashLoop
    case .needsToken: .needsToken
    case .drift: .drift
    }
  }

  /// Equal for what is told once: `suspended/overdue`. A bot that got its token is told of no second start; a failure that changes its
  /// name with every attempt is one failure.
  var key: String {
    switch self {
    case .received, .deploying, .running, .ended, .crashLoop, .needsToken, .drift: word.rawValue
    case .waiting(let obstacle): "\(word.rawValue)/\(obstacle.rawValue)"
    case .suspended(let why): "\(word.rawValue)/\(why.reason.rawValue)"
    case .ending(let until): "\(word.rawValue)/\(until)"
    case .failed(_, let actor): "\(word.rawValue)/\(actor.rawValue)"
    }
  }
}

/// The name of a state.
public enum StateWord: String, Hashable, Sendable, CaseIterable {
  case received, waiting, deploying, running, suspended, ending, ended, failed
  case crashLoop = "crash-loop"
  case needsToken = "needs-token"
  case drift

  /// Whether it is something that happens beside what the order has come to.
  var isEvent: Bool {
    switch self {
    case .crashLoop, .needsToken, .drift: true
    case .received, .waiting, .deploying, .running, .suspended, .ending, .ended, .failed: false
    }
  }
}

/// Why an order is where it is.
public enum Reason: String, Hashable, Sendable, CaseIterable {
  case payment, capacity, review, panel
  case overdue, refunded, cancelled
  case inOrder = "in-order"
  case byHand = "by-hand"
  case periodOver = "period-over"
  case triedAgain = "tried-again"
  case staffActs = "staff-acts"
}

extension CustomerState.Suspension {
  var reason: Reason {
    switch self {
    case .overdue: .overdue
    case .refunded: .refunded
    case .cancelled: .cancelled
    case .inOrder: .inOrder
    case .byHand: .byHand
    case .periodOver: .periodOver
    }
  }
}

extension CustomerState {
  /// Nil for a state that needs none.
  var reason: Reason? {
    switch self {
    case .waiting(.payment): .payment
    case .waiting(.capacity): .capacity
    case .waiting(.review): .review
    case .waiting(.panel): .panel
    case .suspended(let why): why.reason
    case .failed(_, .itself): .triedAgain
    case .failed(_, .staff): .staffActs
    case .received, .deploying, .running, .ending, .ended, .crashLoop, .needsToken, .drift: nil
    }
  }

  /// The day that belongs to it, if any.
  var day: Day? {
    switch self {
    case .ending(let until), .suspended(.periodOver(let until)): until
    case .received, .waiting, .deploying, .running, .suspended, .ended, .failed, .crashLoop, .needsToken, .drift: nil
    }
  }
}
