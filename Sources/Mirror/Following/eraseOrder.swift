public import Planner
public import Postgres

/// Takes an order's rows away. They do not come again, also where all rows are made anew.
///
/// - Returns: whether there were any.
public func eraseOrder(_ order: OrderID, in client: PostgresClient) async throws(MirrorFailure) -> Bool {
  try await MirrorTables(client: client).erase(order)
}

/// Looks whether a database has the tables and lets its user write them: what is mirrored there, in a few words. Changes nothing.
public func examineTables(in client: PostgresClient) async throws(MirrorFailure) -> String {
  let tables = MirrorTables(client: client)
  let place = try await tables.place()
  try await tables.requireRights()
  guard let commit = place.commit else { return "nothing is mirrored yet" }
  return "\(commit.description.prefix(12)) is mirrored, commit \(place.number) of its branch"
}
