extension Change {
  /// What happens, in a few words that other orders may share.
  public var title: String {
    if isTakeover { return [Reason.takenOver.words, takeoverWords].joined(separator: ": ") }
    return isLink ? [Reason.linked.words, takeoverWords].joined(separator: ": ") : titleOfOwn
  }

  private var titleOfOwn: String {
    switch kind {
    case .createUser: "panel user for a customer who has none"
    case .linkUser: "links a panel user to the customer whom the order names"
    case .create: soldNow?.description ?? reasonWords
    case .link, .update: soldMoved.map { (weighty + [$0]).joined(separator: ", ") } ?? reasonWords
    case .suspend, .unsuspend, .terminate: reasonWords
    case .adopt: "the panel already has its server; only recorded"
    }
  }

  /// What becomes of a server that this fleet did not make.
  private var takeoverWords: String {
    let silent: [Reason] = [.takenOver, .linked, .amended, .drifted]
    let rest = reasons.filter { !silent.contains($0) }.map(\.words)
    switch kind {
    case .createUser, .linkUser, .create, .adopt: return "only recorded"
    case .link:
      let isChanged = differences.contains { $0.field != .suspended && $0.field != .owner }
      let words = (isChanged ? ["changed to match the order"] : []) + rest
      return words.isEmpty ? "nothing else of it changes" : words.joined(separator: ", ")
    case .update: return (["changed to match the order"] + rest).joined(separator: ", ")
    case .suspend: return (["suspended"] + rest).joined(separator: ", ")
    case .unsuspend: return (["unsuspended"] + rest).joined(separator: ", ")
    case .terminate: return (["deleted"] + rest).joined(separator: ", ")
    }
  }

  /// `tier starter -> pro`; nil where the same is sold as before, or it is not known.
  private var soldMoved: String? {
    guard let before = soldBefore, let now = soldNow, before != now else { return nil }
    if before.addons == now.addons { return "tier \(before.tier) -> \(now.tier)" }
    return "\(before) -> \(now)"
  }

  /// What no other words may push aside: whose the server becomes, and what is taken from its customer.
  private var weighty: [String] {
    reasons.filter { reason in
      if case .transferred = reason { true } else { reason == .overridden }
    }.map(\.words)
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
  /// Why, in a few words.
  public var words: String {
    switch self {
    case .ordered: "ordered"
    case .amended: "changed in git"
    case .drifted: "changed on the panel, not in git"
    case .takenOver: "takes over a server that this fleet did not create"
    case .linked: "links the server that the order names"
    case .adopted: "the panel already had its server"
    case .recreated: "created again, as requested"
    case .cancelled: "cancelled"
    case .overdue: "payment is overdue"
    case .refunded: "payment was refunded"
    case .suspendedInOrder: "suspended in the order"
    case .ended(let until): "ordered until \(until)"
    case .resumed: "active again"
    case .terminated(let since): since.map { "terminated since \($0)" } ?? "terminated"
    case .removed: "its order was removed"
    case .overridden: "overrides a value that the customer set"
    case .transferred(let customer): "moves to \(customer.map { "customer \($0)" } ?? "the fleet's own user")"
    }
  }
}
