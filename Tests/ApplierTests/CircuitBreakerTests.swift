import Panel
import Planner
import Testing

@testable import Applier

/// Which failures end a run's trying, and of what.
@Suite struct CircuitBreakerTests {
  private let refused = PanelFailure.noAnswer(.never, .noConnection)
  private let wrong = PanelFailure.rejected([])

  private func create(_ order: String = "ord-1", on node: Int = 1) -> Change {
    creation(
      newServer(order, at: Allocation(id: AllocationID(7), ip: "192.0.2.1", port: 2007), on: NodeID(node)))
  }

  private func change(_ kind: Change.Kind, _ actions: [Action], on node: Int = 1) -> Change {
    Change(
      order: orderID("ord-9"), kind: kind, reasons: [],
      server: .init(
        id: ServerID(9), uuid: "6e2b7c1e-0000-4000-8000-000000000009", node: NodeID(node), status: .ready,
        touched: FieldValues([:])), differences: [], actions: actions)
  }

  /// What so many failures leave; those of a create, unless another change or action is named.
  private func budget(
    _ failures: [PanelFailure?], of other: Change? = nil, failing action: Action? = nil
  ) -> CircuitBreaker {
    var budget = CircuitBreaker()
    let changed = other ?? action.map { change(.update, [$0]) } ?? create()
    for failure in failures { budget.note(Attempt(failure, at: action ?? changed.actions.first), of: changed) }
    return budget
  }

