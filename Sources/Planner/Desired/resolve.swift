import EggRules

extension EffectiveCatalog {
  /// What an order becomes through the catalog and the fleet's settings.
  func resolve(_ order: Order) -> Desired {
    let tier = tier(of: order)
    let words = TemplateWords(order: order, maxGuilds: tier.maxGuilds)
    var declared = Variables()
    var customers = Variables()
    var overridden: Set<String> = []
    tier.forEachVariable(of: order) { variable in
      switch variable.setting.value {
      case .declared(let template):
        declared[variable.name] = words.fill(template)
        if variable.isOverridden { overridden.insert(variable.name) }
      case .leftToCustomer(let initially): customers[variable.name] = words.fill(initially)
      }
    }
    return Desired(
      sold: tier.sold, name: words.decided(order.name ?? settings.server.name),
      description: words.decided(order.description ?? settings.server.description), image: words.decided(tier.image),
      build: tier.build, egg: tier.egg, command: tier.command, environment: declared, customersVariables: customers,
      overridden: overridden)
  }
}

/// The limits of a tier with add-ons.
func build(of tier: Tier, with addons: [Addon]) -> ServerSpec.Build {
  let total = addons.reduce(tier.resources) { $0.raised(by: $1.resources) }
  return ServerSpec.Build(total, io: addons.reduce(tier.io) { $0 + $1.io }, threads: tier.threads)
}

extension ServerSpec.Build {
  /// The limits that are sold as `resources`.
  init(_ resources: Resources, io: Int, threads: String?) {
    self.init(
      memory: resources.memory, swap: resources.swap, disk: resources.disk, io: io, cpu: resources.cpu,
      threads: threads, databases: resources.databases, backups: resources.backups,
      allocations: resources.allocations)
  }
}

/// What the words of a template mean for one order.
struct TemplateWords {
  let order: Order
  let maxGuilds: Int

  /// How long the text for a word is, without making it.
  func size(of word: Template.Word) -> TextSize {
    switch word {
    case .addons: TextSize(ofList: order.addons.lazy.map(\.value.text))
    case .features: TextSize(ofList: order.features)
    case .guilds: TextSize(ofList: order.guilds)
    case .order, .customer, .tier, .guild, .maxGuilds: TextSize(of: meaning(of: word))
    }
  }

  /// Trimmed, as the panel stores it.
  func fill(_ template: Template) -> String { trimmed(template.filled(meaning)) }

  func decided(_ setting: Setting) -> Desired.Decided {
    switch setting {
    case .declared(let template): .byFleet(fill(template))
    case .leftToCustomer(let initially): .byCustomer(initially: fill(initially))
    }
  }

  private func meaning(of word: Template.Word) -> String {
    switch word {
    case .order: order.id.text
    case .customer: order.customer?.value.id ?? ""
    case .tier: order.tier.value.text
    case .addons: order.addons.map(\.value.text).joined(separator: ",")
    case .features: order.features.joined(separator: ",")
    case .guild: order.firstGuild ?? ""
    case .guilds: order.guilds.joined(separator: ",")
    case .maxGuilds: String(maxGuilds)
    }
  }
}

extension Catalog {
  /// The tier that an order names; the order was read against this catalog.
  func tier(of order: Order) -> Tier {
    guard let tier = tiers[order.tier.value] else {
      preconditionFailure("\(order.id) was read against another catalog")
    }
    return tier
  }

  func addon(_ name: AddonName) -> Addon {
    guard let addon = addons[name] else { preconditionFailure("\(name) was read against another catalog") }
    return addon
  }
}

extension Desired {
  /// What is wished for where some fields are left as the panel has them.
  ///
  /// A text goes back as it is read, as if it were the customer's; a variable as if no document declared it. Limits, egg and
  /// command are sent with the rest of their group, and have the observed value there. The owner is for whoever looks it up.
  func ignoring(_ fields: Set<Field>, on observed: ServerSpec) -> Desired {
    guard !fields.isEmpty else { return self }
    var wish = spec(over: observed, owner: observed.details.owner, isSuspended: observed.isSuspended)
    for field in fields { wish.take(field, from: observed) }
    return Desired(
      sold: sold, name: fields.contains(.name) ? name.leftAlone : name,
      description: fields.contains(.description) ? description.leftAlone : description,
      image: fields.contains(.image) ? image.leftAlone : image, build: wish.build, egg: wish.startup.egg,
      command: wish.startup.command, environment: environment.filter { !fields.contains(.variable($0.key)) },
      customersVariables: customersVariables.filter { !fields.contains(.variable($0.key)) },
      overridden: overridden.filter { !fields.contains(.variable($0)) })
  }
}

extension Desired.Decided {
  fileprivate var leftAlone: Desired.Decided { .byCustomer(initially: initial) }
}
