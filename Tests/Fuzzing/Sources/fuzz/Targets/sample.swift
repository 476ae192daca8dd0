@testable import Planner

/// The sample that inputs are set beside: a catalog, settings, two orders, and the result of one.
let sampleFiles = [
  file("fleet.yaml", Array(sampleSettings.utf8)), file("catalog.yaml", Array(sampleTiers.utf8)),
  file("orders/ord-2.yaml", Array(sampleOrder.utf8)), file("results/02/ord-2.yaml", Array(sampleResult.utf8)),
]

let sampleListing = FleetListing(sampleFiles.map { FleetListing.Entry($0) }, in: "fleet")

let sampleFleet: Fleet = {
  let reading = readFleet(sampleFiles, in: "fleet", revision: .commit("4f2c1ab"), environment: [:])
  guard let fleet = reading.fleet, reading.diagnostics.isEmpty else { fatalError("\(reading.diagnostics)") }
  return fleet
}()

let sampleCatalog = sampleFleet.catalog

let sampleNoon = Instant(seconds: 1_795_348_800)

private let sampleSettings = """
  fleet: codecraft
  panel: { url: https://panel.example.com }
  server:
    nest: 5
    egg: 15
    owner: 1
    image: ghcr.io/parkervcp/yolks:nodejs_22
    startup: node index.js
    environment: { TIER: "{tier}", FEATURES: "{features}", DISCORD_TOKEN: { setBy: customer, initially: set-me } }
  placement: { locations: [1, 2, 3], strategy: pack, reserve: 10% }
  policy: { removed: suspend }
  safety: { maxTerminations: 3, maxChanged: 100% }

  """

private let sampleTiers = """
  tiers:
    starter: { memory: 512MiB, cpu: 50%, disk: 1GiB, backups: 1, guilds: 1 }
    pro: { memory: 1GiB, cpu: 100%, disk: 2GiB, databases: 1, guilds: 3, environment: { LEVEL: "2" } }
  addons:
    private-instance: { memory: +512MiB, cpu: +50%, disk: +1GiB }
    more-guilds: { guilds: +2, repeatable: true, tiers: [pro] }

  """

private let sampleOrder = """
  order: ord-2
  customer: cus-1
  status: quote_accepted
  payment: confirmed
  tier: pro
  addons: [private-instance]
  guilds: ["112233445566778899"]
  features: [moderation, music]
  ignore: [build.memory]

  """

private let sampleResult = """
  order: ord-2
  phase: running
  since: 2026-11-22
  server:
    id: 17
    uuid: 6e2b7c1e-0000-4000-8000-000000000001
    identifier: 6e2b7c1e
    node: 1
    address: 203.0.113.7:25565
    installed: yes
  applied:
    revision: 4f2c1ab
    change: sha256:0000000000000000000000000000000000000000000000000000000000000000
    at: 2026-11-22T12:00:00Z
    tier: starter
    spec:
      details: { owner: 1 }
      build: { memory: 512MiB, swap: 0MiB, disk: 1GiB, io: 500, cpu: 50%, threads: "", databases: 0, backups: 1, allocations: 0 }
      startup: { egg: 15, image: ghcr.io/parkervcp/yolks:nodejs_22, command: node index.js, environment: { TIER: starter } }
      suspended: no

  """
