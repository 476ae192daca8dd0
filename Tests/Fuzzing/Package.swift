// swift-tools-version: 6.2
import PackageDescription

// A package of its own: it does not link without the flags that scripts/fuzz gives it.

let package = Package(
  name: "fuzzing",
  dependencies: [.package(name: "botfleet", path: "../..")],
  targets: [
    .systemLibrary(name: "CLibFuzzer"),
    .executableTarget(
      name: "fuzz", dependencies: ["CLibFuzzer", .product(name: "Rooms", package: "botfleet")],
      swiftSettings: [.treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny")]),
  ],
  swiftLanguageModes: [.v6]
)
