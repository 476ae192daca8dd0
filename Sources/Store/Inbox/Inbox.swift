internal import GRDB

/// Deliveries, from when they are accepted until they have come to an end and for some days after that.
public struct Inbox: Sendable {
  let path: String
  let database: any DatabaseWriter

  /// The inbox of a store.
  public init(of store: ServiceStore) {
    database = store.database
    path = store.path
  }
}
