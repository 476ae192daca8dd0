import Testing

@testable import Planner

struct ImportedVariablesTests {
  private let shop = ImportedShop()

  private func importing(declaring name: String, _ question: ImportQuestion = ImportQuestion()) -> FleetImport {
    let variables = theVariables.merging([name: declared("x")]) { $1 }
    return shop.importing(
      [shop.server(1, "a"), shop.server(2, "b")], question, settings: theSettings(environment: variables))
  }

  @Test func `A variable that the server's egg does not have is told once, and stands in no order`() {
    let found = importing(declaring: "PHANTOM")
    #expect(found.diagnostics.map(\.message) == ["egg 15 has no variable `PHANTOM`"])
    #expect(found.diagnostics.map(\.severity) == [.warning])
    #expect(found.isWhole && found.orders.map(\.kept) == [[], []])
    #expect(found.documents.allSatisfy { !$0.contains("PHANTOM") })
  }

  @Test func `One that the egg has, and the server has not, is left to the customer`() {
    let found = importing(declaring: "EXTRA")
    #expect(found.diagnostics == [] && found.orders.map(\.kept) == [[.variable("EXTRA")], [.variable("EXTRA")]])
    #expect(found.documents.allSatisfy { $0.contains("  EXTRA: { setBy: customer, initially: ") })
  }
}
