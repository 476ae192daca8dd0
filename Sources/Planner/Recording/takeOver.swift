extension Fleet {
  /// Decides which of the results on the waiting branch are believed.
  ///
  /// Signed results are believed unless the panel has another server. Of unsigned ones, only what the panel confirms is
  /// believed: they cannot claim a server that is older than its order, or a variable whose value on the panel is
  /// different, and no day in them may be earlier than git and the panel show.
  public func takingOver(
    _ waiting: WaitingRecords, seenAs observation: Observation, asOf: Instant
  ) -> TakenOver {
    let belief = Belief(
      fleet: self, servers: ServerIndex(observation.servers), voucher: waiting.voucher, asOf: asOf)
    var taken: [OrderResult] = []
    var evidence = evidence
    evidence.waitingBranch = waiting.branch
    evidence.leftBehind = waiting.leftBehind
    for (order, claimed) in waiting.results.sorted(by: { $0.key < $1.key })
    where claimed != results[order] && rest?.known.contains(order) != true {
      switch belief.verdict(on: claimed) {
      case .believed(let result):
        guard result != results[order] else { continue }
        taken.append(result)
        evidence.waiting.insert(order)
      case .covered: break
      case .left(let why): evidence.leftBehind.append(LeftBehind(resultPath(of: order), why))
      }
    }
    return TakenOver(results: taken, fleet: recording(taken).knowing(evidence))
  }
}

/// How far a result is believed.
private enum Verdict {
  case believed(OrderResult)
  /// The branch already records the same.
  case covered
  case left(LeftBehind.Reason)
}

private struct Belief {
  let fleet: Fleet
  let servers: ServerIndex
  let voucher: WaitingRecords.Voucher
  let asOf: Instant
  let orders: [OrderID: Order]

  /// How many seconds the panel's clock may differ from that of whoever committed an order.
  private static let clocksDiffer = 600

  init(fleet: Fleet, servers: ServerIndex, voucher: WaitingRecords.Voucher, asOf: Instant) {
    self.fleet = fleet
    self.servers = servers
    self.voucher = voucher
    self.asOf = asOf
    orders = Dictionary(fleet.orders.map { ($0.id, $0) }) { first, _ in first }
  }

  func verdict(on claimed: OrderResult) -> Verdict {
    let id = claimed.order
    let recorded = fleet.results[id]
    guard !fleet.unreadable.contains(id) else { return .left(.unreadable) }
    let order = orders[id]
    guard order != nil || recorded != nil else { return .left(.noResult) }
    guard claimed.latestDay <= asOf.day, claimed.applied.map({ $0.at.day <= asOf.day }) ?? true else {
      return .left(.future)
    }
    switch (claimed.livingServer, servers[id]) {
    case (let server?, let found?):
      guard server.isSeen(in: found) else { return .left(.panelDiffers) }
      if voucher == .signature { return .believed(claimed) }
      if recorded?.livingServer?.packedUUID != server.packedUUID {
        guard recorded?.livingServer == nil else { return .left(.panelDiffers) }
        // Whoever reviewed an order that names the server has seen it.
        guard let order, order.server?.value == found.uuid || isYounger(found, than: order) else {
          return .left(.olderThanOrder)
        }
      }
      return .believed(claimed.confirmed(by: found, order, in: fleet, recorded: recorded, asOf: asOf))
    case (let server?, nil):
      if voucher == .signature { return .believed(claimed) }
      return recorded?.livingServer?.packedUUID == server.packedUUID ? .covered : .left(.panelDiffers)
    case (nil, let found):
      if voucher == .signature { return found == nil ? .believed(claimed) : .covered }
      guard claimed.phase == .terminated else {
        return recorded?.livingServer == nil ? .covered : .left(.panelDiffers)
      }
      return end(claimed, of: order, found, recorded)
    }
  }

  /// An end is believed where the order wants it, and the panel has nothing left of the server.
  private func end(
    _ claimed: OrderResult, of order: Order?, _ found: ObservedServer?, _ recorded: OrderResult?
  ) -> Verdict {
    let isWanted = order.map { $0.state == .terminated && !$0.isProtected } ?? true
    let remains = [claimed.server?.uuid, recorded?.server?.uuid].compactMap(\.self).contains {
      servers[uuid: $0] != nil
    }
    guard isWanted, found == nil, !remains else { return .left(.panelDiffers) }
    return .believed(
      OrderResult(
        order: claimed.order, phase: .terminated, since: claimed.since, server: recorded?.server,
        applied: recorded?.applied, terminatingSince: claimed.terminatingSince ?? recorded?.terminatingSince,
        orphanedSince: order == nil ? claimed.orphanedSince ?? recorded?.orphanedSince : nil, failure: nil))
  }

  /// Whether a server was created after its order was committed. An older server may belong to somebody else, whatever
  /// the order says, so people have to review the takeover first.
  private func isYounger(_ server: ObservedServer, than order: Order) -> Bool {
    guard let declared = fleet.evidence.declaredAt[order.id] else { return false }
    return declared.seconds <= server.createdAt.seconds + Self.clocksDiffer
  }
}

