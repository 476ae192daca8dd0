// swift-tools-version: 6.2
import PackageDescription

// The rooms of the house and who may enter which; docs/architecture.md says why.
// `make lint` checks that no file imports more than its room is given here.

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let flyingFox: Target.Dependency = .product(name: "FlyingSocks", package: "FlyingFox")
let grdb = ofServer("GRDB", package: "GRDB.swift")
let hummingbird = ofServer("Hummingbird", package: "hummingbird")
let hummingbirdCore = ofServer("HummingbirdCore", package: "hummingbird")
let httpTypes = ofServer("HTTPTypes", package: "swift-http-types")
let nioCore = ofServer("NIOCore", package: "swift-nio")
let nioLocks = ofServer("NIOConcurrencyHelpers", package: "swift-nio")
let nioTypes = ofServer("NIOHTTPTypes", package: "swift-nio-extras")
let jwt = ofServer("JWTKit", package: "jwt-kit")
let lifecycle = ofServer("ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = ofServer("UnixSignals", package: "swift-service-lifecycle")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")

/// What only the running side needs: fetched only where the trait is enabled, as it is unless somebody disables it.
func ofServer(_ product: String, package: String) -> Target.Dependency {
  .product(name: product, package: package, condition: .when(traits: ["Service"]))
}

/// The schemas of the documents that people write: links to schemas/.
let schemas = ["catalog", "fleet", "order"].map { Resource.embedInCode("Scaffolding/Schemas/\($0).schema.json") }
/// What pages load.
let pageFiles: [Resource] = [.embedInCode("pages.css"), .embedInCode("pages.js")]
/// What the embedded panel begins with; the egg is a link to fleet/eggs/.
let panelFiles: [Resource] = [.embedInCode("fixture.json"), .embedInCode("node-discord-bot.json")]

