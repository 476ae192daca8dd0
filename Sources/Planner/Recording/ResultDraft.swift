/// One order's result in the making.
struct ResultDraft {
  let order: Subject
  let previous: OrderResult?
  /// The server as it is after the run.
  let server: ObservedServer?
  let done: (change: Change, outcome: Outcome)?
  /// Why the user whom the order's server was to belong to could not be made or linked.
  let usersFailure: OrderResult.Failure?
  let standing: Standing
  let context: RunContext

  /// What the drafts of one run have in common; a copy for each would cost as much as the draft.
  final class RunContext: Sendable {
    let run: Run
    let fleet: Fleet

    init(_ run: Run, of fleet: Fleet) { (self.run, self.fleet) = (run, fleet) }
  }

  /// Whether the server is as the order wants it.
  enum Standing {
    case inStep
    /// It waits, is to end, or has errors: what is observed says nothing about what was applied.
    case apart
  }

  /// The order that the result is about.
  enum Subject {
    case declared(Order)
    /// It has no file any more, which has this consequence for its server.
    case removed(OrderID, FleetSettings.Policy.Consequence)

    var id: OrderID {
      switch self {
      case .declared(let order): order.id
      case .removed(let id, _): id
      }
    }
  }

  /// Nil where there is nothing to record.
  var result: OrderResult? {
    guard let phase else { return nil }
    return OrderResult(
      order: order.id, phase: phase, since: phase == previous?.phase ? previous?.since ?? today : today,
      server: recordedServer, applied: applied, terminatingSince: terminatingSince, orphanedSince: orphanedSince,
      suspendedByHandSince: suspendedByHandSince, failure: failure)
  }

  private var today: Day { context.run.startedAt.day }

  private var phase: OrderResult.Phase? {
    if let server { return phase(of: server) }
    if hasEnded { return .terminated }
    if failure != nil, previous?.livingServer == nil { return .failed }
    return previous?.phase
  }

  private func phase(of server: ObservedServer) -> OrderResult.Phase {
    switch server.status {
    case .installing: .installing
    case .installFailed: .failed
    case .suspended: .suspended
    case .ready, .reinstallFailed, .restoringBackup: .running
    case .unfamiliar: previous?.livingServer == nil ? .running : previous?.phase ?? .running
    }
  }

  /// Whether the server, if ever there was one, is gone as it should be, or with its order's file.
  private var hasEnded: Bool {
    guard let previous, server == nil else { return false }
    switch order {
    case .declared(let order): return order.state == .terminated
    case .removed: return previous.livingServer != nil
    }
  }

  private var recordedServer: OrderResult.Server? {
    guard let server else { return previous?.server }
    let known = previous?.server?.packedUUID == server.packedUUID ? previous?.server : nil
    return OrderResult.Server(
      id: server.id, packedUUID: server.packedUUID, identifier: server.identifier, node: server.node,
      packedAddress: address(of: server, known),
      installation: installation(of: server.status) ?? hiddenInstallation(known))
  }

  /// As it is seen now. Where it cannot be seen, as the panel last said, unless the server has gone elsewhere since.
  private func address(of server: ObservedServer, _ known: OrderResult.Server?) -> PackedText? {
    if let seen = server.packedAddress { return seen }
    switch done?.outcome {
    case .applied(_, let taken?), .installFailed(_, let taken?): return PackedText(taken)
    case nil, .applied(_, nil), .installFailed(_, nil), .failed, .skipped, .unknown, .contradicted: break
    }
    return known?.node == server.node ? known?.packedAddress : nil
  }

  /// Nil where a suspension hides it.
  private func installation(of status: ServerStatus) -> OrderResult.Server.Installation? {
    switch status {
    case .installing: .running
    case .installFailed: .failed
    case .suspended: nil
    case .ready, .reinstallFailed, .restoringBackup, .unfamiliar: .done
    }
  }

  /// A suspension overwrites what the panel knew of the installation; what was seen just before it, or recorded, stays.
  private func hiddenInstallation(_ known: OrderResult.Server?) -> OrderResult.Server.Installation {
    done?.change.server.flatMap { installation(of: $0.status) } ?? known?.installation ?? .done
  }

  /// The clock of a termination begins with the first run that sees it, and not with one that was told to leave it.
  private var terminatingSince: Day? {
    guard case .declared(let order) = order, order.state == .terminated, !order.isProtected else { return nil }
    // The day of a server that is gone says nothing about its successor.
    if let since = previous?.terminatingSince, server == nil || previous?.livingServer != nil { return since }
    switch done?.outcome {
    case .skipped(.notReviewed), .skipped(.heldBack): return nil
    case .applied, .installFailed, .failed, .skipped, .unknown, .contradicted, nil: break
    }
    // A day by a clock that may be wrong would end the grace whenever that clock is right again.
    return server == nil || context.run.plan.clockGap != nil ? nil : today
  }

  private var orphanedSince: Day? {
    switch order {
    case .declared: nil
    case .removed: previous?.orphanedSince ?? (context.run.plan.clockGap == nil ? today : nil)
    }
  }

  /// Remembered beside what the order wants meanwhile, or paying would end what somebody did for another reason.
  private var suspendedByHandSince: Day? {
    guard let server, server.isSuspended else { return nil }
    let known = previous?.livingServer?.packedUUID == server.packedUUID ? previous?.suspendedByHandSince : nil
    switch order {
    case .declared(let order): return context.run.plan.suspendedByHand.contains(order.id) ? known ?? today : nil
    case .removed: return known
    }
  }

  private var failure: OrderResult.Failure? {
    if hasEnded { return nil }
    return switch done?.outcome {
    case .applied, .installFailed, .failed, .unknown, .contradicted: done?.outcome.failure
    case .skipped: usersFailure ?? previous?.failure
    case nil: usersFailure ?? (server == nil ? previous?.failure : nil)
    }
  }
}
