/// What a new fleet's repository holds, and what is left to do in it.
public struct Scaffold: Hashable, Sendable {
  /// Sorted by path, each of them once.
  public let files: [ScaffoldFile]
  /// The keys of `fleet.yaml` that nobody could fill in yet: `server.egg`.
  public let open: [String]
}

/// Makes the files of a new fleet.
///
/// - Parameter schemas: the schemas of documents by their kind: `order`, `catalog`, `fleet`.
public func makeScaffold(of fleet: NewFleet, schemas: [String: String]) -> Scaffold {
  let tiers = starterTiers(on: fleet.sizes, for: fleet.variables ?? [])
  let settings = settingsDocument(fleet, fleet.variables.map { fillVariables($0, for: tiers.map(\.sample)) })
  var files = [
    ScaffoldFile("\(fleet.path)/fleet.yaml", settings.text),
    ScaffoldFile("\(fleet.path)/catalog.yaml", catalogDocument(fleet, tiers)),
    ScaffoldFile(".gitignore", "# The panel's key, and whatever else nobody may see.\n.env.local\n.env.*.local\n"),
    ScaffoldFile(".env.example", environmentExample),
    ScaffoldFile(".vscode/settings.json", editorSettings(fleet)),
    ScaffoldFile("README.md", fleetReadme(fleet)),
  ]
  files += schemas.map { ScaffoldFile(schemaPath($0.key), $0.value) }
  // Of another catalog's tiers nothing is known here.
  if !fleet.kept.contains(.catalog), let order = exampleOrder(fleet, tiers) { files.append(order) }
  files += workflows(of: fleet)
  return Scaffold(files: files.sorted { $0.path < $1.path }, open: fleet.kept.contains(.settings) ? [] : settings.open)
}
