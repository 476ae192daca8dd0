/// One way in which an order could say what a server is already.
struct ImportCandidate {
  let order: Order
  let sold: Change.Sold
  /// Whether the id was read off a variable.
  let isIDRead: Bool
  /// What the order would make another.
  let kept: [Field]
  /// What declares the variables among them.
  let variables: [String: Setting]
  /// Whether its tier is sold no more.
  let isRetired: Bool
}

extension Fleet {
  /// What an order of a server would say if this were bought; nil where the server would get another egg, or other limits.
  ///
  /// - Parameter id: Nil where a variable tells it, or else the number.
  func candidate(
    for server: ObservedServer, buying sold: Change.Sold, in catalog: EffectiveCatalog, id: OrderID?,
    customer: Customer?
  ) -> ImportCandidate? {
    let draft = OrderForServer(
      sold: sold, customer: customer, state: server.spec.isSuspended ? .suspended : .active)
    let plain = draft.order(id ?? numberedID(of: server))
    let resolved = catalog.resolve(plain)
    guard resolved.build == server.spec.build, resolved.egg == server.spec.startup.egg else { return nil }
    let tier = catalog.tier(of: plain)
    var variables: [String: Setting] = [:]
    tier.forEachVariable(of: plain) { variables[$0.name] = $0.setting.value }
    let words = TemplateWords(order: plain, maxGuilds: tier.maxGuilds)
    var known: WordReading = [:]
    for word in [Template.Word.customer, .tier, .addons, .maxGuilds] {
      known[word] = words.fill(Template(parts: [.word(word)]))
    }
    known[.order] = id?.text
    let read = WordsReadBack(from: server.spec.startup.environment, by: variables, knowing: known)
    let order = draft.order(
      id ?? read.order ?? numberedID(of: server), guilds: read.guilds.count <= words.maxGuilds ? read.guilds : [],
      features: read.features)
    return ImportCandidate(
      order: order, sold: sold, isIDRead: id == nil && read.order != nil,
      kept: fields(of: server, madeAnotherBy: order, in: catalog),
      variables: variables, isRetired: catalog.declared.tier(of: order).availability == .retired)
  }

  /// The fields of a server that an order would make another.
  func fields(of server: ObservedServer, madeAnotherBy order: Order, in catalog: EffectiveCatalog) -> [Field] {
    let resolved = catalog.resolve(order).ignoring(order.ignored, on: server.spec)
    let observed = server.spec.masked(to: resolved.environment)
    let wish = FieldValues(
      resolved.spec(over: observed, owner: observed.details.owner, isSuspended: observed.isSuspended))
    let found = FieldValues(observed)
    return wish.fields(and: found).filter { wish[$0] != found[$0] }
  }
}

extension Fleet {
  /// The egg of a server for which this is bought.
  func egg(of sold: Change.Sold, in catalog: EffectiveCatalog) -> EggID {
    let draft = OrderForServer(sold: sold, customer: nil, state: .active)
    guard let id = OrderID("any") else { preconditionFailure("a word is an id") }
    return catalog.resolve(draft.order(id)).egg
  }
}

/// What is known of a server's order before its variables are read.
private struct OrderForServer {
  let sold: Change.Sold
  let customer: Customer?
  let state: Order.State

  func order(_ id: OrderID, guilds: [String] = [], features: [String] = []) -> Order {
    let place = Place(path: "\(id).yaml", line: 1, column: 1)
    return Order(
      id: id, path: place.path, customer: customer.map { Located($0, at: place) }, quote: .accepted,
      payment: .confirmed,
      tier: Located(sold.tier, at: place), addons: sold.addons.map { Located($0, at: place) }, guilds: guilds,
      features: features, state: state)
  }
}
