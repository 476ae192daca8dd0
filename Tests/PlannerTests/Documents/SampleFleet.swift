import Planner

/// A small fleet whose documents tests replace one by one.
struct SampleFleet {
  var settings: String? = """
    fleet: codecraft
    panel: { url: https://panel.example.com }
    server:
      nest: 5
      egg: 15
      owner: 1
      image: ghcr.io/parkervcp/yolks:nodejs_22
      startup: node index.js
    placement: { nodes: [1] }

    """
  var catalog: String? = """
    tiers:
      starter:  { memory: 512MiB, cpu: 50%, disk: 1GiB, guilds: 1 }
      pro:      { memory: 1GiB, cpu: 100%, disk: 2GiB, databases: 1, guilds: 3 }
    addons:
      private-instance: { memory: +512MiB, cpu: +50%, disk: +1GiB }
      more-guilds: { guilds: +2, repeatable: true }
      pro-support: { tiers: [pro] }

    """
  /// By path within `fleet/`.
  var others: [String: FleetFile.Content] = [:]
  var environment: [String: String] = [:]

  /// The sample with one order.
  static func with(order: String, at path: String = "orders/ord-1.yaml") -> SampleFleet {
    SampleFleet(others: [path: .bytes(MarkedDocument(order).bytes)])
  }

  var files: [FleetFile] {
    var files = others.map { FleetFile(path: "fleet/" + $0.key, content: $0.value) }
    for (name, text) in [("fleet.yaml", settings), ("catalog.yaml", catalog)] {
      guard let text else { continue }
      files.append(FleetFile(path: "fleet/" + name, content: .bytes(MarkedDocument(text).bytes)))
    }
    return files
  }

  func read() -> FleetReading { readFleet(files, in: "fleet", revision: .commit("4f2c1ab"), environment: environment) }
}

extension FleetReading {
  /// `line:column code` of every diagnostic.
  var summary: [String] {
    diagnostics.map { diagnostic in
      let place = diagnostic.place.map { "\($0.line):\($0.column) " } ?? ""
      return place + diagnostic.code
    }
  }
}