  @Test func `Five failures in a row of one kind end the trying, four do not`() {
    #expect(budget(Array(repeating: refused, count: 4)).skip(for: create()) == nil)
    #expect(
      budget(Array(repeating: refused, count: 5)).skip(for: create())
        == .givenUp(
          .init(code: "no-answer", message: "the panel did not answer: nobody accepts connections there", failures: 5)))
  }

  @Test(
    arguments: [
      .noAnswer(.never, .noConnection), .untrusted("no"), .inMaintenance, .throttled, .notAPanel(status: 302),
    ] as [PanelFailure])
  func `What befalls everything is counted`(failure: PanelFailure) {
    #expect(!budget(Array(repeating: failure, count: 4)).isSpent)
    let spent = budget(Array(repeating: failure, count: 5))
    #expect(spent.skip(for: create()) != nil && spent.skip(for: change(.update, [.updateBuild(build)])) != nil)
  }

  @Test(
    arguments: [
      .noAnswer(.perhaps, .timeout), .failing(.never, status: 500, code: "QueryException"),
      .failing(.perhaps, status: 502, code: nil), .outcomeUnknown(after: .noAnswer(.perhaps, .interruption)),
    ] as [PanelFailure])
  func `What the panel fails at while it shows what it has ends only that`(failure: PanelFailure) {
    let spent = budget(Array(repeating: failure, count: 5))
    #expect(spent.skip(for: create()) != nil)
    #expect(spent.skip(for: change(.update, [.updateBuild(build)])) == nil)
    #expect(spent.skip(for: change(.suspend, [.suspend])) == nil)
    // What is done of a change before it comes to that is done.
    let suspension = change(.suspend, [.suspend, .updateBuild(build)])
    #expect(
      budget(Array(repeating: .failing(.perhaps, status: 502, code: nil), count: 5), failing: .updateBuild(build))
        .skip(for: suspension) == nil)
  }

  @Test func `Where the panel does not even show a server, it fails at everything`() {
    let unread = PanelFailure.failing(.never, status: 500, code: "QueryException")
    let spent = budget(Array(repeating: unread, count: 5), failing: .suspend)
    #expect(spent.skip(for: create()) != nil && spent.skip(for: change(.update, [.updateBuild(build)])) != nil)
  }

  /// Eight servers whose databases' host was gone ended every run, and nobody's suspension was ever sent.
  @Test func `A deletion that the panel fails at is that server's own trouble`() {
    let failure = PanelFailure.failing(.perhaps, status: 500, code: "QueryException")
    let budget = budget(Array(repeating: failure, count: 50), failing: .delete)
    #expect(budget.skip(for: change(.terminate, [.delete])) == nil && !budget.isSpent)
  }

  @Test func `Orders that failed so before say little about others`() {
    let failure = PanelFailure.failing(.perhaps, status: 500, code: "QueryException")
    let before = OrderResult.Failure(action: "suspend", code: "left-undone", message: "the panel failed")
    let suspension = change(.suspend, [.suspend])
    func budget(_ count: Int, before: OrderResult.Failure?) -> CircuitBreaker {
      var budget = CircuitBreaker()
      for _ in 0..<count {
        budget.note(Attempt(failure, at: .suspend, code: "panel-failing"), of: suspension, before: before)
      }
      return budget
    }
    #expect(budget(19, before: before).skip(for: suspension) == nil)
    #expect(budget(20, before: before).skip(for: suspension) != nil)
    #expect(budget(5, before: nil).skip(for: suspension) != nil)
    let other = OrderResult.Failure(action: "suspend", code: "daemon-failed", message: "the daemon")
    #expect(budget(5, before: other).skip(for: suspension) != nil)
  }

  @Test(
    arguments: [
      .access(.keyRefused), .access(.ownerIsNoAdmin), .access(.addressRefused), .access(.twoFactorRequired),
      .access(.permissionMissing(.writeServers)), .notAPanel(status: 403),
    ] as [PanelFailure])
  func `A key that is refused ends the trying at once`(failure: PanelFailure) {
    #expect(budget([failure]).skip(for: create()) != nil)
  }

  @Test func `An order's own failures neither count nor clear what was counted`() {
    #expect(!budget(Array(repeating: wrong, count: 50)).isSpent)
    #expect(budget([refused, refused, wrong, refused, wrong, refused, refused]).isSpent)
  }

  @Test func `What is made clears the counts, each kind is counted by itself`() {
    #expect(!budget([refused, refused, refused, refused, nil, refused, refused, refused, refused]).isSpent)
    #expect(!budget([refused, .inMaintenance, refused, .inMaintenance, refused, .inMaintenance, refused]).isSpent)
  }

  @Test func `A daemon that is down ends what needs it, on its node alone`() {
    let spent = budget(Array(repeating: .daemonFailed(node: NodeID(2), status: 504), count: 5), of: create(on: 2))
    #expect(spent.skip(for: create(on: 1)) == nil)
    #expect(spent.skip(for: create(on: 2)) != nil)
    #expect(spent.skip(for: change(.suspend, [.suspend], on: 2)) != nil)
    #expect(spent.skip(for: change(.update, [.updateBuild(build)], on: 2)) == nil)
  }

  @Test func `Changes elsewhere say nothing about a daemon`() {
    var budget = CircuitBreaker()
    for _ in 0..<5 {
      let down = create(on: 2)
      budget.note(Attempt(.daemonFailed(node: NodeID(2), status: 504), at: down.actions.first), of: down)
      budget.note(Attempt(nil), of: create(on: 1))
      budget.note(Attempt(nil), of: change(.update, [.updateBuild(build)], on: 2))
    }
    #expect(budget.skip(for: create(on: 2)) != nil && budget.skip(for: create(on: 1)) == nil)
  }

  @Test func `A key that may not make users ends only what needs new users`() {
    let spent = budget([.access(.permissionMissing(.writeUsers))])
    let user = Change(
      order: orderID("ord-9"), kind: .createUser, reasons: [], server: nil, differences: [],
      actions: [.createUser(NewUser(externalID: "c", email: "c@x.y", username: "ccc", firstName: "C", lastName: "C"))])
    #expect(spent.skip(for: user) != nil && spent.skip(for: create()) == nil)
  }

  @Test func `What is only recorded asks nothing of the panel, and is never given up`() {
    let adopted = change(.adopt, [])
    #expect(budget([.access(.keyRefused)]).skip(for: adopted) == nil)
    #expect(!budget([refused, refused, refused, refused], of: create()).isSpent)
    var cleared = budget([refused, refused, refused, refused])
    cleared.note(Attempt(nil), of: adopted)
    cleared.note(Attempt(refused), of: create())
    #expect(cleared.isSpent)
  }
}

extension CircuitBreaker {
  /// Whether anything of the usual is not tried any more.
  fileprivate var isSpent: Bool {
    skip(
      for: creation(newServer("ord-1", at: Allocation(id: AllocationID(7), ip: "192.0.2.1", port: 2007)))) != nil
  }
}

extension Attempt {
  /// What a failure, or none, makes of a change.
  fileprivate init(_ failure: PanelFailure?, at action: Action? = .suspend, code: String? = nil) {
    let action = action ?? .suspend
    self.init(
      outcome: failure.map {
        .failed(.init(action: action.word, code: code ?? $0.kind.rawValue, message: $0.description))
      } ?? .applied(server: nil, address: nil), failed: failure.map { (action, $0) })
  }
}
