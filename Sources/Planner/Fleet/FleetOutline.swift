/// What is known of a fleet once `fleet.yaml` and `catalog.yaml` are read and found sound, and no order is read yet.
public struct FleetOutline: Sendable {
  public let settings: FleetSettings
  public let catalog: Catalog
  /// How many results there are, as the names of the files tell.
  public let results: Int

  public init(settings: FleetSettings, catalog: Catalog, results: Int) {
    self.settings = settings
    self.catalog = catalog
    self.results = results
  }

  /// The names of all variables that these two documents decide. Orders may decide more.
  public var declaredVariables: Set<String> {
    var layers = [settings.server.environment]
    layers += catalog.tiers.values.map(\.environment)
    layers += catalog.addons.values.map(\.environment)
    return namesDeclared(in: layers)
  }
}

extension Fleet {
  /// The names of all variables that some document decides; what customers decide is not among them unless another order
  /// declares it.
  public var declaredVariables: Set<String> {
    FleetOutline(settings: settings, catalog: catalog, results: results.count).declaredVariables
      .union(namesDeclared(in: orders.lazy.map(\.environment).filter { !$0.isEmpty }))
  }
}

private func namesDeclared<Layer: Sequence<(key: String, value: Located<Setting>)>>(
  in layers: some Sequence<Layer>
) -> Set<String> {
  var names: Set<String> = []
  for layer in layers {
    for (name, setting) in layer {
      if case .declared = setting.value { names.insert(name) }
    }
  }
  return names
}
