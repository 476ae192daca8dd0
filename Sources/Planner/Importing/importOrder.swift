extension NewOrder {
  /// The order that says what a server is already, with what it cannot say left as it is.
  ///
  /// - Parameters:
  ///   - enforced: Variables that the fleet decides all the same.
  ///   - uuid: Names the server; nil where its external id does.
  init(_ candidate: ImportCandidate, uuid: String?, enforcing enforced: Set<String>) {
    let order = candidate.order
    var environment: [String: Setting] = [:]
    var ignored: Set<Field> = []
    for field in candidate.kept {
      guard case .variable(let name) = field else {
        ignored.insert(field)
        continue
      }
      guard !enforced.contains(name), let setting = candidate.variables[name] else { continue }
      // What the fleet would say is what a new server of this order begins with.
      environment[name] = .leftToCustomer(initially: setting.initial)
    }
    self.init(
      id: order.id, server: uuid,
      customer: order.customer.map { .init(id: $0.value.id, user: $0.value.user) }, quote: order.quote,
      payment: order.payment, tier: candidate.sold.tier, addons: candidate.sold.addons, guilds: order.guilds,
      features: order.features, state: order.state, environment: environment, ignored: ignored)
  }
}
