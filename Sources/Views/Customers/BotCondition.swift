import Health
public import Notify
public import Planner

/// How a bot is, as whoever bought it understands it: where its order has come to, and where that runs, what is seen of it.
public enum BotCondition: Hashable, Sendable {
  case received
  case waiting(CustomerState.Obstacle)
  /// It is being made.
  case deploying
  case installing
  case running, starting, stopping
  case offline(Rest)
  case crashed
  case crashLoop
  case needsToken
  case suspended(CustomerState.Suspension)
  /// It is suspended, and deleted after that day.
  case ending(Day)
  case ended
  case failed(CustomerState.Actor)
  /// It should run, and nobody knows now whether it does.
  case unknown(Blind)

  /// Why a bot is down that has not crashed.
  public enum Rest: Hashable, Sendable {
    /// Nobody has started it yet.
    case new
    /// Somebody stopped it, or the panel did and nobody has started it since.
    case stopped
    /// It went down just now, and it cannot be told yet whether for good.
    case justDown
  }

  /// Why nobody knows.
  public enum Blind: Hashable, Sendable {
    case unreachable, notLooked
    /// Nobody looks at bots here.
    case unwatched
  }

  /// - Parameters:
  ///   - declared: nil where git says nothing that a customer is told.
  ///   - heard: what intake knows of a server that is not there yet.
  init(declared: CustomerState?, heard: CustomerState?, hasServer: Bool, seen: BotState?, reason: BotReason?) {
    if !hasServer, let heard, declared == nil || declared == .deploying || declared?.word == .waiting {
      self = BotCondition(heard)
      return
    }
    switch declared {
    case .running?, .deploying?, .drift?, .crashLoop?, .needsToken?:
      self = hasServer ? BotCondition(seen: seen, reason, isDeploying: declared == .deploying) : .deploying
    case .failed?: self = seen?.isUp == true ? .running : BotCondition(declared ?? .received)
    case let state?: self = BotCondition(state)
    case nil: self = hasServer ? BotCondition(seen: seen, reason, isDeploying: false) : .received
    }
  }

  private init(_ state: CustomerState) {
    switch state {
    case .received: self = .received
    case .waiting(let obstacle): self = .waiting(obstacle)
    case .deploying: self = .deploying
    case .running: self = .running
    case .suspended(let why): self = .suspended(why)
    case .ending(let until): self = .ending(until)
    case .ended: self = .ended
    case .failed(_, let acts): self = .failed(acts)
    case .crashLoop: self = .crashLoop
    case .needsToken: self = .needsToken
    case .drift: self = .running
    }
  }

  private init(seen: BotState?, _ reason: BotReason?, isDeploying: Bool) {
    switch seen {
    case nil: self = isDeploying ? .installing : .unknown(.unwatched)
    case .running?: self = .running
    case .starting?: self = .starting
    case .stopping?: self = .stopping
    case .offline?:
      self = .offline(reason == .neverStarted ? .new : reason == .justDown ? .justDown : .stopped)
    case .crashed?: self = .crashed
    case .crashLoop?: self = .crashLoop
    case .needsToken?: self = .needsToken
    case .suspended?: self = .suspended(.byHand)
    case .installing?: self = .installing
    case .unknown?: self = isDeploying ? .installing : .unknown(reason == .notLooked ? .notLooked : .unreachable)
    }
  }

  /// How it is to be shown: what matters before anybody reads the words.
  public enum Tone: String, Hashable, Sendable { case good, busy, idle, warning, bad }

  public var tone: Tone {
    switch self {
    case .running: .good
    case .received, .deploying, .installing, .starting, .stopping: .busy
    case .offline, .ended, .unknown: .idle
    case .waiting, .needsToken, .suspended, .ending: .warning
    case .crashed, .crashLoop, .failed: .bad
    }
  }

  /// Whether its server lets itself be started and stopped.
  var takesPower: Bool {
    switch self {
    case .running, .starting, .stopping, .offline, .crashed, .crashLoop, .needsToken, .unknown(.unwatched): true
    case .received, .waiting, .deploying, .installing, .suspended, .ending, .ended, .failed, .unknown: false
    }
  }
}
