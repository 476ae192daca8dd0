import Testing

@testable import Planner

/// `ignore` in an order: fields that are left as the panel has them.
@Suite struct IgnoreTests {
  private func plan(
    _ order: Order, recordedAs recorded: Order? = nil, settings: FleetSettings = theSettings(),
    users: [PanelUser] = [aUser(1, "admin")], change: (inout ServerSpec) -> Void
  ) -> Plan {
    let server = aServer(of: recorded ?? order, settings: settings, change: change)
    let record = aResult(of: order, aServer(of: recorded ?? order, settings: settings))
    return aPlan(for: aFleet([order], recorded: [record], settings: settings), on: aPanel([server], users: users))
  }

  @Test func `An ignored field is left as it is, and the plan lists what differs`() {
    let plan = plan(anOrder(ignored: [.memory])) { $0.build.memory = Mebibytes(4096) }
    #expect(inShort(plan) == [])
    #expect(plan.counts.inStep == 1)
    #expect(plan.notices.map(\.kind) == [.ignored(.memory, observed: .shown("4GiB"), ordered: "512MiB")])
  }

  @Test func `It is listed also where nothing differs`() {
    let plan = plan(anOrder(ignored: [.cpu, .memory])) { _ in }
    #expect(
      plan.notices.map(\.kind) == [
        .ignored(.memory, observed: .shown("512MiB"), ordered: "512MiB"),
        .ignored(.cpu, observed: .shown("50%"), ordered: "50%"),
      ])
  }

  @Test func `The rest of its group is put right, and the panel is told what it has of the ignored field`() throws {
    let plan = plan(anOrder(ignored: [.memory])) {
      $0.build.memory = Mebibytes(4096)
      $0.build.cpu = 1
    }
    let change = try #require(plan.changes.first)
    #expect(inShort(change.differences) == ["cpu: 1% -> 50% (drifted)"])
    guard case .updateBuild(let build)? = change.actions.first else {
      Issue.record("\(change.actions)")
      return
    }
    #expect(build.memory == Mebibytes(4096) && build.cpu == 50)
  }

  @Test func `Ignored texts and variables go back as they are read just before`() throws {
    let order = anOrder(
      name: declared("ours"), environment: ["EXTRA": declared("a")], ignored: [.name, .image, .variable("TIER")])
    let plan = plan(order) {
      $0.details.name = "theirs"
      $0.details.owner = .user(UserID(7))
      $0.startup.image = "other"
      $0.startup.environment["TIER"] = "moved"
      $0.startup.environment["EXTRA"] = "b"
    }
    let change = try #require(plan.changes.first)
    let startup = StartupUpdate(
      egg: EggID(15), image: .keep, command: "node index.js",
      environment: .merged(
        declared: ["FEATURES": "moderation", "MAX_GUILDS": "1", "EXTRA": "a"],
        initially: [:]))
    #expect(
      change.actions == [
        .updateDetails(.init(name: .keep, description: .keep, owner: .set(.user(UserID(1))))), .updateStartup(startup),
      ])
    #expect(inShort(change.differences) == ["owner: 7 -> 1 (drifted)", "EXTRA: b -> a (drifted)"])
  }

  @Test func `What is ignored and sent back as it is read moves no digest, and neither does what the order says of it`()
  {
    func digests(_ name: String, _ tier: String, panel: String) -> [Digest] {
      let order = anOrder(
        name: declared(name), environment: ["TIER": declared(tier)], ignored: [.name, .variable("TIER")])
      return plan(order, recordedAs: anOrder(name: declared("x"), environment: ["TIER": declared("x")])) {
        $0.details.name = panel
        $0.details.owner = .user(UserID(7))
        $0.startup.environment["TIER"] = panel
        $0.startup.command = "moved"
      }.changes.map(\.digest)
    }
    #expect(digests("a", "b", panel: "c") == digests("d", "e", panel: "f"))
    #expect(digests("a", "b", panel: "c").count == 1)
  }

  @Test func `What the order says of an ignored limit moves no digest, what the panel has of it does, for it is sent`()
  {
    func digests(_ tier: String, panel: Int) -> [Digest] {
      let order = anOrder(
        tier: tier, ignored: [.memory, .disk, .cpu, .databases, .backups, .variable("MAX_GUILDS"), .variable("TIER")])
      return plan(order, recordedAs: anOrder()) {
        $0.build.memory = Mebibytes(panel)
        $0.build.io = 10
      }.changes.map(\.digest)
    }
    #expect(digests("starter", panel: 300) == digests("pro", panel: 300))
    #expect(digests("starter", panel: 300) != digests("starter", panel: 301))
  }

  @Test func `An ignored owner is asked of nobody`() {
    let order = anOrder(customer: Customer(id: "cus-nobody"), ignored: [.owner])
    let plan = plan(order) { $0.details.owner = .user(UserID(7)) }
    #expect(inShort(plan) == [])
    #expect(plan.notices.map(\.kind) == [.ignored(.owner, observed: .shown("7"), ordered: "customer cus-nobody")])
  }

  @Test func `An upgrade of an ignored limit needs no room`() {
    let order = anOrder(tier: "pro", ignored: [.memory, .disk])
    let server = aServer(of: anOrder())
    let fleet = aFleet([order], recorded: [aResult(of: anOrder(), server)])
    let plan = aPlan(for: fleet, on: aPanel([server], nodes: [aNode(memory: 512, disk: 1024)]))
    #expect(inShort(plan) == ["update ord-1: update-build, update-startup"])
  }

  @Test func `What the customer decides and what nobody declares cannot be ignored, and that is told`() {
    let plan = plan(anOrder(ignored: [.name, .variable("TEIR"), .variable("DISCORD_TOKEN")])) { _ in }
    #expect(
      plan.notices.map(\.kind) == [
        .nothingToIgnore(.name), .nothingToIgnore(.variable("DISCORD_TOKEN")), .nothingToIgnore(.variable("TEIR")),
      ])
  }

  @Test func `The egg's rules do not judge an ignored variable`() {
    let egg = Egg(
      id: EggID(15),
      variables: theEgg.variables.map {
        .init(name: $0.name, rules: $0.name == "TIER" ? "required|in:gold" : "nullable|string", defaultValue: "")
      }, images: nil)
    let order = anOrder(ignored: [.variable("TIER")])
    let server = aServer(of: order) { $0.startup.command = "moved" }
    let panel = aPanel([server])
    let observation = Observation(
      servers: panel.servers, nodes: panel.nodes, freeAllocations: panel.freeAllocations, eggs: [egg.id: egg],
      users: panel.users, missingPermissions: [])
    let plan = aPlan(for: aFleet([order], recorded: [aResult(of: order, aServer(of: order))]), on: observation)
    #expect(plan.diagnostics == [] && plan.changes.count == 1)
  }

  @Test func `A new server gets what the order says, and its record leaves out what is ignored`() throws {
    let order = anOrder(ignored: [.memory, .variable("TIER")])
    let fleet = aFleet([order])
    let plan = aPlan(for: fleet, on: aPanel())
    let change = try #require(plan.changes.first)
    guard case .createServer(let new)? = change.actions.first else {
      Issue.record("\(change.actions)")
      return
    }
    #expect(new.spec.build.memory == Mebibytes(512) && new.spec.startup.environment["TIER"] == "starter")
    let run = Run(
      plan: plan, revision: "4f2c1ab", startedAt: noon,
      outcomes: [(change, .applied(server: aServer(of: order), address: nil))])
    let spec = try #require(makeResults(of: run, for: fleet, after: [aServer(of: order)]).first?.applied?.spec)
    #expect(spec[.memory] == nil && spec[.variable("TIER")] == nil)
    #expect(spec[.cpu] == "50%" && spec[.variable("FEATURES")] == "moderation")
  }

  @Test func `Drift of an ignored field is no news for its record`() {
    let order = anOrder(ignored: [.memory])
    let server = aServer(of: order) { $0.build.memory = Mebibytes(4096) }
    var fleet = aFleet([order], recorded: [aResult(of: order, aServer(of: order))])
    func results(_ server: ObservedServer) -> [OrderResult] {
      let run = Run(plan: aPlan(for: fleet, on: aPanel([server])), revision: "4f2c1ab", startedAt: noon, outcomes: [])
      return makeResults(of: run, for: fleet, after: [server])
    }
    let first = results(server)
    #expect(first.map { $0.applied?.spec[.memory] } == [nil])
    fleet = aFleet([order], recorded: first)
    #expect(results(server) == [])
    #expect(results(aServer(of: order) { $0.build.memory = Mebibytes(100) }) == [])
  }

  @Test func `A suspension goes on whatever is ignored`() {
    let order = anOrder(state: .suspended, ignored: Set(Field.fixed.filter { $0 != .suspended }))
    #expect(inShort(plan(order) { _ in }) == ["suspend ord-1: suspend"])
  }
}
