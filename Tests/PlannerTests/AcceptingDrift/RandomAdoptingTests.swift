import Testing

@testable import Planner

/// Drift of any kind on orders of any layout: what an edit takes over is drift no more, and it brings nothing that it does not name.
struct RandomAdoptingTests {
  private let layouts = [
    "", "addons: [private-instance]\n", "addons:\n  - private-instance # c\n", "environment: {}\n",
    "environment:\n  EXTRA: x\n",
    "name: >-\n  Bot\n  of hers\n# end\n", "environment: { EXTRA: \"a, b\" }\nname: 'It''s'\n",
    "customer: cus-1\nnode: 1\n",
    "description: |\n  two\n  lines\n", "ignore: [build.cpu]\nuntil: 2027-01-01\n",
  ]

  @Test(arguments: 0..<6)
  func `What is taken over is drift no more`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed) &+ 4000)
    for _ in 0..<40 {
      let more = layouts.randomElement(using: &random) ?? ""
      let hasCustomer = more.contains("customer")
      var draws = random
      let shop = try DriftedOrder(
        more: more, owner: hasCustomer ? 2 : 1,
        users: [aUser(1, "admin"), aUser(2, "cus-1"), aUser(3, "cus-2"), aUser(4, nil)]
      ) { for _ in 0..<Int.random(in: 1...3, using: &draws) { drift(&$0, &draws) } }
      random = draws
      let left = Set(shop.adoption.left.map(\.difference.field.label))
      let after = Set(shop.driftAfterwards.map { String($0.prefix { $0 != ":" }) })
      #expect(after.isSubset(of: left), "\(more) \(shop.edits) \(shop.driftAfterwards)")
      let named = left.union(shop.adoption.following.map(\.field.label))
      #expect(Set(shop.fieldsAfterwards).isSubset(of: named), "\(more) \(shop.edits) \(shop.fieldsAfterwards)")
      for line in String(decoding: shop.adoption.before, as: UTF8.self).split(separator: "\n") where line.hasPrefix("#")
      {
        #expect(String(decoding: shop.adoption.after, as: UTF8.self).contains(line))
      }
    }
  }

  private func drift(_ spec: inout ServerSpec, _ random: inout SeededGenerator) {
    let texts = ["plain", "a: b", "# x", "{tier}", "é {x} \u{202E}", "yes", "012", "- x", "two\nlines", ""]
    let text = texts.randomElement(using: &random) ?? ""
    switch Int.random(in: 0..<10, using: &random) {
    case 0: (spec.build.memory, spec.build.disk, spec.build.cpu) = (Mebibytes(1024), Mebibytes(2048), 100)
    case 1: (spec.build.memory, spec.build.disk, spec.build.cpu) = (Mebibytes(512), Mebibytes(1024), 50)
    case 2: spec.build.memory = Mebibytes(Int.random(in: 1...9, using: &random) * 111)
    case 3: spec.startup.environment["FEATURES"] = ["a,b", "", "music", ",", "a b,c"].randomElement(using: &random)
    case 4: spec.startup.environment["TIER"] = text
    case 5: spec.startup.environment["EXTRA"] = spec.startup.environment["EXTRA"] == nil ? nil : text
    case 6: spec.details.name = text.isEmpty ? "x" : text.replacing("\n", with: " ")
    case 7: spec.details.description = text
    case 8: spec.details.owner = .user(UserID(Int.random(in: 1...4, using: &random)))
    default: spec.isSuspended = true
    }
  }
}
