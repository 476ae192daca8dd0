import Health
import Planner
import SightFixtures
import Testing

@testable import Views

@Suite("What a role may see")
struct RoleTests {
  let sight = SightFixture.sight()
  let admin = Viewer.admin(Administrator(name: "Ada Admin", email: "ada@example.com"))
  let ada = Viewer.customer(["cus-ada"])
  let bert = Viewer.customer(["cus-bert"])

  @Test(
    "Nobody sees anything, and neither does a customer whom no order names",
    arguments: [Viewer.nobody, .customer([]), .customer(["cus-", ""]), .customer(["CUS-ADA", "cus-ada "])])
  func nobody(_ viewer: Viewer) {
    for (order, _) in SightFixture.customers { expectNothing(SightFixture.id(order), viewer) }
    #expect(sight.list(AdminQuery(), for: viewer) == nil)
    #expect(sight.bots(for: viewer)?.isEmpty ?? true)
    #expect(sight.offers(for: viewer) == nil)
  }

  @Test("A customer sees his own orders, and of every other nothing at all")
  func customers() {
    for (order, customer) in SightFixture.customers {
      let id = SightFixture.id(order)
      for (viewer, name) in [(ada, "cus-ada"), (bert, "cus-bert")] {
        guard customer == name else {
          expectNothing(id, viewer)
          continue
        }
        #expect(sight.isVisible(id, to: viewer))
        #expect(sight.bot(id, SightFixture.material(of: order), for: viewer) != nil)
      }
    }
    #expect(sight.bots(for: ada)?.map(\.order.text) == ["ord-1", "ord-2", "ord-3", "ord-4"])
    #expect(sight.bots(for: bert)?.map(\.order.text) == ["ord-5", "ord-6", "ord-8"])
    // Somebody may be several customers.
    #expect(sight.bots(for: .customer(["cus-ada", "cus-bert"]))?.count == 7)
  }

  @Test("A customer has nothing of an administrator's, not even of his own orders")
  func adminsOnly() {
    let own = SightFixture.id("ord-1")
    #expect(sight.status(of: own, for: ada) == nil)
    #expect(sight.order(own, SightFixture.material(of: "ord-1"), for: ada) == nil)
    #expect(sight.list(AdminQuery(), for: ada) == nil)
    #expect(sight.offers(for: ada) == nil)
  }

  @Test("What a customer sees says nothing of actors, commits, nodes, failures' words or notes")
  func nothingInside() {
    for order in ["ord-1", "ord-2", "ord-3", "ord-4"] {
      var text = ""
      dump(sight.bot(SightFixture.id(order), SightFixture.material(of: order), for: ada), to: &text)
      for secret in SightFixture.secrets { #expect(!text.contains(secret), "\(order): \(secret)") }
    }
    var text = ""
    dump(sight.bot(SightFixture.id("ord-6"), SightFixture.material(of: "ord-6"), for: bert), to: &text)
    for secret in SightFixture.secrets { #expect(!text.contains(secret), "\(secret)") }
  }

  @Test("An administrator sees everything")
  func everything() throws {
    for (order, _) in SightFixture.customers {
      let id = SightFixture.id(order)
      #expect(sight.isVisible(id, to: admin) && sight.status(of: id, for: admin) != nil)
      let shown = try #require(sight.order(id, SightFixture.material(of: order), for: admin))
      #expect(shown.document != nil && shown.timeline.count == 6)
    }
    #expect(sight.list(AdminQuery(), for: admin)?.all == 8)
    // Whoever administers is nobody's customer.
    #expect(sight.bots(for: admin) == nil)
  }

  @Test("What nobody has is not there for an administrator either")
  func unknown() {
    let none = SightFixture.id("ord-999")
    #expect(!sight.isVisible(none, to: admin))
    #expect(sight.order(none, OrderMaterial(), for: admin) == nil)
    #expect(sight.bot(none, OrderMaterial(), for: admin) == nil)
  }

  private func expectNothing(_ id: OrderID, _ viewer: Viewer) {
    let material = SightFixture.material(of: id.text)
    #expect(!sight.isVisible(id, to: viewer), "\(id) \(viewer)")
    #expect(sight.bot(id, material, for: viewer) == nil)
    #expect(sight.order(id, material, for: viewer) == nil)
    #expect(sight.status(of: id, for: viewer) == nil)
    #expect(sight.server(of: id, for: viewer) == nil)
    #expect(sight.place(of: id, for: viewer) == nil)
    #expect(sight.power(of: id, for: viewer) == .none)
  }
}
