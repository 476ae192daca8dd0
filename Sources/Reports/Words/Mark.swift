internal import Planner

/// What a row of a plan is about, weighed: the order of the cases is the order of the rows.
enum Mark: String, CaseIterable, Hashable {
  case createUser = "create-user"
  case create
  case adopt
  case unsuspend
  /// An edit of the catalog, and all that it changes.
  case catalog
  case update
  /// An update that takes over what the customer decided.
  case override
  /// An update by which the server becomes another's.
  case transfer
  /// Whatever becomes of a server that this fleet did not make.
  case takeover
  /// A panel user whom nobody here made becomes a customer.
  case linkUser = "link-user"
  /// Whatever becomes of a server that the order names.
  case link
  case drift
  case suspend
  case terminate
  /// What a revision makes of the rules that its reviewers rely on.
  case rule
  case pending
  case waiting
  case vanished
  case orphan
  case notice

  /// The sign before the row.
  var symbol: String {
    switch self {
    case .createUser, .create: "+"
    case .adopt: "="
    case .unsuspend: ">"
    case .catalog: "*"
    case .update: "~"
    case .override, .takeover, .linkUser, .link: "!"
    case .transfer: "@"
    case .drift: "!"
    case .suspend: "|"
    case .terminate: "-"
    case .rule: "!"
    case .pending: "·"
    case .waiting: "…"
    case .vanished, .orphan: "?"
    case .notice: "i"
    }
  }

  var ink: Ink {
    switch self {
    case .createUser, .create, .adopt, .unsuspend: .new
    case .catalog, .update: .changed
    case .override, .takeover, .linkUser, .link, .drift, .terminate, .rule, .vanished: .danger
    case .transfer, .suspend, .orphan, .notice: .caution
    case .pending, .waiting: .waiting
    }
  }

  /// Whether rows of this kind are shown one by one however long the plan is.
  var attention: Attention {
    switch self {
    case .catalog, .override, .takeover, .linkUser, .link, .transfer, .drift, .suspend, .terminate, .rule, .vanished:
      .eachByItself
    case .createUser, .create, .adopt, .unsuspend, .update, .pending, .waiting, .orphan, .notice: .together
    }
  }

  enum Attention {
    case eachByItself
    case together
  }

  init(_ change: Change) {
    self =
      switch change.kind {
      case _ where change.isTakeover: .takeover
      case _ where change.isLink: .link
      case .createUser: .createUser
      case .linkUser: .linkUser
      case .link: .link
      case .create: .create
      case .adopt: .adopt
      // A server that somebody suspended by hand would run again: that is no row among many.
      case .unsuspend: change.isOverride ? .override : change.hasDrift ? .drift : .unsuspend
      case .update: change.isOverride ? .override : change.hasDrift ? .drift : change.hasTransfer ? .transfer : .update
      case .suspend: .suspend
      case .terminate: .terminate
      }
  }
}

extension Change {
  fileprivate var hasTransfer: Bool { differences.contains { $0.field == .owner } }

  fileprivate var isOverride: Bool { reasons.contains(.overridden) }

  /// Whether another hand moved something that this change puts back.
  fileprivate var hasDrift: Bool {
    differences.contains(where: \.cause.isDrift)
  }
}
