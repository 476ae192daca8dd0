import EggRules
import Testing

@testable import Planner

/// A hint that shows YAML is pasted by whoever is in a hurry: it has to be YAML of ours, and to change nothing that nobody meant.
@Suite struct PastedHintTests {
  /// What stands last between backticks.
  private func shown(in hint: String?) throws -> String {
    String(try #require(hint?.split(separator: "`").last { $0.contains(":") }))
  }

  @Test(arguments: [
    "en", "two words", #"a "quoted" \ word"#, "true", "0x10", "- x", "# x", "a: b", "'", "{{SERVER_MEMORY}}",
  ])
  func `A variable that an egg requires is left to customers, whatever the egg's default`(eggDefault: String) throws {
    let added = EggVariable(name: "LANGUAGE", rules: "required|string", defaultValue: eggDefault)
    let egg = Egg(id: theEgg.id, variables: theEgg.variables + [added], images: nil)
    let told = aPlan(for: aFleet([anOrder("ord-1")]), on: aPanel(egg: egg)).diagnostics.first {
      $0.code == "missing-variable"
    }
    let line = try shown(in: told?.hint)

    var sample = SampleFleet()
    sample.settings = sample.settings?.replacing(
      "  startup: node index.js", with: "  startup: node index.js\n  environment:\n    \(line)")
    let reading = sample.read()
    #expect(reading.diagnostics.isEmpty, "\(line)")
    let setting = try #require(reading.fleet?.settings.server.environment["LANGUAGE"]).value
    guard case .leftToCustomer(let initially) = setting else {
      Issue.record("\(line) decides for customers")
      return
    }
    #expect(initially == Template(eggDefault))
    // Servers that there are keep what they have.
    var variables = theVariables
    variables["LANGUAGE"] = setting
    let order = anOrder("ord-2")
    let server = aServer(of: order, settings: theSettings(environment: variables)) {
      $0.startup.environment["LANGUAGE"] = "de"
    }
    let fleet = aFleet([order], recorded: [aResult(of: order, server)], settings: theSettings(environment: variables))
    #expect(aPlan(for: fleet, on: aPanel([server], egg: egg)).changes.isEmpty)
  }

  @Test(arguments: ["cus-ada", "a: b", "# x", "0x10", "'"])
  func `A customer's id stands as the hint writes it`(id: String) throws {
    let customer = Customer(id: id, contact: .init(email: "other@example.com", name: "Ada Lovelace"))
    let told = aPlan(
      for: aFleet([anOrder("ord-1", customer: customer)]), on: aPanel(users: [aUser(1, "admin"), aUser(7, id)])
    ).diagnostics.first { $0.code == "another-person" }
    let line = try shown(in: told?.hint)
    let reading = SampleFleet.with(
      order: "order: ord-1\n\(line)\ntier: starter\nstatus: quote_accepted\npayment: confirmed\n"
    ).read()
    #expect(reading.fleet?.orders.first?.customer?.value == Customer(id: id), "\(line): \(reading.diagnostics)")
  }

  @Test(arguments: ["cus-ada", "a: b", "a, b", "{x}", "1114", "'"])
  func `A panel user is named as the hint writes it`(id: String) throws {
    let customer = Customer(id: id, contact: .init(email: "user-7@example.com", name: "Ada Lovelace"))
    let told = aPlan(
      for: aFleet([anOrder("ord-1", customer: customer)]), on: aPanel(users: [aUser(1, "admin"), aUser(7, nil)])
    ).diagnostics.first { $0.code == "email-taken" }
    let line = try shown(in: told?.hint)
    let reading = SampleFleet.with(
      order: "order: ord-1\n\(line)\ntier: starter\nstatus: quote_accepted\npayment: confirmed\n"
    ).read()
    let read = reading.fleet?.orders.first?.customer?.value
    #expect(read == Customer(id: id, user: UserID(7)), "\(line): \(reading.diagnostics)")
  }

  /// What a patch of drift cannot hold is left alone by the line that its words show.
  @Test(arguments: Field.fixed.filter { $0 != .suspended } + [.variable("DISCORD_TOKEN"), .variable("_x9")])
  func `A field stands in ignore as its path is shown`(field: Field) {
    let order = "order: ord-1\nignore: [\(field.path)]\ntier: starter\nstatus: quote_accepted\npayment: confirmed\n"
    let reading = SampleFleet.with(order: order).read()
    #expect(reading.diagnostics.isEmpty, "\(reading.diagnostics)")
    #expect(reading.fleet?.orders.first?.ignored == [field])
  }

  @Test func `An add-on that is bought twice is allowed by the line of the catalog that is shown`() throws {
    let order =
      "order: ord-1\naddons: [private-instance, private-instance]\ntier: starter\nstatus: quote_accepted\npayment: confirmed\n"
    var sample = SampleFleet.with(order: order)
    let line = try shown(in: sample.read().diagnostics.first?.hint)
    sample.catalog = sample.catalog?.replacing("+512MiB, cpu: +50%", with: "+512MiB, \(line), cpu: +50%")
    #expect(sample.read().diagnostics.isEmpty)
  }
}
