/// A document that says something about an order.
public enum DeclaringDocument: Hashable, Sendable, CaseIterable {
  case order, catalog, settings
}

/// The documents that say something else of an order than they did: notes, comments and what concerns other orders left out.
///
/// - Parameters:
///   - old: the fleet at another revision.
///   - new: the fleet now.
public func editedDocuments(of order: OrderID, from old: Fleet, to new: Fleet) -> [DeclaringDocument] {
  let (before, after) = (old.order(order), new.order(order))
  let orders = [before, after].compactMap(\.self)
  let tiers = Set(orders.map(\.tier.value))
  let addons = Set(orders.flatMap { $0.addons.map(\.value) })
  return DeclaringDocument.allCases.filter { document in
    switch document {
    case .order: before?.withoutPlaces != after?.withoutPlaces
    case .catalog:
      tiers.contains { old.catalog.tiers[$0]?.withoutPlaces != new.catalog.tiers[$0]?.withoutPlaces }
        || addons.contains { old.catalog.addons[$0]?.withoutPlaces != new.catalog.addons[$0]?.withoutPlaces }
    case .settings:
      old.settings.server.withoutPlaces != new.settings.server.withoutPlaces
        || old.settings.placement != new.settings.placement || old.settings.policy != new.settings.policy
    }
  }
}

/// A place that is the same for all.
private let somewhere = Place(path: "", line: 1, column: 1)

extension Located {
  fileprivate var withoutPlace: Located { Located(value, at: somewhere) }
}

extension Order {
  fileprivate var withoutPlaces: Order {
    Order(
      id: id, path: "", customer: customer?.withoutPlace, server: server?.withoutPlace, quote: quote,
      payment: payment, tier: tier.withoutPlace,
      addons: addons.map(\.withoutPlace), guilds: guilds, features: features, state: state, from: from, until: until,
      name: name, description: description, node: node?.withoutPlace,
      environment: environment.mapValues(\.withoutPlace), eggChange: eggChange, ignored: ignored,
      isProtected: isProtected)
  }
}

extension Tier {
  fileprivate var withoutPlaces: Tier {
    Tier(
      resources: resources, guilds: guilds, threads: threads, io: io, egg: egg?.withoutPlace,
      image: image?.withoutPlace, startup: startup,
      environment: environment.mapValues(\.withoutPlace), availability: availability)
  }
}

extension Addon {
  fileprivate var withoutPlaces: Addon {
    Addon(
      resources: resources, guilds: guilds, io: io, environment: environment.mapValues(\.withoutPlace), tiers: tiers,
      repetition: repetition)
  }
}

extension FleetSettings.ServerDefaults {
  fileprivate var withoutPlaces: FleetSettings.ServerDefaults {
    FleetSettings.ServerDefaults(
      egg: egg, owner: owner, image: image.withoutPlace, startup: startup, name: name,
      description: description, environment: environment.mapValues(\.withoutPlace))
  }
}
