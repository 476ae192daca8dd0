import Testing

@testable import Planner

@Suite struct `A catalog` {
  private static let sound = "{ memory: 512MiB, cpu: 50%, disk: 1GiB, guilds: 1 }"

  private static func tier(_ memory: String) -> String {
    "tiers:\n  pro: { memory: \(memory), cpu: 50%, disk: 1GiB, guilds: 1 }\n"
  }

  private static func addon(_ addon: String) -> String { "tiers: { pro: \(sound) }\naddons:\n  extra: \(addon)\n" }

  @Test(arguments: [
    BadDocument(
      tier("1️⃣512MB"), "bad-size", says: "`MB`",
      hint: "the panel counts in MiB: write `512MiB`"),
    BadDocument(tier("1️⃣2 GB"), "bad-size", hint: "the panel counts in MiB and GiB: write `2GiB`"),
    BadDocument(
      tier("1️⃣512"), "bad-size", says: "a size needs a unit", hint: "the panel counts in MiB: write `512MiB`"),
    BadDocument(tier("1️⃣512mib"), "bad-size", hint: "the panel counts in MiB: write `512MiB`"),
    BadDocument(tier("1️⃣512KiB"), "bad-size"),
    BadDocument(tier("1️⃣1.5GiB"), "bad-number", hint: "write `1536MiB`"),
    BadDocument(tier("1️⃣0.3GiB"), "bad-number", hint: "write it like `512MiB`"),
    BadDocument(tier("1️⃣1e3MiB"), "bad-size"),
    BadDocument(tier("1️⃣0512MiB"), "bad-number", hint: "write `512MiB`"),
    BadDocument(tier("1️⃣-512MiB"), "bad-number"),
    BadDocument(tier("1️⃣+512MiB"), "bad-number"),
    BadDocument(
      tier("1️⃣lots"), "bad-number", says: "does not begin with a whole number", hint: "write it like `512MiB`"),
    BadDocument(tier("1️⃣99999999999999999999GiB"), "number-out-of-range", says: "larger than any panel can store"),
    BadDocument(tier("1️⃣9999999GiB"), "number-out-of-range"),
    BadDocument("tiers: { pro: 1️⃣{ memory: 1GiB, cpu: 50%, disk: 1GiB } }", "missing-key", says: "`guilds`"),
    BadDocument(
      "tiers: { pro: { memory: 1GiB, cpu: 1️⃣50, disk: 1GiB, guilds: 1 } }", "bad-percent", hint: "write `50%`"),
    BadDocument("tiers: { pro: { memory: 1GiB, cpu: 1️⃣0.5%, disk: 1GiB, guilds: 1 } }", "bad-number"),
    BadDocument(
      "tiers: { pro: { memory: 1GiB, cpu: 1️⃣1e2%, disk: 1GiB, guilds: 1 } }", "bad-percent", hint: "write it like `150%`"
    ),
    BadDocument(
      "tiers: { pro: { memory: 1GiB, cpu: 50%, disk: 1GiB, guilds: 1️⃣1e1 } }", "bad-number", hint: "write `10`"),
    BadDocument(
      "tiers: { pro: { memory: 1GiB, cpu: 50%, disk: 1GiB, guilds: 1, io: 1️⃣5 } }", "number-out-of-range",
      says: "5 is not between 10 and 1000"),
    BadDocument("tiers: { pro: { memory: 1GiB, cpu: 50%, disk: 1GiB, guilds: 1, threads: 1️⃣0-a } }", "bad-threads"),
    BadDocument("tiers: { pro: { memory: 1GiB, cpu: 50%, disk: 1GiB, guilds: 1, 1️⃣prize: 5 } }", "unknown-key"),
    BadDocument("tiers: { pro: { memory: 1GiB, cpu: 50%, disk: 1GiB, guilds: 1, retired: 1️⃣on } }", "unknown-word"),
    BadDocument(
      "tiers: { pro: { memory: 1GiB, cpu: 50%, disk: 1GiB, guilds: 1, nest: 1️⃣6 } }", "nest-without-egg",
      says: "names a nest and no egg"),
    BadDocument("tiers: { pro: { memory: 1GiB, cpu: 50%, disk: 1GiB, guilds: 1, egg: 1️⃣python } }", "bad-number"),
    BadDocument(
      "tiers: { pro: { memory: 1GiB, cpu: 50%, disk: 1GiB, guilds: 1, image: 1️⃣\"img;rm\" } }", "bad-image"),
    BadDocument(
      "tiers: { pro: { memory: 1GiB, cpu: 50%, disk: 1GiB, guilds: 1, startup: 1️⃣\"\\e[31m\" } }", "control-character"),
    BadDocument(addon("{ 1️⃣egg: 16 }"), "unknown-key"),
    BadDocument("tiers: { 1️⃣\"a b\": \(sound) }", "bad-name"),
    BadDocument("tiers: 1️⃣[]", "wrong-kind"),
    BadDocument("1️⃣addons: {}", "missing-key", says: "the key `tiers` is missing"),
    BadDocument("tiers: {}\n1️⃣addon: {}", "unknown-key", hint: "did you mean `addons`?"),
    BadDocument(addon("{ memory: 1️⃣512MiB }"), "missing-plus", hint: "write `+512MiB`"),
    BadDocument(addon("{ databases: 1️⃣1 }"), "missing-plus", hint: "write `+1`"),
    BadDocument(addon("{ cpu: 1️⃣-50% }"), "missing-plus", hint: "an add-on cannot reduce a value"),
    BadDocument(addon("{ cpu: 1️⃣+50 }"), "bad-percent", hint: "write `+50%`"),
    BadDocument(addon("{ memory: 1️⃣+512MB }"), "bad-size", hint: "the panel counts in MiB: write `+512MiB`"),
    BadDocument(addon("{ 1️⃣threads: +1 }"), "unknown-key"),
    BadDocument(addon("{ tiers: [1️⃣prо] }"), "unknown-tier"),
    BadDocument(addon("{ tiers: [1️⃣por] }"), "unknown-tier", hint: "did you mean `pro`?"),
  ])
  func `Every problem is told where it stands, and holds back everyone`(bad: BadDocument) {
    var fleet = SampleFleet()
    fleet.catalog = bad.marked
    let reading = fleet.read()
    #expect(reading.summary == bad.summary)
    #expect(reading.fleet == nil)
    #expect(reading.diagnostics.first?.path == "fleet/catalog.yaml")
    if let message = bad.message { #expect(reading.diagnostics.first?.message.contains(message) == true) }
    if let hint = bad.hint { #expect(reading.diagnostics.first?.hint == hint) }
  }

  @Test func `Everything that can stand in it is read`() throws {
    var fleet = SampleFleet()
    fleet.catalog = """
      tiers:
        plain: { memory: 512 MiB, cpu: 50 %, disk: '1 TiB', guilds: "1" }
        full:
          memory: 1GiB
          cpu: 0%
          disk: 2GiB
          guilds: 10
          swap: 256MiB
          io: 1000
          threads: 0-1,3
          databases: 3
          backups: 7
          allocations: 2
          nest: 6
          egg: "16"
          image: { setBy: customer, initially: ghcr.io/parkervcp/yolks:python_3.12 }
          startup: python {{PY_FILE}}
          environment: { REGION: eu, KEY: { setBy: customer, initially: none } }
          retired: true
      addons:
        all:
          { memory: +1GiB, swap: +1MiB, disk: +2MiB, cpu: +3%, databases: +4, backups: +5, allocations: +6, guilds: +7,
            io: +8, environment: { REGION: us }, tiers: [full], repeatable: true }
      """
    let reading = fleet.read()
    #expect(reading.diagnostics == [])
    let catalog = try #require(reading.fleet?.catalog)
    let plain = try #require(catalog.tiers[TierName("plain")])
    #expect(plain.resources == Resources(memory: Mebibytes(512), disk: Mebibytes(1_048_576), cpu: 50))
    #expect(plain.io == 500 && plain.threads == nil && plain.guilds == 1 && plain.availability == .offered)
    let full = try #require(catalog.tiers[TierName("full")])
    #expect(
      full.resources
        == Resources(
          memory: Mebibytes(1024), swap: Mebibytes(256), disk: Mebibytes(2048), cpu: 0, databases: 3, backups: 7,
          allocations: 2))
    #expect(full.io == 1000 && full.threads == "0-1,3" && full.guilds == 10 && full.availability == .retired)
    #expect(full.egg?.value == EggReference(EggID(16), in: NestID(6)) && full.egg?.place.line == 15)
    #expect(full.image?.value == .leftToCustomer(initially: Template("ghcr.io/parkervcp/yolks:python_3.12")))
    #expect(full.startup == "python {{PY_FILE}}")
    #expect(plain.egg == nil && plain.image == nil && plain.startup == nil)
    #expect(full.environment["KEY"]?.value == .leftToCustomer(initially: Template("none")))
    let all = try #require(catalog.addons[AddonName("all")])
    #expect(
      all.resources
        == Resources(
          memory: Mebibytes(1024), swap: Mebibytes(1), disk: Mebibytes(2), cpu: 3, databases: 4, backups: 5,
          allocations: 6))
    #expect(all.guilds == 7 && all.io == 8 && all.tiers == [TierName("full")] && all.repetition == .repeatable)
    #expect(all.environment["REGION"]?.value == .declared(Template("us")))
  }
}
