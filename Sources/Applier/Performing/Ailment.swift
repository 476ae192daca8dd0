import Panel
import Planner

/// What is ill where a failure is no single order's, so that it befalls others as well.
enum Ailment: Hashable, Sendable {
  /// The key is not let in, whatever is asked.
  case refusal
  /// The key may not do what all such changes need.
  case lack(Permission)
  /// No whole answer comes.
  case silence
  /// The panel fails, or the web server before it.
  case failing
  case maintenance
  /// The request limit stays spent.
  case limit
  /// What answers is no panel, or none that we know.
  case strangeness
  /// The daemon of one node.
  case daemon(NodeID)

  /// Nil where the failure says nothing about other orders.
  init?(_ failure: PanelFailure) {
    switch failure {
    // Addresses are looked for only where a planned one was taken.
    case .access(.permissionMissing(.allocations)): return nil
    case .access(.permissionMissing(let permission)): self = .lack(permission)
    case .access(.keyRefused), .access(.ownerIsNoAdmin), .access(.addressRefused), .access(.twoFactorRequired),
      .notAPanel(401), .notAPanel(403):
      self = .refusal
    case .noAnswer, .untrusted: self = .silence
    case .failing: self = .failing
    case .inMaintenance: self = .maintenance
    case .throttled: self = .limit
    case .notAPanel, .unreadable: self = .strangeness
    case .daemonFailed(let node?, _): self = .daemon(node)
    case .daemonFailed(nil, _): self = .failing
    case .fateUnknown(let cause): self.init(cause)
    case .unusableURL, .cancelled, .listKeepsMoving, .noSuch, .taken, .noFreeAllocation, .rejected, .refused, .stale:
      return nil
    }
  }

  /// So many failures, with nothing done between them, are enough to try no more.
  var patience: Int {
    switch self {
    case .refusal, .lack: 1
    case .silence, .failing, .maintenance, .limit, .strangeness, .daemon: 5
    }
  }

  /// Whether a change would suffer from it. What is only recorded asks nothing of the panel.
  func befalls(_ change: Change) -> Bool {
    switch self {
    case .lack(.users), .lack(.writeUsers): change.customer != nil
    case .refusal, .lack, .silence, .failing, .maintenance, .limit, .strangeness: !change.actions.isEmpty
    case .daemon(let node): change.nodeWhoseDaemonTakesPart == node
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
      case .createUser, .updateDetails, .updateBuild, .updateStartup: break
      }
    }
    return nil
  }
}
