extension Fleet {
  /// The names of all variables that some document decides; what customers decide is not among them unless another order
  /// declares it.
  public var declaredVariables: Set<String> {
    var layers = [settings.server.environment]
    layers += catalog.tiers.values.map(\.environment)
    layers += catalog.addons.values.map(\.environment)
    layers += orders.lazy.map(\.environment).filter { !$0.isEmpty }
    var names: Set<String> = []
    for layer in layers {
      for (name, setting) in layer {
        if case .declared = setting.value { names.insert(name) }
      }
    }
    return names
  }
}
