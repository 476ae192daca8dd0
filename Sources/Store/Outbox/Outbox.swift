/// Messages, from when they are decided on until they are sent or given up, and for some time after that.
///
/// What their texts mean is for whoever queues them. A message is in it once, however often it is queued.
public struct Outbox: Sendable {
  let tables: StoredTables

  /// The outbox of a store.
  public init(of store: ServiceStore) { tables = store.tables }
}
