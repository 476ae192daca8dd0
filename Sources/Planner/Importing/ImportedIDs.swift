/// Which order a server becomes: by its external id, else by the table, its name or a variable, else by its number.
struct ImportedIDs {
  private let pattern: IDPattern?
  private let rows: [ServerID: ImportRow]

  init(_ pattern: IDPattern?, _ rows: [ServerID: ImportRow]) {
    self.pattern = pattern
    self.rows = rows
  }

  /// What is known of an order's id before the server's variables are looked at; nil where they, or the number, have to tell it.
  func known(of server: ObservedServer) throws(ImportObstacle) -> (id: OrderID, source: ImportedOrder.IDSource)? {
    let mapped = rows[server.id]?.order?.value
    if let externalID = server.externalID {
      guard let id = OrderID(externalID) else { throw ImportObstacle(.badExternalID) }
      if let mapped, mapped != id { throw ImportObstacle(.idDiffers(mapped)) }
      return (id, .externalID)
    }
    if let mapped { return (mapped, .map) }
    guard let pattern else { return nil }
    guard let id = pattern.order(in: server.spec.details.name) else { throw ImportObstacle(.nameWithoutID) }
    return (id, .pattern)
  }
}

/// The id of an order whose server says nothing of it: `srv-17`.
///
/// A name is the customer's, changes, and has letters that no id may have; the number is the panel's, and nobody else's.
func numberedID(of server: ObservedServer) -> OrderID {
  guard let id = OrderID("srv-\(server.id)") else { preconditionFailure("a number makes an id") }
  return id
}
