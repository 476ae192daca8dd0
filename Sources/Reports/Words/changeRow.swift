import Planner

extension Row {
  init(_ change: Change) {
    self.init(
      Mark(change), change.order, change.title, own: change.own, tally: change.placement?.nodeWords,
      facts: change.facts, differences: change.tellingDifferences,
      notes: change.notes.map(\.sentence) + waysOut(of: change.differences, on: change.order))
  }
}

extension Row {
  /// A change that was there before the revision that the plan is about.
  init(pending change: Change) {
    self.init(
      .pending, change.order, "\(change.kind.rawValue): \(change.title)", own: change.own,
      tally: change.placement?.nodeWords)
  }
}

extension Change {
  /// What is not shared with any other order.
  fileprivate var own: String? {
    for action in actions {
      if case .createUser(let user) = action { return "\(user.externalID), \(user.email)" }
      if case .linkUser(let link) = action { return "panel user \(link.user), customer \(link.externalID)" }
      if case .createServer(let server) = action { return server.placement.words }
    }
    return nil
  }

  fileprivate var facts: [String] {
    var facts: [String] = []
    for case .createServer(let server) in actions { facts += [server.ownerWords, server.spec.build.words] }
    if isTakeover || isLink, let server { facts.append("server \(server.id) (\(server.uuid)) on node \(server.node)") }
    if kind == .terminate, let server {
      facts.append("server \(server.id) (\(server.uuid)) is deleted with all its files, databases and backups")
    }
    return facts
  }

  /// Without the suspension where the row's word says it already.
  fileprivate var tellingDifferences: [Difference] {
    differences.filter { $0.field != .suspended || !$0.cause.words.isEmpty }
  }
}

extension Change.Note {
  var sentence: String {
    switch self {
    case .startupAtNextStart: "startup and variables reach the bot at its next start"
    case .buildAtNextStartIfDaemonIsDown:
      "limits take effect at once, or at the next start if the node's daemon is down now"
    case .madeByEgg(let egg): "made by egg \(egg)"
    case .eggChanges(let from, let to):
      "dangerous: egg \(from) becomes egg \(to). Its files stay as egg \(from) installed them, for nothing is reinstalled; "
        + "the customer keeps the values of variables that both eggs have"
    case .customersVariablesNotInEgg(let names, let egg):
      "egg \(egg) has no \(names.map { "`\($0)`" }.joined(separator: ", ")): the bot no longer sees what the customer has there; "
        + "the panel keeps it with the former egg"
    case .panelMailsNewUser: "the panel mails the new user"
    case .newerPanelsRefuseEmail: "panels from 1.14 on refuse this kind of e-mail address"
    case .installationGivenUp(let seconds):
      "still installing after \(duration(seconds)); the suspension no longer waits"
    case .originBeyondHistory:
      "this clone's history ends too early to decide whether an earlier run created it; `git fetch --unshallow` fetches the rest"
    case .dueOn(let day): "its server is deleted on \(day) or later"
    }
  }
}

extension Placement {
  fileprivate var nodeWords: String { "node \(node) (\(nodeName))" }
  fileprivate var words: String { "\(nodeWords), \(allocation.address)" }
}

extension NewServer {
  /// Whose server it becomes.
  fileprivate var ownerWords: String {
    switch (customer, spec.details.owner) {
    case (let customer?, .user(let id)): "for customer \(customer), panel user \(id)"
    case (_, .created(let customer)): "for customer \(customer), a new panel user"
    case (nil, .user(let id)): "for the fleet's own panel user \(id)"
    }
  }
}

extension ServerSpec.Build {
  /// `memory 1536MiB · cpu 150% · disk 3GiB · 1 database · 3 backups`; what is zero or the usual is left out.
  var words: String {
    var words = ["memory \(memory.limitWords)", "cpu \(cpu == 0 ? "unlimited" : "\(cpu)%")", "disk \(disk.limitWords)"]
    if swap.count != 0 { words.append("swap \(swap.count < 0 ? "unlimited" : swap.description)") }
    if io != 500 { words.append("io \(io)") }
    if let threads { words.append("threads \(threads)") }
    switch databases {
    case nil: words.append("unlimited databases")
    case 0?: break
    case let databases?: words.append(counted(databases, "database"))
    }
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
    case .conflicting: "(changed in git and on the panel; git wins)"
    }
  }
}

/// What can become of what another hand moved; nothing where none did.
func waysOut(of differences: [Difference], on order: OrderID) -> [String] {
  let drifted = differences.filter(\.cause.isDrift).map(\.field)
  if drifted.isEmpty { return [] }
  var ways = ["apply puts it back", "to take it over: botfleet plan --accept-drift \(order)"]
  let paths = drifted.filter { $0 != .suspended }.map(\.path)
  if !paths.isEmpty {
    let named = paths.prefix(3).joined(separator: ", ") + (paths.count > 3 ? ", …" : "")
    ways.append("to leave it: ignore: [\(named)]")
  }
  return [ways.joined(separator: "; ")]
}
