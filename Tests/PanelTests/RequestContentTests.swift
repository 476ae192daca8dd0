import Testing

@testable import Panel
@testable import Planner

/// Nothing that an order decides may be missing from a request: what is not sent is reset.
@Suite struct RequestContentTests {
  @Test(arguments: Field.fixed.filter { $0 != .suspended })
  func `Every field of a spec is in the create's request, and in its group's update`(field: Field) throws {
    let (one, other) = (try newServer(environment: [:]).spec, Self.other)
    var moved = one
    moved.take(field, from: other)
    func creation(_ spec: ServerSpec) throws -> JSONValue {
      let new = try newServer()
      return creationBody(
        NewServer(order: new.order, spec: spec, customersVariables: [:], placement: new.placement), owner: owner(spec),
        on: AllocationID(7))
    }
    #expect(try creation(one) != creation(moved))
    #expect(try update(field.group, to: one) != update(field.group, to: moved))
  }

  private static let other = ServerSpec(
    details: .init(name: "other", description: "second", owner: .user(UserID(3))),
    build: .init(
      memory: Mebibytes(1536), swap: Mebibytes(-1), disk: Mebibytes(4096), io: 10, cpu: 150, threads: "0-1",
      databases: nil, backups: 5, allocations: 6),
    startup: .init(egg: EggID(16), image: "image:2", command: "node 2", environment: [:]), isSuspended: true)

  private func owner(_ spec: ServerSpec) -> UserID {
    switch spec.details.owner {
    case .user(let id): id
    case .created: UserID(0)
    }
  }

  private func update(_ group: Field.Group, to spec: ServerSpec) throws -> JSONValue {
    let current = ObservedServer(
      id: ServerID(1), uuid: identity.uuid, identifier: "6e2b7c1e", externalID: "ord-1", status: .ready,
      node: NodeID(1),
      allocation: AllocationID(7), createdAt: Instant(seconds: 0), updatedAt: Instant(seconds: 0),
      spec: try newServer().spec)
    let (details, startup) = (spec.details, spec.startup)
    return switch group {
    case .details:
      detailsBody(
        .init(name: .set(details.name), description: .set(details.description), owner: .set(details.owner)),
        owner: owner(spec), over: current)
    case .build: buildBody(spec.build, over: current)
    case .startup:
      startupBody(
        StartupUpdate(egg: startup.egg, image: .set(startup.image), command: startup.command, environment: .untouched),
        over: current, environment: startup.environment.byName)
    case .suspension: .null
    }
  }
}
