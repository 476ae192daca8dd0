/// Holds the panel's users against those whom the fleet's documents name.
///
/// Users are told by their numbers, and customers by what the orders call them: nothing else of a person is anybody's business here.
public func examinePeople(of fleet: Fleet, among users: [OfferedUser]) -> [Finding] {
  [examineOwner(of: fleet, among: users), examineCustomers(of: fleet, among: users)]
}

private func examineOwner(of fleet: Fleet, among users: [OfferedUser]) -> Finding {
  let owner = fleet.settings.server.owner
  guard !users.contains(where: { $0.id == owner }) else {
    return .ok(.owner, "user \(owner), where an order names no customer")
  }
  let administrators = users.filter(\.isAdministrator).prefix(10).map(\.id.description).joined(separator: ", ")
  return Finding(
    .owner, .failure, "the panel has no user \(owner), who is to own servers without a customer",
    advice: "Set server.owner to the number of a user (Admin > Users)"
      + (administrators.isEmpty ? "." : "; the administrators are \(administrators)."))
}

private func examineCustomers(of fleet: Fleet, among users: [OfferedUser]) -> Finding {
  let known = Set(users.compactMap(\.externalID))
  let buying = fleet.soundOrders.filter { $0.state != .terminated }
  var firstOrders: [String: OrderID] = [:]
  var withContact: Set<String> = []
  for order in buying {
    guard let customer = order.customer?.value else { continue }
    if firstOrders[customer.id] == nil { firstOrders[customer.id] = order.id }
    if customer.contact != nil { withContact.insert(customer.id) }
  }
  guard !firstOrders.isEmpty else { return .ok(.customers, "no order names one") }
  let missing = firstOrders.keys.filter { !known.contains($0) }
  let lost = missing.filter { !withContact.contains($0) }.sorted()
  guard !lost.isEmpty else {
    let made = missing.count
    return .ok(
      .customers,
      counted(firstOrders.count, "customer")
        + (made == 0 ? ", all of them users of the panel" : ", of whom \(made) will be made users of the panel"))
  }
  let most = 5
  let words = lost.prefix(most).map { id in "\(id)\(firstOrders[id].map { " (\($0))" } ?? "")" }.joined(separator: ", ")
  return Finding(
    .customers, .warning,
    "no user of the panel has the external id of \(counted(lost.count, "customer")), whose orders wait: \(words)"
      + (lost.count > most ? " and \(lost.count - most) more" : ""),
    advice: "Create the users on the panel with these external ids, or write the customer with an e-mail in the order.")
}
