/// What the servers of some tiers have in common: egg, image and startup command.
struct ServerKind {
  let egg: EggReference
  /// ` (fleet/fleet.yaml:9)`, or the variable that names the egg.
  let eggPlace: String
  let image: Located<Setting>
  let startup: String
  /// The first tier that says so itself; nil where the fleet's settings do.
  let tier: TierName?
  /// All tiers of this kind, sorted.
  let tiers: [TierName]

  /// Where one of the three is written: `server.image`, or `image` of the tier.
  func key(_ name: String) -> String { tier.map { "\(name) of tier \($0) in catalog.yaml" } ?? "server.\(name)" }
}

extension Fleet {
  /// The kinds of servers that the catalog sells, in the order of their tiers' names; of the settings alone where there is no tier.
  var serverKinds: [ServerKind] {
    let server = settings.server
    let names = catalog.tiers.keys.sorted { $0.text < $1.text }
    var kinds: [ServerKind] = []
    for name in names {
      guard let tier = catalog.tiers[name] else { continue }
      let (egg, image, startup) = (egg(of: tier), tier.image ?? server.image, tier.startup ?? server.startup)
      let same = kinds.firstIndex { $0.egg == egg && $0.image.value == image.value && $0.startup == startup }
      let isItsOwn = tier.egg != nil || tier.image != nil || tier.startup != nil
      let known = same.map { kinds[$0] }
      let kind = ServerKind(
        egg: egg, eggPlace: tier.egg?.place.words ?? settings.eggPlace, image: image, startup: startup,
        tier: known.map(\.tier) ?? (isItsOwn ? name : nil), tiers: (known?.tiers ?? []) + [name])
      if let same { kinds[same] = kind } else { kinds.append(kind) }
    }
    guard kinds.isEmpty else { return kinds }
    return [
      ServerKind(
        egg: server.egg, eggPlace: settings.eggPlace, image: server.image, startup: server.startup, tier: nil, tiers: []
      )
    ]
  }

  /// The names of all variables that documents declare for servers of a kind, whoever decides their values.
  func variables(of kind: ServerKind) -> Set<String> {
    var names = Set(settings.server.environment.keys)
    for tier in kind.tiers { names.formUnion(catalog.tiers[tier].map { Array($0.environment.keys) } ?? []) }
    for addon in catalog.addons.values { names.formUnion(addon.environment.keys) }
    for order in orders where !order.environment.isEmpty && kind.tiers.contains(order.tier.value) {
      names.formUnion(order.environment.keys)
    }
    return names
  }
}

extension FleetSettings {
  /// Where the egg's number is written.
  fileprivate var eggPlace: String {
    guard let source = places.egg else { return "" }
    return source.place?.words ?? " (\(source.path))"
  }
}
