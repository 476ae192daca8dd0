import Reports

@testable import Planner

/// The readers of everything that stands below the fleet's folder.
let documentTargets = [
  FuzzTarget(name: "order") { bytes in
    let reading = readOrder(file("orders/ord-1.yaml", bytes), in: sampleListing, catalog: sampleCatalog)
    requireSound(reading.diagnostics)
    require(reading.value == nil || reading.diagnostics.isEmpty, "an order with problems is used")
  },
  FuzzTarget(name: "catalog") { bytes in
    requireSound(readCatalog(file("catalog.yaml", bytes), in: sampleListing).diagnostics)
  },
  FuzzTarget(name: "fleet") { bytes in
    let reading = readSettings(
      file("fleet.yaml", bytes), in: sampleListing, environment: ["PTERODACTYL_PANEL_URL": "https://panel.example.com"])
    requireSound(reading.diagnostics)
    guard let panel = reading.value?.panel else { return }
    require(panel.url == "https://panel.example.com", "a document names another panel than the environment")
  },
  FuzzTarget(name: "result") { bytes in
    let reading = readResult(file("results/01/ord-1.yaml", bytes), in: sampleListing)
    requireSound(reading.diagnostics)
    let asYAML = readResultAsYAML(file("results/01/ord-1.yaml", bytes), in: sampleListing)
    require(reading.value == asYAML.value, "a result in the form that we write is another one to YAML")
    guard let result = reading.value else { return }
    require(result.order.text == "ord-1", "a result of another order")
    let written = writeResult(result)
    let again = readResult(file("results/01/ord-1.yaml", written), in: sampleListing)
    require(again.value == result, "what is written is not what is read: \(again.diagnostics)")
  },
  FuzzTarget(name: "open-orders") { bytes in
    let reading = readOpenOrders(file(OpenOrders.path, bytes))
    requireSound(reading.diagnostics)
    guard let recorded = reading.value else { return }
    let again = readOpenOrders(file(OpenOrders.path, writeOpenOrders(recorded.orders, over: recorded.results)))
    require(again.value == recorded, "what is written is not what is read: \(again.diagnostics)")
  },
  FuzzTarget(name: "service") { bytes in requireSound(readService(file("service.yaml", bytes)).diagnostics) },
  FuzzTarget(name: "paths") { bytes in
    let kinds: [FleetFile.Content] = [.symbolicLink, .unreadable, .bytes([]), .oversized(bytes: 1 << 21)]
    var files = sampleFiles
    for part in bytes.split(separator: 0) {
      files.append(
        FleetFile(path: "fleet/" + Array(part.dropFirst()).text, content: kinds[Int(part[part.startIndex]) % 4]))
    }
    let reading = readFleet(files, in: "fleet", revision: .commit("4f2c1ab"), environment: [:])
    requireHarmless(diagnosticsText(reading.diagnostics, style: .plain))
  },
]

/// Diagnostics are short enough to be read and harmless on any terminal, and each stands somewhere in the document.
private func requireSound(_ diagnostics: [Diagnostic]) {
  require(diagnostics.count <= 101, "\(diagnostics.count) diagnostics of one document")
  // Reports take far longer than reading: some inputs have to do.
  if (diagnostics.first?.place?.column ?? 0) % 32 == 1 {
    requireHarmless(diagnosticsText(diagnostics, style: .plain))
    requireHarmless(diagnosticsGitHub(diagnostics))
  }
  for diagnostic in diagnostics {
    require(diagnostic.place.map { $0.line > 0 && $0.column > 0 } ?? true, "a place before the beginning")
  }
}

func file(_ path: String, _ bytes: [UInt8]) -> FleetFile { FleetFile(path: "fleet/" + path, content: .bytes(bytes)) }
