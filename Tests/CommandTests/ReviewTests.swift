import PanelProcess
import RepositoryFixtures
import Testing

/// What a reviewer must not miss in the plan of a pull request.
@Suite(.timeLimit(.minutes(20)))
struct ReviewTests {
  @Test(arguments: [[], ["--format", "markdown"], ["--format", "html"], ["--format", "json"]])
  func `A pull request that loosens a rule is told so, also where nothing is to be done`(format: [String]) async throws
  {
    let stage = try await Stage(["ord-1": Documents.order("ord-1", more: "protect: true")])
    try await stage.apply()
    let loose =
      Documents.fleet.replacing("maxTerminations: 3", with: "maxTerminations: 50")
      + "policy: { terminateAfter: 0d }\n"
    try stage.commit(["fleet/fleet.yaml": loose, "fleet/orders/ord-1.yaml": Documents.order("ord-1")])
    let ended = try await stage.botfleet(["plan", "--base", "HEAD~1"] + format)
    #expect(ended.status == 0, "\(ended.people)")
    let words = ended.answer.replacing("-&gt;", with: "->")
    #expect(words.contains("this pull request loosens: safety.maxTerminations 3 -> 50"))
    #expect(words.contains("this pull request loosens: policy.terminateAfter 7d -> 0d"))
    #expect(words.contains("this pull request loosens: protect true -> false"))
    let unchanged = try await stage.botfleet(["plan", "--base", "HEAD"] + format)
    #expect(!unchanged.answer.contains("this pull request"))
  }

  @Test func `A refusal that a pull request lifts is named with what follows`() async throws {
    let ids = (1...8).map { "ord-\($0)" }
    let cautious = Documents.fleet.replacing("maxChanged: 100%", with: "maxChanged: 30%, always: 0")
    let stage = try await Stage(
      Dictionary(uniqueKeysWithValues: ids.map { ($0, Documents.order($0)) }), fleet: cautious)
    try await stage.apply()
    try stage.merge(Dictionary(uniqueKeysWithValues: ids.map { ($0, Documents.order($0, payment: "overdue")) }))
    try stage.commit(["fleet/fleet.yaml": Documents.fleet])
    let ended = try await stage.botfleet("plan", "--base", "HEAD~1")
    #expect(ended.answer.contains("this pull request loosens: safety.maxChanged 30% -> 100%"))
    #expect(ended.answer.contains("this pull request lifts a refusal: 8 suspensions follow"))
    #expect(ended.answer.contains("before: 8 servers of 8 changed, 2 allowed by safety.maxChanged"))
  }

  @Test(arguments: [[], ["--format", "markdown"], ["--format", "html"]])
  func `A create says whose server it becomes`(format: [String]) async throws {
    let new = "{ id: cus-9, email: nine@example.test, name: Nina Nine }"
    let stage = try await Stage(["ord-1": Documents.order("ord-1", customer: new), "ord-2": Documents.order("ord-2")])
    let ended = try await stage.botfleet(["plan"] + format)
    #expect(ended.answer.contains("for customer cus-9, a new panel user"))
    #expect(ended.answer.contains("for customer cust-1, panel user "))
  }

  @Test func `One customer id with two people is told at both places, and nobody gets a server`() async throws {
    let stage = try await Stage([
      "a-2": Documents.order("a-2", customer: "{ id: klant-2, email: jan@example.nl, name: Jan de Vries }"),
      "a-3": Documents.order("a-3", customer: "{ id: klant-2, email: piet@example.nl, name: Piet Bakker }"),
    ])
    let ended = try await stage.botfleet("plan")
    #expect(ended.status == 1)
    #expect(
      ended.answer.contains("fleet/orders/a-2.yaml:2:11: error: customer `klant-2` has a different e-mail and name")
    )
    #expect(
      ended.answer.contains("fleet/orders/a-3.yaml:2:11: error: customer `klant-2` has a different e-mail and name")
    )
    #expect(!ended.answer.contains("+ create"))
    try await stage.apply(expecting: 1)
    #expect(try await stage.panel.servers().isEmpty)
  }

  @Test(arguments: [
    ("owner: 1", "owner: 99", "fleet/fleet.yaml:5:10: error: the panel has no user 99"),
    ("nodes: [1, 2]", "nodes: [1, 77]", "fleet/fleet.yaml:14:25: error: the panel has no node 77"),
    ("nodes: [1, 2]", "locations: [88]", "fleet/fleet.yaml:14:26: error: no node of the panel is in location 88"),
    ("egg: 15", "egg: 99", "fleet/fleet.yaml:4:8: error: nest 5 of the panel has no egg 99"),
    ("nest: 5", "nest: 98", "error: nest 98 of the panel has no egg 15"),
  ])
  func `A number that the panel does not have is told at its place`(
    written: String, instead: String, told: String
  ) async throws {
    let order = Documents.order("ord-1").replacing("customer: cust-1\n", with: "")
    let stage = try await Stage(["ord-1": order], fleet: Documents.fleet.replacing(written, with: instead))
    let ended = try await stage.botfleet("plan")
    #expect(ended.status == 1)
    #expect((ended.answer + ended.people).contains(told), "\(ended.answer)\n\(ended.people)")
    try stage.commit(["fleet/fleet.yaml": Documents.fleet])
    #expect(try await stage.botfleet("plan").status == 0)
  }
}
