import Panel
import PanelValues
import Planner
import Testing

@testable import Applier

@Suite(.timeLimit(.minutes(20)))
struct ChangeExecutorTests {
  private let free = (0..<20).map { Allocation(id: AllocationID(101 + $0), ip: "192.0.2.1", port: 3000 + $0) }

  /// A panel with one node and twenty addresses on it.
  private func aPanel(
    meanwhile: @escaping @Sendable (ValuePanel.Name) async -> Void = { _ in },
    failing failure: @escaping @Sendable (ValuePanel.Name) -> PanelFailure? = { _ in nil }
  ) -> ValuePanel {
    ValuePanel(
      Observation(
        servers: [], nodes: [], freeAllocations: [NodeID(1): free], eggs: [:], users: [], missingPermissions: []),
      meanwhile: meanwhile, failing: failure)
  }

  private func perform(
    _ changes: [Change], on panel: ValuePanel, concurrency: Int = 4, stop: ShutdownSignal = ShutdownSignal(),
    failedBefore: [OrderID: OrderResult.Failure] = [:], turn: Int = 0, decided: (Change) -> Outcome? = { _ in nil },
    tell: @escaping @Sendable (ApplyProgress) -> Void = { _ in }
  ) async -> [String] {
    let executor = ChangeExecutor(
      actionExecutor: ActionExecutor(panel: panel, planned: []), concurrency: concurrency, stop: stop,
      tell: tell, failedBefore: failedBefore, turn: turn)
    return await executor.perform(changes, on: [], decided: decided).map {
      "\($0.change.order) \($0.outcome.inShort)"
    }
  }

  @Test func `An order that fails ends nobody else's`() async throws {
    let panel = aPanel(failing: { name in
      name == "create ord-2" ? .rejected([.init(field: "environment.TIER", rule: "in")]) : nil
    })
    let outcomes = await perform((1...3).map { creation(newServer("ord-\($0)", at: free[$0])) }, on: panel)
    #expect(outcomes == ["ord-1 applied", "ord-2 failed (rejected)", "ord-3 applied"])
    #expect(try await panel.server(externalID: "ord-2") == nil)
  }

