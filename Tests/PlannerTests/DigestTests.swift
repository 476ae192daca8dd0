import Testing

@testable import Planner

@Suite struct DigestTests {
  /// One thing that a change is made from, moved.
  struct Move: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let make: @Sendable () -> Change?

    init(_ words: String, _ make: @escaping @Sendable () -> Change?) { (testDescription, self.make) = (words, make) }
  }

  /// The change of a starter's server whose processor, command or owner somebody moved.
  static func change(
    id: String = "ord-1", order: Order? = nil, server id2: Int = 1, uuid: String? = nil, node: Int = 1,
    status: ServerStatus = .ready, recorded: Bool = true, asOf: Instant = noon, revision: String = "4f2c1ab",
    others: [Order] = [], more: [ObservedServer] = [], free: [NodeID: [Allocation]]? = nil,
    nodes: [ObservedNode] = [aNode(1), aNode(2)], settings: FleetSettings = theSettings(),
    moved: (inout ServerSpec) -> Void = { $0.build.cpu = 1 }
  ) -> Change? {
    let order = order ?? anOrder(id)
    let server = aServer(of: anOrder(order.id.text), id: id2, uuid: uuid, node: node, status: status, change: moved)
    let result = aResult(of: order, aServer(of: anOrder(order.id.text), id: id2, uuid: uuid))
    let fleet = aFleet(
      [order] + others, recorded: recorded ? [result] : [], settings: settings, revision: revision)
    let plan = aPlan(for: fleet, on: aPanel([server] + more, nodes: nodes, free: free), asOf: asOf)
    return plan.changes.first { $0.order == order.id }
  }

  static func creation(
    _ order: Order = anOrder(), on nodes: [ObservedNode] = [aNode(1)], free: [NodeID: [Allocation]]? = nil,
    settings: FleetSettings = theSettings()
  ) -> Change? {
    aPlan(for: aFleet([order], settings: settings), on: aPanel(nodes: nodes, free: free)).changes.first
  }

  static let moving = [
    Move("the order's id") { change(id: "ord-2") },
    Move("the actions' values") { change(order: anOrder(tier: "pro")) },
    Move("one action more") { change(order: anOrder(features: ["music"])) },
    Move("the kind") { change(order: anOrder(payment: .overdue)) },
    Move("the server's uuid") { change(uuid: anUUID(77)) },
    Move("the server's status") { change(status: .installing) },
    Move("the server's node") { change(node: 2) },
    Move("the observed value of the field that differs") { change(moved: { $0.build.cpu = 2 }) },
    Move("the observed value of another field that is sent along") {
      change(moved: {
        $0.build.cpu = 1
        $0.build.io = 20
      })
    },
  ]

  static let idle = [
    Move("the revision") { change(revision: "9999999") },
    Move("the day") { change(asOf: instant("2027-01-01T00:00:00Z")) },
    Move("the reasons: nothing is recorded") { change(recorded: false) },
    Move("another order") { change(others: [anOrder("ord-5")]) },
    Move("another server") { change(more: [aServer(externalID: nil, id: 9)]) },
    Move("the node's capacity") { change(nodes: [aNode(1, memory: 9999), aNode(2)]) },
    Move("the customer's name for the bot") {
      change(moved: {
        $0.build.cpu = 1
        $0.details.name = "renamed"
      })
    },
    Move("a variable that nobody declared") {
      change(moved: {
        $0.build.cpu = 1
        $0.startup.environment["EXTRA"] = "x"
      })
    },
    Move("the server's number") { change(server: 2, uuid: anUUID(1)) },
  ]

  @Test(arguments: moving)
  func `What would be done otherwise, or to another state, has another digest`(move: Move) throws {
    let (before, after) = (try #require(Self.change()), try #require(move.make()))
    #expect(before.digest != after.digest)
  }

  @Test(arguments: idle)
  func `What moves without changing what is done leaves the digest alone`(move: Move) throws {
    let (before, after) = (try #require(Self.change()), try #require(move.make()))
    #expect(before.digest == after.digest)
  }

  @Test func `A create's digest covers the node and not the address`() throws {
    let first = try #require(Self.creation())
    let taken = try #require(Self.creation(free: [NodeID(1): Array(addresses(5).dropFirst())]))
    #expect(first.placement != taken.placement)
    #expect(first.digest == taken.digest)
    let settings = theSettings(placement: .init(candidates: .nodes([NodeID(2)])))
    #expect(first.digest != Self.creation(on: [aNode(2)], settings: settings)?.digest)
  }

  @Test func `A create's digest covers what the customer begins with`() throws {
    var variables = theVariables
    variables["DISCORD_TOKEN"] = customers("another")
    #expect(Self.creation()?.digest != Self.creation(settings: theSettings(environment: variables))?.digest)
  }

  @Test func `A user's digest covers all that the panel is told`() {
    func digest(email: String = "a@example.com", name: String = "Ada") -> Digest? {
      let customer = Customer(id: "cus-ada", contact: .init(email: email, name: name))
      return aPlan(for: aFleet([anOrder(customer: customer)]), on: aPanel()).changes.first?.digest
    }
    #expect(digest() == digest())
    #expect(digest() != digest(email: "b@example.com"))
    #expect(digest() != digest(name: "Ada Lovelace"))
  }

  @Test func `A kept value is not the empty text`() {
    func digest(_ description: Update<String>) -> Digest {
      let update = DetailsUpdate(name: .keep, description: description, owner: .keep)
      return changeDigest(order: orderID("ord-1"), kind: .update, actions: [.updateDetails(update)], server: nil)
    }
    #expect(digest(.keep) != digest(.set("")))
  }

  @Test func `The plan's digest covers its changes and nothing else`() {
    let one = aFleet([anOrder("ord-1"), anOrder("ord-2", payment: .pending)])
    let same = aFleet([anOrder("ord-1")], revision: "0000000")
    let two = aFleet([anOrder("ord-1"), anOrder("ord-2")])
    #expect(aPlan(for: one, on: aPanel()).digest == aPlan(for: same, on: aPanel()).digest)
    #expect(aPlan(for: one, on: aPanel()).digest != aPlan(for: two, on: aPanel()).digest)
  }

  @Test func `A digest is written and read in one form`() throws {
    let digest = Digest(of: .string("x"))
    #expect(digest.description.hasPrefix("sha256:"))
    #expect(Digest(digest.description) == digest)
    #expect(digest.short == String(digest.hexadecimal.prefix(6)))
    for text in [
      digest.hexadecimal, "sha256:", "sha256:" + digest.hexadecimal.uppercased(), digest.description + "0", "",
    ] {
      #expect(Digest(text) == nil)
    }
  }

  @Test func `A known text has the digest that every other program gives it`() {
    // printf '"abc"' | sha256sum
    #expect(
      Digest(of: .string("abc")).hexadecimal == "6cc43f858fbb763301637b5af970e2a46b46f461f27e5a0f41e009c59b827b25")
  }
}
