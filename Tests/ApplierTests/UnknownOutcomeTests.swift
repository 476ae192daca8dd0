import Planner
import Testing

@testable import Applier

/// What a look at the panel makes of what it answered.
@Suite struct UnknownOutcomeTests {
  private let create = creation(
    newServer("ord-1", at: Allocation(id: AllocationID(7), ip: "192.0.2.1", port: 2007)))
  private let lost = Outcome.unknown(.init(action: "create", code: "no-answer", message: "the panel did not answer"))
  private let server = observedServer("ord-1")

  /// A change of the example server.
  private func change(_ kind: Change.Kind, _ actions: Action..., from before: [Field: String] = [:]) -> Change {
    Change(
      order: orderID("ord-1"), kind: kind, reasons: [],
      server: .init(
        id: server.id, uuid: server.uuid, node: server.node, status: server.status, touched: FieldValues(before)),
      differences: [], actions: actions)
  }

  private func settled(
    _ change: Change, _ outcome: Outcome, after servers: [ObservedServer], users: [PanelUser]? = nil
  ) -> Outcome? {
    let run = Run(
      plan: plan(of: [change]), revision: "4f2c1ab", startedAt: Instant(seconds: 1_795_348_800),
      outcomes: [(change, outcome)])
    let look = Look(
      Observation(
        servers: servers, nodes: nil, freeAllocations: nil, eggs: [:], users: users, missingPermissions: []))
    return run.settled(by: look).outcomes.first?.outcome
  }

  private func fact(
    against change: Change, answered: ObservedServer?, after servers: [ObservedServer], users: [PanelUser]? = nil
  ) -> String? {
    guard
      case .contradicted(let failure)? = settled(
        change, .applied(server: answered, address: nil), after: servers, users: users)
    else { return nil }
    #expect(failure.code == "not-kept")
    return "\(failure.action): \(failure.message)"
  }

  private func with(_ edit: (inout ServerSpec) -> Void) -> ObservedServer {
    var spec = server.spec
    edit(&spec)
    return observedServer("ord-1", spec: spec)
  }

  @Test func `A create whose answer was lost was done, if its server is there as it was ordered`() {
    #expect(settled(create, lost, after: [server]) == .applied(server: server, address: nil))
    #expect(settled(create, lost, after: []) == lost)
    #expect(settled(create, lost, after: [with { $0.build.memory = Mebibytes(1) }]) == lost)
  }

  @Test func `A deletion whose answer was lost was done, if its server is gone`() {
    #expect(settled(change(.terminate, .delete), lost, after: []) == .applied(server: nil, address: nil))
    #expect(settled(change(.terminate, .delete), lost, after: [server]) == lost)
  }

  @Test func `What the panel itself says it failed at has failed, if nothing of it is there`() {
    let failing = OrderResult.Failure(action: "delete", code: "panel-failing", message: "the panel failed")
    let undone = OrderResult.Failure(
      action: "delete", code: "left-undone", message: "the panel failed and left it undone")
    let deletion = change(.terminate, .delete)
    #expect(settled(deletion, .unknown(failing), after: [server]) == .failed(undone))
    #expect(settled(deletion, .unknown(failing), after: []) == .applied(server: nil, address: nil))
  }

