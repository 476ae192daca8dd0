import Testing

@testable import Planner

@Suite struct CustomersValuesTests {
  let order = anOrder()
  /// A word that must turn up nowhere.
  static let secret = "MTA-the-customers-own"

  /// A panel whose customer renamed the bot, described it and, against all rules, has the token in what was observed.
  private func server(_ change: (inout ServerSpec) -> Void = { _ in }) -> ObservedServer {
    aServer(of: order) {
      $0.details.name = Self.secret
      $0.details.description = Self.secret
      $0.startup.environment["DISCORD_TOKEN"] = Self.secret
      change(&$0)
    }
  }

  @Test func `A customer who renames a bot causes no drift`() {
    let fleet = aFleet([order], recorded: [aResult(of: order, aServer(of: order))])
    #expect(inShort(aPlan(for: fleet, on: aPanel([server()]))) == [])
  }

  @Test func `A customer's image causes none where the fleet leaves it to them`() {
    let defaults = theSettings()
    let settings = FleetSettings(
      name: defaults.name, panel: defaults.panel,
      server: .init(
        egg: EggReference(EggID(15), in: NestID(5)), owner: UserID(1), image: somewhere(customers("begin")),
        startup: "node index.js",
        name: customers(""), description: customers(""), environment: [:]), placement: defaults.placement)
    let server = aServer(of: order, settings: settings) { $0.startup.image = Self.secret }
    let fleet = aFleet([order], recorded: [aResult(of: order, server)], settings: settings)
    #expect(inShort(aPlan(for: fleet, on: aPanel([server]))) == [])
    let other = aServer(of: order, settings: settings) {
      $0.startup.image = Self.secret
      $0.startup.command = "moved"
    }
    let plan = aPlan(for: fleet, on: aPanel([other]))
    #expect(inShort(plan) == ["update ord-1: update-startup"])
    #expect(!String(describing: plan).contains(Self.secret))
  }

  @Test func `No update of any group carries, shows or digests what the customer decides`() throws {
    let recorded = aResult(of: order, aServer(of: order))
    let changes: [(inout ServerSpec) -> Void] = [
      { $0.details.owner = .user(UserID(9)) }, { $0.build.cpu = 1 }, { $0.startup.command = "moved" },
      { $0.startup.environment["TIER"] = "moved" }, { $0.startup.egg = EggID(16) }, { $0.isSuspended = true },
    ]
    for change in changes {
      let settings = theSettings(policy: .init(suspendedByHand: .resume))
      let fleet = aFleet([order], recorded: [recorded], settings: settings)
      let plan = aPlan(for: fleet, on: aPanel([server(change)]))
      #expect(plan.changes.count == 1)
      #expect(!String(describing: plan).contains(Self.secret))
      let renamed = aServer(of: order, change: change)
      #expect(plan.digest == aPlan(for: fleet, on: aPanel([renamed])).digest)
    }
  }

  @Test func `No result carries it`() {
    let fleet = aFleet([order], recorded: [])
    let results = afterwards(fleet, aPanel([server { $0.build.cpu = 1 }]))
    #expect(results.count == 1)
    #expect(!String(describing: results).contains(Self.secret))
  }

  /// What a run records in which all went well.
  private func afterwards(_ fleet: Fleet, _ panel: Observation) -> [OrderResult] {
    let plan = aPlan(for: fleet, on: panel)
    let run = Run(
      plan: plan, revision: "4f2c1ab", startedAt: noon,
      outcomes: plan.changes.map { ($0, .applied(server: panel.servers.first, address: nil)) })
    return makeResults(of: run, for: fleet, after: panel.servers)
  }
}
