/// Whose an imported order is, told by the owner of its server and by the table.
struct ImportOwners {
  private let standard: UserID
  private let users: [UserID: PanelUser]
  /// The panel takes external ids for one that differ in nothing but case.
  private let byExternalID: [String: UserID]
  /// Who is to get an external id, in lower case, by the table or by orders that the fleet has.
  private var claims: [String: Set<UserID>] = [:]
  /// Which external ids somebody is to get.
  private var claimed: [UserID: Set<String>] = [:]

  init(_ users: [PanelUser], of fleet: Fleet) {
    standard = fleet.settings.server.owner
    self.users = Dictionary(users.map { ($0.id, $0) }) { first, _ in first }
    byExternalID = Dictionary(
      users.compactMap { user in user.externalID.map { ($0.lowercased(), user.id) } },
      uniquingKeysWith: { first, _ in first })
    for customer in fleet.orders.compactMap(\.customer?.value) {
      if let user = customer.user { claim(customer.id, for: user) }
    }
  }

  /// Notes that the owner of a server is to get an external id.
  mutating func note(_ customer: String, ownerOf server: ObservedServer) {
    guard case .user(let user) = server.spec.details.owner, users[user]?.externalID == nil else { return }
    claim(customer, for: user)
  }

  private mutating func claim(_ customer: String, for user: UserID) {
    claims[customer.lowercased(), default: []].insert(user)
    claimed[user, default: []].insert(customer)
  }

  /// The customer of a server's order, nil where it needs none; throws why nobody can say.
  func customer(of server: ObservedServer, mapped: String?) throws(ImportObstacle) -> Customer? {
    guard case .user(let owner) = server.spec.details.owner else { return nil }
    let externalID = users[owner]?.externalID
    switch (externalID, mapped) {
    case (let id?, let mapped?) where id != mapped: throw ImportObstacle(.ownerIsAnother(owner))
    case (_?, nil) where owner == standard: return nil
    case (let id?, _):
      guard (try? parseShortLine(id)) == id else { throw ImportObstacle(.unwritableCustomer(owner)) }
      return Customer(id: id)
    case (nil, nil):
      if owner == standard { return nil }
      // The table cannot help them either.
      throw ImportObstacle(
        users[owner]?.isAdministrator == true ? .ownerIsAdministrator(owner) : .ownerWithoutID(owner))
    case (nil, let mapped?): return try newCustomer(mapped, owner)
    }
  }

  private func newCustomer(_ id: String, _ owner: UserID) throws(ImportObstacle) -> Customer {
    if users[owner]?.isAdministrator == true { throw ImportObstacle(.ownerIsAdministrator(owner)) }
    if let other = byExternalID[id.lowercased()] { throw ImportObstacle(.customerTaken(by: other)) }
    if let other = claims[id.lowercased()]?.subtracting([owner]).min() {
      throw ImportObstacle(.customerTaken(by: other))
    }
    // One user cannot be two customers.
    guard claimed[owner]?.count ?? 0 <= 1 else { throw ImportObstacle(.ownerIsAnother(owner)) }
    return Customer(id: id, user: owner)
  }
}

/// Why a server gets no order, on its way to whoever lists that.
struct ImportObstacle: Error {
  let reason: LeftServer.Reason

  init(_ reason: LeftServer.Reason) { self.reason = reason }
}
