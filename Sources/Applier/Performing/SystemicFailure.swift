import Panel
import Planner

/// What is ill where a failure is no single order's, so that it befalls others as well.
enum SystemicFailure: Hashable, Sendable {
  /// The key is not let in, whatever is asked.
  case refusal
  /// The key may not do what all such changes need.
  case lack(Permission)
  /// No whole answer comes.
  case noResponse(Extent)
  /// The panel fails, or the web server before it.
  case failing(Extent)
  case maintenance
  /// The request limit stays spent.
  case limit
  /// What answers is no panel, or none that we know.
  case strangeness(Extent)
  /// The daemon of one node.
  case daemon(NodeID)

  /// What a panel that fails fails at.
  enum Extent: Hashable, Sendable {
    /// It does not even show what it has.
    case everything
    /// It shows what it has, and fails at one kind of action, by its word: a rule in an egg that it cannot run fails every create, and
    /// says nothing about suspensions.
    case only(String)
  }

  /// Nil where the failure says nothing about other orders.
  ///
  /// - Parameter action: what was under way.
  init?(_ failure: PanelFailure, at action: Action) {
    switch failure {
    // Addresses are looked for only where a planned one was taken.
    case .access(.permissionMissing(.allocations)): return nil
    case .access(.permissionMissing(let permission)): self = .lack(permission)
    case .access(.keyRefused), .access(.ownerIsNoAdmin), .access(.addressRefused), .access(.twoFactorRequired),
      .notAPanel(401), .notAPanel(403):
      self = .refusal
    case .noAnswer(.never, _), .untrusted: self = .noResponse(.everything)
    case .noAnswer(.perhaps, _): self = .noResponse(.only(action.word))
    // It has just shown the server, and names what it failed at: something hangs on this server that it cannot delete.
    case .failing(.perhaps, _, _?) where action == .delete: return nil
    case .failing(.never, _, _) where action.readsFirst: self = .failing(.everything)
    case .failing: self = .failing(.only(action.word))
    case .inMaintenance: self = .maintenance
    case .throttled: self = .limit
    case .notAPanel, .unreadable(.never, _): self = .strangeness(.everything)
    case .unreadable(.perhaps, _): self = .strangeness(.only(action.word))
    case .daemonFailed(let node?, _): self = .daemon(node)
    case .daemonFailed(nil, _): self = .failing(.only(action.word))
    case .outcomeUnknown(let cause): self.init(cause, at: action)
    case .unusableURL, .cancelled, .listKeepsMoving, .notFound, .taken, .noFreeAllocation, .rejected, .refused, .stale:
      return nil
    }
  }

  /// So many failures, with nothing done between them, are enough to try no more.
  var patience: Int {
    switch self {
    case .refusal, .lack: 1
    case .noResponse, .failing, .maintenance, .limit, .strangeness, .daemon: 5
    }
  }

  /// What it extends to; nil where that is not a matter of what is asked.
  private var extent: Extent? {
    switch self {
    case .noResponse(let extent), .failing(let extent), .strangeness(let extent): extent
    case .refusal, .lack, .maintenance, .limit, .daemon: nil
    }
  }

  /// Whether a change would suffer from it before anything of it is done. What is only recorded asks nothing of the panel.
  func befalls(_ change: Change) -> Bool {
    switch self {
    case .lack(.users), .lack(.writeUsers): change.customer != nil
    case .refusal, .lack, .noResponse(.everything), .failing(.everything), .maintenance, .limit,
      .strangeness(.everything):
      !change.actions.isEmpty
    case .noResponse(.only(let word)), .failing(.only(let word)), .strangeness(.only(let word)):
      change.actions.first?.word == word
    case .daemon(let node): change.nodeWhoseDaemonTakesPart == node
    }
  }

  /// Whether a change that was made shows that it is over.
  func isRefuted(by change: Change) -> Bool {
    if case .daemon(let node) = self { return node == change.nodeWhoseDaemonTakesPart }
    guard case .only(let word)? = extent else { return true }
    return change.actions.contains { $0.word == word }
  }

  /// Whether an order that failed so before, and fails so again, has a reason of its own for it.
  var mayBeOnesOwn: Bool {
    if case .only? = extent { true } else { false }
  }
}

extension Action {
  /// Whether its server or user is read just before, so that the panel is known to answer.
  fileprivate var readsFirst: Bool {
    switch self {
    case .createUser, .createServer: false
    case .linkUser, .link, .updateDetails, .updateBuild, .updateStartup, .suspend, .unsuspend, .delete: true
    }
  }
}

extension Change {
  /// The node whose daemon has to do its part; nil where none has. One that is down learns of updates later (recordings 41-051,
  /// 42-033).
  var nodeWhoseDaemonTakesPart: NodeID? {
    for action in actions {
      switch action {
      case .createServer(let new): return new.placement.node
      case .suspend, .unsuspend, .delete: return server?.node
      case .createUser, .linkUser, .link, .updateDetails, .updateBuild, .updateStartup: break
      }
    }
    return nil
  }
}
