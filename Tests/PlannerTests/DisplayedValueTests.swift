import Testing

@testable import Planner

/// What is said of a change once it was made, in logs and commits.
struct DisplayedValueTests {
  @Test func `Of many fields the first are told, and how many more there are`() throws {
    let fields: [Field] = [.memory, .swap, .disk, .io, .cpu, .databases]
    #expect(try told(Array(fields.prefix(4))) == "memory 1 -> 2, swap 1 -> 2, disk 1 -> 2, io 1 -> 2")
    #expect(try told(fields) == "memory 1 -> 2, swap 1 -> 2, disk 1 -> 2, and 3 other fields")
  }

  @Test(arguments: [
    (Field.swap, "-1MiB", "unlimited"), (.swap, "0MiB", "0MiB"), (.memory, "0MiB", "unlimited"),
    (.disk, "0MiB", "unlimited"), (.cpu, "0%", "unlimited"), (.name, "0%", "0%"), (.memory, "512MiB", "512MiB"),
  ])
  func `No limit is called unlimited`(field: Field, value: String, said: String) {
    #expect(field.said(value) == said)
  }

  private func told(_ fields: [Field]) throws -> String {
    let differences = fields.map { Difference(field: $0, old: .shown("1"), new: "2", cause: .drifted) }
    let order = try #require(OrderID("ord-1"))
    return Change(
      order: order, kind: .update, reasons: [], server: nil, differences: differences, actions: []
    ).told(address: nil)
  }
}
