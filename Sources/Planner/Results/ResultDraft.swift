/// One order's result in the making.
struct ResultDraft {
  let order: Subject
  let previous: OrderResult?
  /// The server as it is after the run.
  let server: ObservedServer?
  let done: (change: Change, outcome: Outcome)?
  let standing: Standing
  let run: Run

  /// Whether the server is as the order wants it.
  enum Standing {
    case inStep
    /// It waits, is to end, or has errors: what is observed says nothing about what was applied.
    case apart
  }

  /// The order that the result is about.
  enum Subject {
    case declared(Order, Fleet)
    /// It has no file any more.
    case removed(OrderID)

    var id: OrderID {
      switch self {
      case .declared(let order, _): order.id
      case .removed(let id): id
      }
    }
  }

  /// Nil where there is nothing to record.
  var result: OrderResult? {
    guard let phase else { return nil }
    return OrderResult(
      order: order.id, phase: phase, since: phase == previous?.phase ? previous?.since ?? today : today,
      server: recordedServer, applied: applied, terminatingSince: terminatingSince, failure: failure)
  }

  private var today: Day { run.startedAt.day }

  private var phase: OrderResult.Phase? {
    if let server {
      return switch server.status {
      case .installing: .installing
      case .installFailed: .failed
      case .suspended: .suspended
      case .ready, .reinstallFailed, .restoringBackup, .unfamiliar: .running
      }
    }
    if previous?.server != nil, isGone { return .terminated }
    if failure != nil { return previous?.livingServer == nil ? .failed : previous?.phase }
    return previous?.phase
  }

  private var isGone: Bool {
    switch order {
    case .declared(let order, _): order.state == .terminated
    case .removed: false
    }
  }

  private var recordedServer: OrderResult.Server? {
    guard let server else { return previous?.server }
    let known = previous?.server?.uuid == server.uuid ? previous?.server : nil
    var address = known?.address
    if case .applied(_, let taken?) = done?.outcome { address = taken }
    return OrderResult.Server(
      id: server.id, uuid: server.uuid, identifier: server.identifier, node: server.node, address: address,
      installation: installation(of: server, known: known))
  }

  /// A suspension overwrites what the panel knew of the installation; what was recorded before it stays.
  private func installation(
    of server: ObservedServer, known: OrderResult.Server?
  ) -> OrderResult.Server.Installation {
    switch server.status {
    case .installing: .running
    case .installFailed: .failed
    case .suspended: known?.installation ?? .done
    case .ready, .reinstallFailed, .restoringBackup, .unfamiliar: .done
    }
  }

  /// The clock of a termination begins with the first run that sees it, and not with one that was told to leave it.
  private var terminatingSince: Day? {
    guard case .declared(let order, _) = order, order.state == .terminated, !order.isProtected else { return nil }
    if let since = previous?.terminatingSince { return since }
    if case .skipped(.notReviewed) = done?.outcome { return nil }
    return server == nil ? nil : today
  }

  private var failure: OrderResult.Failure? {
    switch done?.outcome {
    case .applied: nil
    case .failed(let failure), .unknown(let failure): failure
    case .skipped: previous?.failure
    case nil: server == nil ? previous?.failure : nil
    }
  }
}
