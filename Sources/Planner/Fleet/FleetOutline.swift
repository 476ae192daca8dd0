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
    let layers =
      [settings.server.environment] + catalog.tiers.values.map(\.environment) + catalog.addons.values.map(\.environment)
    return layers.reduce(into: []) { names, layer in
      for (name, setting) in layer where setting.value.isDeclared { names.insert(name) }
    }
  }
}

extension Fleet {
  /// The names of all variables that some document decides; what customers decide is not among them unless another order
  /// declares it.
  public var declaredVariables: Set<String> {
    let outline = FleetOutline(settings: settings, catalog: catalog, results: results.count)
    return orders.reduce(into: outline.declaredVariables) { $0.formUnion($1.declaredVariables) }
  }
}
