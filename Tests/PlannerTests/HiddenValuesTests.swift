import Reports
import Testing

@testable import Planner

/// Whoever may open a pull request reads its plan: nothing that this fleet did not put on the panel may stand in one.
@Suite struct HiddenValuesTests {
  static let secret = "MTA-somebodys-token"

  /// An order that sets the variable that `fleet.yaml` leaves to the customer.
  let taking = anOrder(environment: ["DISCORD_TOKEN": declared("x")])

  private func server(token: String = secret, _ change: (inout ServerSpec) -> Void = { _ in }) -> ObservedServer {
    aServer(of: anOrder()) {
      $0.startup.environment["DISCORD_TOKEN"] = token
      change(&$0)
    }
  }

  /// The plan of an order whose server was recorded before the order took the variable.
  private func plan(
    _ order: Order, on server: ObservedServer, trusting trusted: TrustedResults? = nil,
    settings: FleetSettings = theSettings()
  ) -> Plan {
    let recorded = aResult(of: anOrder(), aServer(of: anOrder()))
    return makePlan(
      from: aPanel([server]), to: aFleet([order], recorded: [recorded], settings: settings),
      trusting: trusted ?? TrustedResults([recorded.order: recorded]), asOf: noon)
  }

  private func expectNoSecret(in plan: Plan, _ secret: String = secret, at location: SourceLocation = #_sourceLocation)
  {
    let texts = [
      String(describing: plan), String(reflecting: plan), planText(plan, style: .plain), planMarkdown(plan),
      planJSON(plan), planHTML(plan),
    ]
    for text in texts { #expect(!text.contains(secret), sourceLocation: location) }
  }

  @Test func `An order that sets what the customer set is shown as that, and not what the customer set`() throws {
    let plan = plan(taking, on: server())
    let change = try #require(plan.changes.first)
    #expect(change.differences.map(\.old) == [.hidden])
    #expect(change.reasons.contains(.overridden))
    #expect(planText(plan, style: .plain).contains("! override ord-1      overrides a value that the customer set"))
    #expect(planText(plan, style: .plain).contains("DISCORD_TOKEN    another value -> x"))
    #expect(planMarkdown(plan).contains("Look twice"))
    #expect(planJSON(plan).contains(#""hidden": true"#))
    expectNoSecret(in: plan)
  }

  @Test func `A digest does not depend on a hidden value, only on there being one`() throws {
    let digests = ["a", "b", ""].map { plan(taking, on: server(token: $0)).digest }
    #expect(Set(digests).count == 1)
    let unset = server { $0.startup.environment["DISCORD_TOKEN"] = nil }
    #expect(plan(taking, on: unset).digest != digests[0])
  }

  @Test func `Drift of a variable that the fleet set is shown`() throws {
    let recorded = aResult(of: taking, aServer(of: taking))
    let trusted = TrustedResults([recorded.order: recorded])
    let plan = makePlan(
      from: aPanel([server(token: "moved")]), to: aFleet([taking], recorded: [recorded]), trusting: trusted, asOf: noon)
    #expect(inShort(plan.changes[0].differences) == ["DISCORD_TOKEN: moved -> x (drifted)"])
    #expect(plan.changes[0].reasons == [.drifted])
  }

  @Test func `Results that the pull request brings make nothing visible`() throws {
    let claimed = aResult(of: taking, aServer(of: taking))
    let fleet = aFleet([taking], recorded: [claimed])
    let trusted = aResult(of: anOrder(), aServer(of: anOrder()))
    for trusted in [TrustedResults.none, TrustedResults([trusted.order: trusted])] {
      let plan = makePlan(from: aPanel([server()]), to: fleet, trusting: trusted, asOf: noon)
      #expect(plan.changes.first?.differences.map(\.cause) == [.unrecorded], "who moved it would tell what it is")
      expectNoSecret(in: plan)
    }
  }

  @Test func `A record of another server makes nothing visible`() throws {
    let other = aResult(of: taking, aServer(of: taking, id: 2))
    expectNoSecret(in: plan(taking, on: server(), trusting: TrustedResults([other.order: other])))
  }

  @Test func `A tier, an add-on and fleet yaml that set it show it no more than an order`() throws {
    let settings = theSettings(environment: ["DISCORD_TOKEN": declared("x")])
    let plan = plan(anOrder(), on: server(), settings: settings)
    #expect(plan.changes.first?.reasons.contains(.overridden) == true)
    expectNoSecret(in: plan)
  }

  @Test func `What an order ignores is not shown either`() throws {
    let order = anOrder(
      environment: ["DISCORD_TOKEN": declared("x")], ignored: [.variable("DISCORD_TOKEN"), .name])
    let plan = plan(order, on: server { $0.details.name = Self.secret })
    #expect(
      plan.notices.contains(
        .init(order: order.id, kind: .ignored(.variable("DISCORD_TOKEN"), observed: .hidden, ordered: "x"))))
    expectNoSecret(in: plan)
  }

  @Test func `Texts of a server that this fleet never recorded are not shown`() throws {
    let order = anOrder(name: declared("mine"), description: declared("mine"))
    let foreign = aServer(of: order) {
      $0.details.name = Self.secret
      $0.details.description = Self.secret
      $0.startup.command = Self.secret
      $0.startup.image = Self.secret
      $0.startup.environment["TIER"] = Self.secret
      $0.build.cpu = 1
    }
    let plan = makePlan(from: aPanel([foreign]), to: aFleet([order]), trusting: .none, asOf: noon)
    #expect(plan.changes.first?.differences.first { $0.field == .cpu }?.old == .shown("1%"))
    expectNoSecret(in: plan)
  }

  @Test func `Who overrides what a lower layer leaves to the customer is told so, whatever value is there`() {
    #expect(plan(taking, on: server(token: "")).changes.first?.reasons.contains(.overridden) == true)
  }

  @Test func `A new variable that nobody has set yet is no override`() {
    let order = anOrder(environment: ["EXTRA": declared("x")])
    let server = server { $0.startup.environment["EXTRA"] = "" }
    let plan = plan(order, on: server)
    #expect(inShort(plan.changes[0].differences) == ["EXTRA: hidden -> x (unrecorded)"])
    #expect(!plan.changes[0].reasons.contains(.overridden))
  }

  @Test func `Drift in a hidden value is not taken over into a document`() throws {
    let recorded = aResult(of: taking, aServer(of: taking))
    let listing = FleetListing([], in: "fleet")
    let fleet = aFleet([taking], recorded: [recorded])
    let panel = aPanel([server()])
    let plan = makePlan(from: panel, to: fleet, trusting: .none, asOf: noon)
    let adoption = acceptDrift(
      taking, Array("order: ord-1\n".utf8), in: listing, of: fleet, from: panel, trusting: .none, planned: plan,
      asOf: noon)
    #expect(adoption.before == adoption.after)
    #expect(!acceptedDriftText([adoption], style: .plain).contains(Self.secret))
  }

  @Test func `The external id of a server whose uuid somebody wrote into a result is not shown`() {
    let order = anOrder()
    let recorded = aResult(of: order, aServer(of: order, id: 7))
    let other = aServer(externalID: Self.secret, id: 7)
    let plan = makePlan(from: aPanel([other]), to: aFleet([order], recorded: [recorded]), trusting: .none, asOf: noon)
    #expect(plan.vanished.first?.strayed == .init(id: ServerID(7), externalID: .hidden))
    expectNoSecret(in: plan)
  }

  @Test func `An e-mail that somebody else has names that user's number only`() {
    let customer = Customer(id: "cus-1", contact: .init(email: "jane@example.com", name: "Jane Doe"))
    let other = PanelUser(id: UserID(17), externalID: "cus-secret", email: "Jane@example.com", username: Self.secret)
    let plan = makePlan(
      from: aPanel(users: [other]), to: aFleet([anOrder(customer: customer)]), trusting: .none, asOf: noon)
    #expect(plan.diagnostics.first?.message.contains("panel user 17") == true)
    expectNoSecret(in: plan)
    expectNoSecret(in: plan, "cus-secret")
  }
}
