import EggRules

/// A tier with some add-ons, over what the fleet's settings say of all servers: what orders of them have in common.
final class EffectiveTier: Sendable {
  let sold: Change.Sold
  let maxGuilds: Int
  let build: ServerSpec.Build
  let egg: EggID
  let image: Setting
  let command: String
  /// What is declared, sorted by name: server < tier < add-on. None where that is too much for any order.
  private let variables: [Variable]
  /// How many declarations there are, replaced ones too.
  let declarations: Int

  /// A variable as its last declaration says.
  final class Variable: Sendable {
    let name: String
    let setting: Located<Setting>
    /// Whether an earlier declaration leaves to the customer what this one decides.
    let isOverridden: Bool

    fileprivate init(name: String, setting: Located<Setting>, over earlier: Variable?) {
      self.name = name
      self.setting = setting
      isOverridden = earlier.map { $0.isOverridden || !$0.setting.value.isDeclared } ?? false
    }
  }

  init(_ sold: Change.Sold, tier: Tier, in catalog: Catalog, under settings: FleetSettings) {
    let addons = sold.addons.map(catalog.addon)
    self.sold = sold
    maxGuilds = addons.reduce(tier.guilds) { $0 + $1.guilds }
    build = Planner.build(of: tier, with: addons)
    egg = (tier.egg?.value ?? settings.server.egg).id
    image = (tier.image ?? settings.server.image).value
    command = trimmed(tier.startup ?? settings.server.startup)
    var layers = [settings.server.environment, tier.environment]
    // An add-on that is bought often is one layer.
    for (place, name) in sold.addons.enumerated() where !sold.addons[(place + 1)...].contains(name) {
      layers.append(catalog.addon(name).environment)
    }
    declarations = layers.reduce(0) { $0 + $1.count }
    guard declarations <= TextLimit.variables else {
      variables = []
      return
    }
    var variables: [String: Variable] = [:]
    for layer in layers {
      for (name, setting) in layer { variables[name] = Variable(name: name, setting: setting, over: variables[name]) }
    }
    self.variables = variables.values.sorted { $0.name < $1.name }
  }

  /// Calls a function with each variable that is declared for an order of this, sorted by name. The order's own declarations come last: a
  /// later one replaces an earlier one whole.
  func forEachVariable(of order: Order, _ body: (Variable) -> Void) {
    var rest = variables[...]
    for (name, setting) in order.variables {
      while let next = rest.first, next.name < name {
        body(next)
        rest.removeFirst()
      }
      let earlier = rest.first?.name == name ? rest.removeFirst() : nil
      body(Variable(name: name, setting: setting, over: earlier))
    }
    for variable in rest { body(variable) }
  }
}
