import EggRules

/// A tier with some add-ons, over what the fleet's settings say of all servers: what orders of them have in common.
final class EffectiveTier: Sendable {
  let sold: Change.Sold
  let maxGuilds: Int
  let build: ServerSpec.Build
  let egg: EggID
  let image: Setting
  let command: String
  /// What is declared, by name: server < tier < add-on. None where that is too much for any order.
  private let variables: [String: Variable]
  /// How many declarations there are, replaced ones too.
  let declarations: Int

  /// A variable as its last declaration says.
  struct Variable {
    let name: String
    fileprivate(set) var setting: Located<Setting>
    /// Whether an earlier declaration leaves to the customer what this one decides.
    fileprivate(set) var isOverridden = false
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
      variables = [:]
      return
    }
    var variables: [String: Variable] = [:]
    for layer in layers {
      for (name, setting) in layer { variables[name] = Variable(name: name, setting: setting, over: variables[name]) }
    }
    self.variables = variables
  }

  /// Calls a function with each variable that is declared for an order of this, whose own declarations come last: a later one replaces an
  /// earlier one whole.
  func forEachVariable(of order: Order, _ body: (Variable) -> Void) {
    let own = order.environment
    for variable in variables.values where own.isEmpty || own[variable.name] == nil { body(variable) }
    for (name, setting) in own { body(Variable(name: name, setting: setting, over: variables[name])) }
  }
}

extension EffectiveTier.Variable {
  fileprivate init(name: String, setting: Located<Setting>, over earlier: EffectiveTier.Variable?) {
    self.init(
      name: name, setting: setting,
      isOverridden: earlier.map { $0.isOverridden || !$0.setting.value.isDeclared } ?? false)
  }
}