extension OrderResult {
  /// The latest of the days that it names.
  fileprivate var latestDay: Day { max(since, terminatingSince ?? since, orphanedSince ?? since) }

  /// The result as the panel confirms it.
  fileprivate func confirmed(
    by found: ObservedServer, _ order: Order?, in fleet: Fleet, recorded: OrderResult?, asOf: Instant
  ) -> OrderResult {
    let phase = Phase(showing: found.status) ?? recorded?.phase ?? .running
    let earliest = max(found.createdAt.day, found.spec.isSuspended ? found.updatedAt.day : found.createdAt.day)
    let isEnding = order?.state == .terminated && order?.isProtected == false
    let terminating =
      isEnding ? terminatingSince.map { max($0, earliest, fleet.evidence.terminatedOn[self.order] ?? $0) } : nil
    let mayBeOrphaned = order == nil && (found.spec.isSuspended || fleet.settings.policy.removed == .keep)
    return OrderResult(
      order: self.order, phase: phase, since: phase == self.phase ? max(since, found.createdAt.day) : asOf.day,
      server: server?.confirmed(by: found, recorded: recorded?.livingServer),
      applied: applied.map { $0.confirmed(by: found, order, in: fleet, recorded: recorded?.applied) },
      terminatingSince: terminating ?? (isEnding ? recorded?.terminatingSince : nil),
      orphanedSince: (mayBeOrphaned ? orphanedSince : nil) ?? (order == nil ? recorded?.orphanedSince : nil),
      suspendedByHandSince: found.spec.isSuspended ? suspendedByHandSince ?? recorded?.suspendedByHandSince : nil,
      failure: recorded?.failure)
  }
}

extension OrderResult.Phase {
  /// What a server's status says of its phase; nil for a status that nobody knows.
  fileprivate init?(showing status: ServerStatus) {
    switch status {
    case .installing: self = .installing
    case .installFailed: self = .failed
    case .suspended: self = .suspended
    case .ready, .reinstallFailed, .restoringBackup: self = .running
    case .unfamiliar: return nil
    }
  }
}

extension OrderResult.Server {
  fileprivate func isSeen(in found: ObservedServer) -> Bool {
    id == found.id && uuid == found.uuid && identifier == found.identifier && node == found.node
  }

  /// The address that stands on the branch stays; where there is none, the claimed one is taken if it looks like one.
  fileprivate func confirmed(by found: ObservedServer, recorded: OrderResult.Server?) -> OrderResult.Server {
    let known = recorded?.uuid == uuid ? recorded?.address : nil
    let installation: Installation =
      switch found.status {
      case .installing: .running
      case .installFailed: .failed
      case .suspended: self.installation
      case .ready, .reinstallFailed, .restoringBackup, .unfamiliar: .done
      }
    return .init(
      id: id, uuid: uuid, identifier: identifier, node: node, address: known ?? plausibleAddress,
      installation: installation)
  }

  /// The address, if it consists of nothing but a host and a port. It is only shown to people; nothing depends on it.
  private var plausibleAddress: String? {
    guard let address, address.utf8.count <= 60, let colon = address.lastIndex(of: ":") else { return nil }
    let (host, port) = (address[..<colon], address[address.index(after: colon)...])
    let isHost = host.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "."),
        UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
        true
      default: false
      }
    }
    return isHost && UInt16(port) != nil ? address : nil
  }
}

extension OrderResult.Applied {
  /// Only those of the claimed values that the panel really has, as far as the fleet decides them.
  fileprivate func confirmed(
    by found: ObservedServer, _ order: Order?, in fleet: Fleet, recorded: OrderResult.Applied?
  ) -> OrderResult.Applied {
    var observed = FieldValues(found.spec)
    if let order {
      let resolved = fleet.effectiveCatalog.resolve(order).ignoring(order.ignored, on: found.spec)
      observed = FieldValues(found.spec.masked(to: resolved.environment))
        .without(resolved.customersFields.union(order.ignored))
    }
    var confirmed = recorded?.spec ?? FieldValues()
    for field in spec.fields where spec[field] == observed[field] && (order != nil || !field.isVariable) {
      confirmed[field] = spec[field]
    }
    let isCommit = revision.utf8.count == 40 && revision.utf8.allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
    // The panel cannot confirm what was sold, and neither can whoever wrote the result, so it counts only where the
    // order says the same.
    let sold = order.map { ($0.tier.value, $0.addons.map(\.value)) }
    let isSold = sold.map { $0.0 == tier && $0.1 == addons } ?? false
    return .init(
      revision: isCommit ? revision : recorded?.revision ?? "unknown", change: change, at: at,
      tier: isSold ? tier : recorded?.tier, addons: isSold ? addons : recorded?.addons ?? [],
      spec: confirmed, asked: recorded?.asked ?? FieldValues())
  }
}
