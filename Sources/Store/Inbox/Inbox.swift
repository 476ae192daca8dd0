/// Deliveries, from when they are accepted until they have come to an end and for some days after that.
///
/// What it keeps of a delivery that came to an end is what became of it: the body is erased.
public struct Inbox: Sendable {
  let tables: StoredTables

  /// The inbox of a store.
  public init(of store: ServiceStore) { tables = store.tables }
}
