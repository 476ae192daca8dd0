internal import Planner

extension Row {
  init(_ change: Change) {
    self.init(
      Mark(change), change.order, change.title, own: change.own, tally: change.placement?.nodeWords,
      facts: change.facts, differences: change.tellingDifferences, notes: change.notes.map(\.sentence))
  }
}

extension Change {
  /// What happens, in a few words that other orders may share.
  var title: String {
    switch kind {
    case .createUser: "panel user for a customer who has none"
    case .create: soldNow?.description ?? reasonWords
    case .update: soldMoved ?? reasonWords
    case .suspend, .unsuspend, .terminate: reasonWords
    case .adopt: "the panel has its server already: only recorded"
    }
  }

  /// What is not shared with any other order.
  fileprivate var own: String? {
    for action in actions {
      if case .createUser(let user) = action { return "\(user.externalID), \(user.email)" }
      if case .createServer(let server) = action { return server.placement.words }
    }
    return nil
  }

  fileprivate var facts: [String] {
    var facts: [String] = []
    for case .createServer(let server) in actions { facts.append(server.spec.build.words) }
    if kind == .terminate, let server {
      facts.append("server \(server.id) (\(server.uuid)) is deleted with all its files, databases and backups")
    }
    return facts
  }

  /// Without the suspension where the row's word says it already.
  fileprivate var tellingDifferences: [Difference] {
    differences.filter { $0.field != .suspended || !$0.cause.words.isEmpty }
  }

  /// `tier starter -> pro`; nil where the same is sold as before, or it is not known.
  private var soldMoved: String? {
    guard let before = soldBefore, let now = soldNow, before != now else { return nil }
    if before.addons == now.addons { return "tier \(before.tier) -> \(now.tier)" }
    return "\(before) -> \(now)"
  }

  private var reasonWords: String {
    let rest = reasons.filter { $0 != .amended && $0 != .drifted }.map(\.words)
    let edits: [String] =
      switch (reasons.contains(.amended), reasons.contains(.drifted)) {
      case (true, true): ["changed in git and on the panel"]
      case (true, false): [Reason.amended.words]
      case (false, true): [Reason.drifted.words]
      case (false, false): []
      }
    return (rest + edits).joined(separator: ", ")
  }
}

extension Change.Reason {
  var words: String {
    switch self {
    case .ordered: "ordered"
    case .amended: "changed in git"
    case .drifted: "changed on the panel, not in git"
    case .adopted: "the panel had its server already"
    case .recreated: "made again, as asked"
    case .cancelled: "cancelled"
    case .overdue: "payment is overdue"
    case .refunded: "payment was refunded"
    case .suspendedInOrder: "suspended in the order"
    case .resumed: "active again"
    case .terminated(let since): since.map { "terminated since \($0)" } ?? "terminated"
    case .removed: "its order was removed"
    }
  }
}

extension Change.Note {
  var sentence: String {
    switch self {
    case .startupAtNextStart: "takes effect at the bot's next start"
    case .buildAtNextStartIfDaemonIsDown: "takes effect at the next start where the node's daemon is down"
    case .panelMailsNewUser: "the panel mails the new user"
    case .installationGivenUp(let seconds): "still installing after \(duration(seconds)): no longer waited for"
    case .dueOn(let day): "its server is deleted on \(day) or later"
    }
  }
}

extension Placement {
  fileprivate var nodeWords: String { "node \(node) (\(nodeName))" }
  fileprivate var words: String { "\(nodeWords), \(allocation.address)" }
}

extension ServerSpec.Build {
  /// `memory 1536MiB · cpu 150% · disk 3GiB · 1 database · 3 backups`; what is zero or the usual is left out.
  fileprivate var words: String {
    var words = ["memory \(memory.limitWords)", "cpu \(cpu == 0 ? "unlimited" : "\(cpu)%")", "disk \(disk.limitWords)"]
    if swap.count != 0 { words.append("swap \(swap.count < 0 ? "unlimited" : swap.description)") }
    if io != 500 { words.append("io \(io)") }
    if let threads { words.append("threads \(threads)") }
    if databases > 0 { words.append(counted(databases, "database")) }
    if backups > 0 { words.append(counted(backups, "backup")) }
    if allocations > 0 { words.append(counted(allocations, "allocation")) }
    return words.joined(separator: " · ")
  }
}

extension Mebibytes {
  /// On the panel 0 is no limit.
  fileprivate var limitWords: String { count == 0 ? "unlimited" : description }
}

extension Difference.Cause {
  /// Who moved it, where that is worth a word.
  var words: String {
    switch self {
    case .edited, .unrecorded: ""
    case .drifted: "(changed on the panel)"
    case .conflicting: "(changed in git and on the panel: git wins)"
    }
  }
}