func room(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// What the tests of several rooms share.
func support(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, path: "Tests/Support/\(name)", swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "botfleet",
  products: [
    .executable(name: "botfleet", targets: ["botfleet"]),
    .executable(name: "botfleet-server", targets: ["botfleet-server"]),
    .executable(name: "botfleet-sandbox", targets: ["botfleet-sandbox"]),
    // For Tests/Fuzzing, a package of its own; nothing else is made of it.
    .library(
      name: "Rooms",
      targets: [
        "YAML", "HTTP", "Git", "EggRules", "Planner", "Panel", "Applier", "Reports", "Webhooks", "Intake", "Service",
      ]),
  ],
  traits: [
    .trait(name: "Service", description: "The running side: botfleet-server."), .default(enabledTraits: ["Service"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(
      name: "CLibCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    .systemLibrary(
      name: "CLibGit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
    .systemLibrary(
      name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),

    room("YAML", ["CLibYAML"]),
    room("HTTP", ["CLibCurl"]),
    room("Git", ["CLibGit2", crypto, subprocess, logging]),
    room("EggRules", []),
    room("Release", []),
    room("Planner", ["YAML", "EggRules", crypto]),
    room("Panel", ["Planner", "EggRules", "HTTP", logging]),
    room("Applier", ["Planner", "Panel", "HTTP", "Git", logging], resources: schemas),
    room("Reports", ["Planner", "History"]),
    room("Forges", ["HTTP", logging]),
    room("Demo", ["Planner", subprocess]),
    room("History", ["Planner", "Git"]),
    room("CI", ["Planner", "Panel", "HTTP", "Applier", "Git", "Reports", "Forges", logging]),
    room(
      "Commands",
      [
        "Planner", "Panel", "HTTP", "Applier", "Git", "Reports", "Forges", "CI", "History", "Release", "Demo",
        argumentParser,
        logging,
        subprocess,
      ]),
    program("botfleet", ["Commands"]),

    room("Webhooks", [crypto]),
    room("Mail", ["CLibCurl", "HTTP"]),
    room("Postgres", ["CLibPQ"]),
    room("Store", [grdb]),
    room(
      "Intake",
      ["Planner", "Applier", "Panel", "HTTP", "Git", "Forges", "Store", "Postgres", crypto, logging]),
    room("Reconcile", ["Planner", "Applier", "Panel", "HTTP", "Git", logging]),
    room("Notify", ["Planner", "HTTP", "Store", "Webhooks", "Mail", logging]),
    room("Health", ["Planner", "Panel", "Store", logging]),
    room("Mirror", ["Planner", "Applier", "Git", "History", "Health", "Postgres"]),
    room("SignIn", ["HTTP", crypto, jwt]),
    room("Views", ["Planner", "History", "Health", "Notify"]),
    room("Pages", ["Planner", "History", "Health", "Notify", "Views", crypto], resources: pageFiles),
    room(
      "Service",
      [
        "Planner", "YAML", "Applier", "Panel", "HTTP", "Git", "Forges", "Release", "Webhooks", "Mail", "Postgres",
        "Store", "Intake", "Reconcile", "Notify", "Health", "Mirror", "History", "Reports", "SignIn", "Views", "Pages",
        "Demo", crypto, hummingbird, hummingbirdCore, httpTypes, nioCore, nioLocks,
        nioTypes,
        jwt, unixSignals,
        lifecycle, logging,
      ]),
    program("botfleet-server", ["Service", "Release", argumentParser]),

    room("PanelSandbox", [flyingFox], resources: panelFiles),
    program("botfleet-sandbox", ["PanelSandbox", "Release", argumentParser]),

    support("Guarding", []),
    support("Loopback", ["Guarding"]),
    support("RepositoryFixtures", ["Git", "ChildPrograms"]),
    support("GitServers", ["Guarding", "ChildPrograms", "RepositoryFixtures"]),
    support("ForgeStandIn", ["Guarding", "Loopback", "GitServers", "RepositoryFixtures"]),
    support("ChildPrograms", ["Guarding"]),
    support("PanelProcess", ["HTTP", "ChildPrograms"]),
    support("CommandFixtures", ["Commands", "PanelProcess", "ChildPrograms"]),
    support("PanelValues", ["Panel", "Planner", "Guarding"]),
    support("PostgresServer", ["ChildPrograms"]),
    support("Snapshots", []),
    support("LogLines", ["Guarding", logging]),
    support("SightFixtures", ["Views", "Planner", "Health", "History", "Git"]),

    tests(
      "HealthTests",
      ["Health", "Panel", "Planner", "HTTP", "Store", "Guarding", "PanelProcess", logging, "botfleet-sandbox"]),
    tests("WebhooksTests", ["Webhooks", "Guarding", "ChildPrograms"]),
    tests("SignInTests", ["SignIn", "HTTP", "Guarding", "Loopback", crypto, cryptoExtras, jwt]),
    tests("ViewsTests", ["Views", "Planner", "Health", "History", "Notify", "SightFixtures"]),
    tests("PagesTests", ["Pages", "Views", "Planner", "Health", "SightFixtures"]),
    tests("MailTests", ["Mail", "HTTP", "Guarding", "Loopback", "ChildPrograms"]),
    tests("PostgresTests", ["Postgres", "PostgresServer", "Guarding"]),
    tests(
      "MirrorTests",
      [
        "Mirror", "Applier", "Planner", "Git", "History", "Health", "Postgres", "PostgresServer", "RepositoryFixtures",
        "PanelProcess", "CommandFixtures", "Guarding", logging, "botfleet-server",
      ], exclude: ["Support/supabase.sql"]),
    tests(
      "NotifyTests",
      [
        "Notify", "Store", "Planner", "HTTP", "Mail", "Webhooks", "Guarding", "Loopback", "LogLines", "Snapshots",
        logging,
      ],
      exclude: ["Snapshots"]),
    tests(
      "IntakeTests",
      [
        "Intake", "Store", "Applier", "Planner", "Panel", "HTTP", "Git", "Forges", "Postgres", "PostgresServer",
        "ForgeStandIn", "GitServers", "RepositoryFixtures", "PanelProcess", "PanelValues", "Guarding", logging,
        "botfleet-sandbox",
      ], exclude: ["Bodies"]),
    tests(
      "ReconcileTests",
      [
        "Reconcile", "Applier", "Planner", "Panel", "HTTP", "Git", "GitServers", "RepositoryFixtures", "PanelProcess",
        "PanelValues", "Guarding", logging, "botfleet-sandbox",
      ]),
    tests(
      "ServiceTests",
      [
        "Snapshots", "ChildPrograms", "Service", "Intake", "Store", "Reconcile", "Notify", "Webhooks", "HTTP",
        "Planner", "GitServers",
        "RepositoryFixtures", "PanelProcess", "PostgresServer", "Guarding", "Loopback", "SightFixtures", "SignIn",
        "Views",
        "Pages", "Applier", "Panel", "Health", "Git", "Mirror", "Postgres", crypto, hummingbird, logging,
        "botfleet-server",
        "botfleet-sandbox",
      ], exclude: ["Snapshots"]),
    tests("YAMLTests", ["YAML"]),
    tests("HTTPTests", ["HTTP", "Loopback", "ChildPrograms"]),
    tests("ForgesTests", ["Forges", "HTTP", "ForgeStandIn", "RepositoryFixtures", logging]),
    tests(
      "CITests",
      [
        "CI", "Forges", "Applier", "Planner", "Panel", "Reports", "Git", "HTTP", "Commands", "ForgeStandIn",
        "GitServers", "RepositoryFixtures", "PanelProcess", "CommandFixtures", "Guarding", "Loopback", logging,
        "botfleet", "botfleet-sandbox",
      ], exclude: ["Snapshots"]),
    tests("GitTests", ["Git", "GitServers", "RepositoryFixtures", "ChildPrograms"]),
    tests(
      "HistoryTests",
      [
        "History", "Planner", "Git", "Reports", "RepositoryFixtures", "CommandFixtures", "Snapshots", "ChildPrograms",
      ],
      exclude: ["Snapshots"]),
    tests("EggRulesTests", ["EggRules"]),
    tests(
      "PlannerTests", ["Planner", "EggRules", "Reports", "Applier", "Panel", "PanelValues", logging],
      exclude: ["Corpus", "Scenarios", "Workflows"]),
    tests(
      "PanelTests",
      ["Panel", "Planner", "HTTP", "PanelProcess", "Guarding", "LogLines", "Loopback", logging, "botfleet-sandbox"],
      exclude: ["verdicts.txt"]),
    tests(
      "ApplierTests",
      [
        "Applier", "Panel", "HTTP", "Planner", "Reports", "LogLines", "RepositoryFixtures", "PanelValues",
        "PanelProcess",
        "Guarding",
        logging, "botfleet-sandbox",
      ]),
    tests("ReportsTests", ["Reports", "Snapshots", "ChildPrograms"], exclude: ["Snapshots"]),
    tests(
      "PanelSandboxTests", ["PanelSandbox", "PanelProcess"], exclude: ["Scenarios", "Scenarios-1.15"]),
    tests(
      "CommandTests",
      [
        "Applier", "Commands", "Release", "GitServers", "RepositoryFixtures", "PanelProcess", "CommandFixtures",
        "ChildPrograms", "Guarding", "botfleet", "botfleet-sandbox",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