  @Test func `An update or a suspension whose answer was lost was done, if it is there to be seen`() {
    let wide = with { $0.build.memory = Mebibytes(1024) }
    #expect(
      settled(change(.update, .updateBuild(wide.spec.build)), lost, after: [wide])
        == .applied(server: wide, address: nil))
    #expect(settled(change(.update, .updateBuild(wide.spec.build)), lost, after: [server]) == lost)
    #expect(settled(change(.suspend, .suspend), lost, after: [server]) == lost)
  }

  @Test func `A user is there only where users can be seen`() {
    let creation = change(
      .createUser,
      .createUser(NewUser(externalID: "cus-1", email: "c@x.y", username: "cus-1", firstName: "C", lastName: "C")))
    let user = PanelUser(id: UserID(9), externalID: "cus-1", email: "c@x.y", username: "cus-1")
    #expect(settled(creation, lost, after: []) == lost)
    #expect(settled(creation, lost, after: [], users: []) == lost)
    #expect(settled(creation, lost, after: [], users: [user]) == .applied(server: nil, address: nil))
    #expect(fact(against: creation, answered: nil, after: []) == nil)
    #expect(
      fact(against: creation, answered: nil, after: [], users: [])
        == "create-user: the panel answered that it was done, and the user is not there")
  }

  @Test func `A failure is a failure, whatever is seen afterwards`() {
    let failed = Outcome.failed(.init(action: "create", code: "rejected", message: "no"))
    #expect(settled(create, failed, after: [server]) == failed)
  }

  @Test func `What was answered as done and is not there was not done`() {
    let wide = with { $0.build.memory = Mebibytes(1024) }
    let update = change(.update, .updateBuild(wide.spec.build), from: [.memory: "512MiB"])
    #expect(fact(against: update, answered: wide, after: [wide]) == nil)
    let expected = "update-build: the panel answered that it was done, and memory is 512MiB, not 1GiB"
    #expect(fact(against: update, answered: wide, after: [server]) == expected)
    // The answer may tell the truth: that nothing was done.
    #expect(fact(against: update, answered: server, after: [server]) == expected)
    let deletion = change(.terminate, .delete)
    #expect(fact(against: deletion, answered: nil, after: [server])?.hasSuffix("the server is still there") == true)
    let suspension = change(.suspend, .suspend)
    #expect(fact(against: suspension, answered: nil, after: [server])?.hasSuffix("is not suspended") == true)
    let suspended = with { $0.isSuspended = true }
    #expect(
      fact(against: change(.unsuspend, .unsuspend), answered: nil, after: [suspended])?.hasSuffix("still suspended")
        == true)
    #expect(fact(against: create, answered: server, after: [])?.hasSuffix("the server is not there") == true)
    #expect(fact(against: change(.adopt), answered: server, after: [])?.hasSuffix("not there any more") == true)
  }

  @Test func `Of a change in several steps each is looked at`() {
    let both = change(.suspend, .suspend, .updateBuild(server.spec.build))
    #expect(fact(against: both, answered: server, after: [server])?.hasPrefix("suspend: ") == true)
  }

  @Test func `A server that is another's than it should be was not made as it should`() {
    let others = with { $0.details.owner = .user(UserID(3)) }
    #expect(fact(against: create, answered: others, after: [others])?.hasSuffix("its owner is another") == true)
    let new = creation(
      newServer(
        "ord-1", at: Allocation(id: AllocationID(7), ip: "192.0.2.1", port: 2007), owner: .created(customer: "cus-1")))
    let user = PanelUser(id: UserID(2), externalID: "cus-1", email: "c@x.y", username: "cus-1")
    #expect(fact(against: new, answered: server, after: [server], users: [user]) == nil)
    #expect(fact(against: new, answered: others, after: [others], users: [user]) != nil)
    #expect(fact(against: new, answered: others, after: [others], users: nil) == nil)
  }

  @Test func `What the panel stores in its own way is no untruth, but for what it leaves as it was`() {
    let asked = with { $0.build.cpu = 155 }
    let rounded = with { $0.build.cpu = 150 }
    let update = change(.update, .updateBuild(asked.spec.build), from: [.cpu: "50%"])
    #expect(fact(against: update, answered: rounded, after: [rounded]) == nil)
    #expect(fact(against: update, answered: asked, after: [rounded]) != nil)
    #expect(fact(against: update, answered: rounded, after: [server]) != nil)
  }

  @Test func `No value that may be a customer's is told`() {
    let kept = with {
      $0.startup.environment["TIER"] = "s3cret"; $0.details.name = "s3cret"
    }
    let update = change(
      .update,
      .updateDetails(.init(name: .set("bot"), description: .keep, owner: .keep)),
      .updateStartup(
        .init(
          egg: server.spec.startup.egg, image: .keep, command: server.spec.startup.command,
          environment: .merged(declared: ["TIER": "pro"], initially: [:]))))
    #expect(
      fact(against: update, answered: nil, after: [kept])
        == "update-details: the panel answered that it was done, and name has another value")
    let startup = change(
      .update,
      .updateStartup(
        .init(
          egg: server.spec.startup.egg, image: .keep, command: server.spec.startup.command,
          environment: .merged(declared: ["TIER": "pro"], initially: [:]))))
    #expect(fact(against: startup, answered: nil, after: [kept])?.hasSuffix("TIER has another value") == true)
  }

  @Test func `What another hand changed of an applied order is noted, and of others not`() {
    let drift = Change(
      order: orderID("ord-1"), kind: .update, reasons: [.drifted], server: nil,
      differences: [
        Difference(field: .memory, old: .shown("1GiB"), new: "512MiB", cause: .drifted),
        Difference(field: .cpu, old: .shown("1%"), new: "2%", cause: .edited),
      ], actions: [.updateBuild(build)])
    func moved(_ outcome: Outcome) -> [Run.Moved] {
      Run(
        plan: plan(of: [create]), revision: "4f2c1ab", startedAt: Instant(seconds: 1_795_348_800),
        outcomes: [(create, outcome)]
      ).noting(movedIn: plan(of: [drift])).moved
    }
    #expect(moved(.applied(server: server, address: nil)) == [.init(order: orderID("ord-1"), fields: [.memory])])
    #expect(moved(lost) == [])
  }
}
