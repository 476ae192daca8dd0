import Panel
import Planner

/// What is broken where a failure is not a single order's, so that it affects others as well.
enum SystemicFailure: Hashable, Sendable {
  /// The key is not accepted, whatever the request.
  case refusal
  /// The key lacks a permission that all such changes need.
  case lack(Permission)
  /// No whole answer comes.
  case noResponse(Extent)
  /// The panel fails, or the web server in front of it.
  case failing(Extent)
  case maintenance
  /// The request limit stays used up.
  case limit
  /// What answers is not a panel, or none that is known.
  case strangeness(Extent)
  /// The daemon of one node.
  case daemon(NodeID)

  /// What a failing panel fails at.
  enum Extent: Hashable, Sendable {
    /// It does not even show what it has.
    case everything
    /// It shows what it has, and fails at one kind of action, given by its word: a rule in an egg that it cannot run
    /// fails every create, and says nothing about suspensions.
    case only(String)
  }

  /// Nil where the failure says nothing about other orders.
  ///
  /// - Parameter action: what was under way.
  init?(_ failure: PanelFailure, at action: Action) {
    switch failure {
    // Addresses are only looked for where a planned one was taken.
    case .access(.permissionMissing(.allocations)): return nil
    case .access(.permissionMissing(let permission)): self = .lack(permission)
    case .access(.keyRefused), .access(.ownerIsNoAdmin), .access(.addressRefused), .access(.twoFactorRequired),
      .notAPanel(401), .notAPanel(403):
      self = .refusal
    case .noAnswer(.never, _), .untrusted: self = .noResponse(.everything)
    case .noAnswer(.perhaps, _): self = .noResponse(.only(action.word))
    // The panel has just shown the server, and says at what it failed: something attached to this server cannot be
    // deleted.
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

  /// How many failures, with no success between them, are enough to stop trying.
  var patience: Int {
    switch self {
    case .refusal, .lack: 1
    case .noResponse, .failing, .maintenance, .limit, .strangeness, .daemon: 5
    }
  }

  /// What it extends to; nil where that does not depend on the request.
  private var extent: Extent? {
    switch self {
    case .noResponse(let extent), .failing(let extent), .strangeness(let extent): extent
    case .refusal, .lack, .maintenance, .limit, .daemon: nil
    }
  }

  /// Whether a change would run into it before any of it is done. A change that is only recorded asks nothing of the
  /// panel.
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

  /// Whether a change that succeeded shows that it is over.
  func isRefuted(by change: Change) -> Bool {
    if case .daemon(let node) = self { return node == change.nodeWhoseDaemonTakesPart }
    guard case .only(let word)? = extent else { return true }
    return change.actions.contains { $0.word == word }
  }

  /// Whether an order that failed like this before, and fails like this again, has a reason of its own.
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
  /// The node whose daemon has to do its part; nil where none has. A daemon that is down learns of updates later
  /// (recordings 41-051, 42-033).
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