  @Test func `A panel that is ill is not sent all that is planned`() async throws {
    let panel = aPanel(failing: { $0 == "create ord-0" ? nil : .failing(.never, status: 500, code: "Exception") })
    let changes = (0..<20).map { creation(newServer("ord-\($0)", at: free[$0])) }
    let outcomes = await perform(changes, on: panel, concurrency: 1)
    #expect(
      outcomes.first == "ord-0 applied"
        && outcomes.dropFirst(6).allSatisfy { $0.hasSuffix("skipped (panel-failing × 5)") })
    #expect(outcomes.count { $0.hasSuffix("failed (panel-failing)") } == 5)
    #expect(panel.asked.count == 6)
  }

  @Test(arguments: [0, 1, 2])
  func `What failed in the run before is tried last, and not always in the same order`(turn: Int) async throws {
    let told = Announcements()
    let failure = OrderResult.Failure(action: "create", code: "rejected", message: "no")
    let changes = (0..<5).map { creation(newServer("ord-\($0)", at: free[$0])) }
    let outcomes = await perform(
      changes, on: aPanel(), concurrency: 1, failedBefore: [orderID("ord-0"): failure, orderID("ord-3"): failure],
      turn: turn,
      tell: told.note)
    #expect(outcomes == (0..<5).map { "ord-\($0) applied" })
    let last = turn % 2 == 0 ? ["ord-0", "ord-3"] : ["ord-3", "ord-0"]
    #expect(told.orders == ["ord-1", "ord-2", "ord-4"] + last)
  }

  @Test func `Users are made before the servers that belong to them, wherever they stand`() async throws {
    let panel = aPanel()
    let outcomes = await perform(
      [serverCreation(of: "cus-9", "ord-1"), creationOfUser("cus-9", for: "ord-1")], on: panel)
    #expect(outcomes == ["ord-1 applied", "ord-1 applied"])
    let user = try #require(try await panel.user(externalID: "cus-9"))
    #expect(try await panel.server(externalID: "ord-1")?.server.spec.details.owner == .user(user.id))
  }

  @Test func `A server whose owner could not be created is not tried`() async throws {
    let panel = aPanel(failing: { $0 == "create-user cus-9" ? .rejected([.init(field: "email", rule: "unique")]) : nil }
    )
    let outcomes = await perform(
      [
        creationOfUser("cus-9", for: "ord-1"), serverCreation(of: "cus-9", "ord-1"),
        creation(newServer("ord-2", at: free[1])),
      ], on: panel)
    #expect(outcomes == ["ord-1 failed (rejected)", "ord-1 skipped (cus-9)", "ord-2 applied"])
    #expect(panel.asked == ["create-user cus-9", "create ord-2"])
  }

  private func linkOfUser(_ user: Int, as customer: String, for order: String) -> Change {
    Change(
      order: orderID(order), kind: .linkUser, reasons: [.ordered], server: nil, differences: [],
      actions: [.linkUser(UserLink(user: UserID(user), externalID: customer))])
  }

  /// A panel with user 7, who has no external id.
  private func panelWithUser(
    isAdministrator: Bool = false,
    failing failure: @escaping @Sendable (ValuePanel.Name) -> PanelFailure? = { _ in nil }
  ) -> ValuePanel {
    let user = PanelUser(
      id: UserID(7), externalID: nil, email: "a@example.com", username: "ada", isAdministrator: isAdministrator)
    return ValuePanel(
      Observation(
        servers: [], nodes: [], freeAllocations: [NodeID(1): free], eggs: [:], users: [user], missingPermissions: []),
      failing: failure)
  }

  @Test func `A user is linked before the server that becomes theirs`() async throws {
    let panel = panelWithUser()
    let outcomes = await perform(
      [creation(newServer("ord-1", at: free[0], owner: .user(UserID(7)))), linkOfUser(7, as: "cus-9", for: "ord-1")],
      on: panel)
    #expect(outcomes == ["ord-1 applied", "ord-1 applied"])
    #expect(panel.asked == ["link-user cus-9", "create ord-1"])
    #expect(try await panel.user(externalID: "cus-9")?.id == UserID(7))
  }

  @Test func `A user who cannot be linked gets no server, and nobody else's waits for that`() async throws {
    let changes = [
      linkOfUser(7, as: "cus-9", for: "ord-1"), creation(newServer("ord-1", at: free[0], owner: .user(UserID(7)))),
      creation(newServer("ord-2", at: free[1], owner: .user(UserID(8)))),
    ]
    let failing = panelWithUser(failing: {
      $0 == "link-user cus-9" ? .rejected([.init(field: "email", rule: "email")]) : nil
    })
    #expect(
      await perform(changes, on: failing) == ["ord-1 failed (rejected)", "ord-1 skipped (7, cus-9)", "ord-2 applied"])
    let administrator = panelWithUser(isAdministrator: true)
    #expect(
      await perform(changes, on: administrator) == [
        "ord-1 skipped (the panel user is a root administrator now)", "ord-1 skipped (7, cus-9)", "ord-2 applied",
      ])
    #expect(administrator.asked == ["link-user cus-9", "create ord-2"])
  }

  @Test func `What was decided before is not tried, and with an owner goes its server`() async throws {
    let panel = aPanel()
    let outcomes = await perform(
      [
        creationOfUser("cus-9", for: "ord-1"), serverCreation(of: "cus-9", "ord-1"),
        creation(newServer("ord-2", at: free[1])), creation(newServer("ord-3", at: free[2])),
      ], on: panel, decided: { $0.kind == .createUser || $0.order.text == "ord-2" ? .skipped(.notReviewed) : nil })
    #expect(
      outcomes == [
        "ord-1 skipped (not reviewed)", "ord-1 skipped (cus-9)", "ord-2 skipped (not reviewed)", "ord-3 applied",
      ])
    #expect(try await panel.user(externalID: "cus-9") == nil)
    #expect(panel.asked == ["create ord-3"])
  }

  @Test func `Announcements to stop, what is under way is finished and nothing new is begun`() async throws {
    let stop = ShutdownSignal()
    // Whatever is under way is not finished before the run was told.
    let panel = aPanel(meanwhile: { _ in await stop.stop() })
    let changes = (0..<5).map { creation(newServer("ord-\($0)", at: free[$0])) }
    let outcomes = await perform(changes, on: panel, concurrency: 2, stop: stop)
    let applied = outcomes.count { $0.hasSuffix(" applied") }
    #expect((1...2).contains(applied))
    #expect(
      outcomes.suffix(3) == [
        "ord-2 skipped (interrupted)", "ord-3 skipped (interrupted)", "ord-4 skipped (interrupted)",
      ])
    for outcome in outcomes {
      let order = String(outcome.prefix(5))
      #expect(try await (panel.server(externalID: order) != nil) == outcome.hasSuffix(" applied"))
    }
  }

  @Test func `Once the lock is not to be relied on any more, nothing new is begun`() async throws {
    let stop = ShutdownSignal()
    let told = Announcements()
    await stop.require { told.began < 1 }
    let outcomes = await perform(
      (0..<3).map { creation(newServer("ord-\($0)", at: free[$0])) }, on: aPanel(), concurrency: 1, stop: stop,
      tell: told.note)
    #expect(outcomes == ["ord-0 applied", "ord-1 skipped (interrupted)", "ord-2 skipped (interrupted)"])
  }

  @Test func `No more changes are under way than were asked for, and each is told when it begins and ends`()
    async throws
  {
    let told = Announcements()
    // No change is over before another one has begun, and before a third could have.
    let panel = aPanel(meanwhile: { _ in
      while told.began < 2 { await Task.yield() }
      for _ in 0..<100 { await Task.yield() }
    })
    let changes = (0..<6).map { creation(newServer("ord-\($0)", at: free[$0])) }
    _ = await perform(changes, on: panel, concurrency: 2, tell: told.note)
    #expect(told.most == 2 && told.began == 6 && told.ended == 6)
  }

  private func creationOfUser(_ customer: String, for order: String) -> Change {
    Change(
      order: orderID(order), kind: .createUser, reasons: [.ordered], server: nil, differences: [],
      actions: [
        .createUser(
          NewUser(
            externalID: customer, email: "nine@example.test", username: customer, firstName: "Nina", lastName: "Nine"))
      ])
  }

  private func serverCreation(of customer: String, _ order: String) -> Change {
    creation(newServer(order, at: free[0], owner: .created(customer: customer)))
  }
}

extension Outcome {
  fileprivate var inShort: String {
    switch self {
    case .applied: "applied"
    case .installFailed: "install failed"
    case .failed(let failure): "failed (\(failure.code))"
    case .unknown(let failure): "unknown (\(failure.code))"
    case .contradicted(let failure): "not kept (\(failure.action))"
    case .skipped(.interrupted): "skipped (interrupted)"
    case .skipped(.ownerMissing(let customer)): "skipped (\(customer))"
    case .skipped(.ownerNotLinked(let user, let customer)): "skipped (\(user), \(customer))"
    case .skipped(.stale(let why)): "skipped (\(why))"
    case .skipped(.notReviewed): "skipped (not reviewed)"
    case .skipped(.heldBack(let why)): "skipped (\(why))"
    case .skipped(.givenUp(let cause)): "skipped (\(cause.code) × \(cause.failures))"
    }
  }
}
