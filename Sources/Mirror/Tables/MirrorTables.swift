import Git
import Health
import Planner
import Postgres

/// The tables that git is mirrored in: every write is one transaction.
struct MirrorTables: Sendable {
  let client: PostgresClient

  /// Where the mirror stands.
  func place() async throws(MirrorFailure) -> MirrorPlace {
    let rows = try await attempt { () throws(PostgresFailure) in try await client.query(MirrorPlace.read) }
    guard let place = MirrorPlace(rows) else { throw .notMigrated("botfleet.mirrored is empty") }
    return place
  }

  /// Whose every order is: by its newest fact, and where facts are not kept for so long, by its row.
  func purchasers() async throws(MirrorFailure) -> Purchasers {
    let rows = try await attempt { () throws(PostgresFailure) in
      try await client.query(
        """
        with told as (
          select distinct on (order_id) order_id, customer from \(MirrorStatement.logs) where commit_id is not null
          order by order_id, commit_number desc, step desc
        )
        select order_id, customer from told union all
        select order_id, customer from \(MirrorStatement.bots) where order_id not in (select order_id from told)
        """)
    }
    var purchasers = Purchasers()
    for row in rows {
      if let order = row["order_id"].flatMap({ OrderID($0) }) { purchasers.know(order, row["customer"]) }
    }
    return purchasers
  }

  /// Writes what one commit says; false where somebody else was faster.
  func follow(_ step: MirrorStep, from place: MirrorPlace) async throws(MirrorFailure) -> Bool {
    let view = try await hasView()
    return try await transaction { transaction throws(PostgresFailure) in
      guard try await transaction.move(from: place, to: step.next) else { return false }
      try await transaction.put(step.rows)
      for facts in step.logs { try await transaction.query(MirrorStatement.putLogs, [.json(facts)]) }
      if step.touched?.isEmpty != true { try await transaction.putUsers(of: step.touched, hasView: view) }
      return true
    }
  }

  /// Makes all rows anew; false where somebody else was faster. Whoever reads meanwhile sees the former ones.
  func rebuild(as step: MirrorStep, from place: MirrorPlace) async throws(MirrorFailure) -> Bool {
    let view = try await hasView()
    return try await transaction { transaction throws(PostgresFailure) in
      guard try await transaction.move(from: place, to: step.next) else { return false }
      try await transaction.query("delete from \(MirrorStatement.logs) where commit_id is not null")
      try await transaction.put(step.rows)
      for facts in step.logs { try await transaction.query(MirrorStatement.putLogs, [.json(facts)]) }
      try await transaction.putUsers(of: step.touched, hasView: view)
      return true
    }
  }

  /// Finds out again whose rows are, and drops facts that are too old.
  ///
  /// - Parameter oldest: the first moment that is kept; nil keeps everything.
  func tend(oldest: Instant?) async throws(MirrorFailure) {
    let view = try await hasView()
    try await transaction { transaction throws(PostgresFailure) in
      try await transaction.holdPlace()
      let changed = try await transaction.query(MirrorStatement.putUsers(hasView: view), [.text(nil)])
      let orders = changed.compactMap { $0["order_id"] }
      if !orders.isEmpty { try await transaction.query(MirrorStatement.putReaders, [.texts(orders)]) }
      guard let oldest else { return }
      try await transaction.query("delete from \(MirrorStatement.logs) where at < $1", [.time("\(oldest)")])
    }
  }

  /// Takes an order's rows away, for good; false where nothing was there.
  func erase(_ order: OrderID) async throws(MirrorFailure) -> Bool {
    try await transaction { transaction throws(PostgresFailure) in
      try await transaction.holdPlace()
      let id = [PostgresValue.text(order.text)]
      try await transaction.query(
        "insert into botfleet.erased_orders (order_id) values ($1) on conflict do nothing", id)
      let facts = try await transaction.query("delete from \(MirrorStatement.logs) where order_id = $1", id).affected
      return try await transaction.query("delete from \(MirrorStatement.bots) where order_id = $1", id).affected + facts
        > 0
    }
  }

  /// Writes what is seen of bots, beside their orders.
  func put(_ sightings: [BotSighting]) async throws(MirrorFailure) {
    for part in pages(sightings.map(SightingRow.init)) {
      let rows = JSONValue.array(part.map { (SightingRow.keys + SightingRow.columns).json(of: $0) })
      _ = try await attempt { () throws(PostgresFailure) in
        try await client.query(MirrorStatement.putSightings, [.json(rows.canonical)])
      }
    }
  }

  /// Writes facts that no commit says.
  func put(_ facts: [LogRow]) async throws(MirrorFailure) {
    let rows = JSONValue.array(facts.map { LogRow.columns.json(of: $0) })
    let orders = PostgresValue.texts(Set(facts.map(\.order.text)).sorted())
    try await transaction { transaction throws(PostgresFailure) in
      try await transaction.holdPlace()
      try await transaction.query(MirrorStatement.putLogs, [.json(rows.canonical)])
      try await transaction.query(MirrorStatement.putReaders, [orders])
    }
  }

  /// Asks for every right that mirroring takes, and writes nothing.
  func requireRights() async throws(MirrorFailure) {
    let view = try await hasView()
    try await attempt { () throws(PostgresFailure) in
      try await client.query(
        """
        select from \(MirrorStatement.bots), \(MirrorStatement.logs), botfleet.erased_orders where false
        """)
      for (statement, empty) in [
        (MirrorStatement.putDeployments, PostgresValue.json("[]")), (MirrorStatement.putLogs, .json("[]")),
        (MirrorStatement.putUsers(hasView: view), .texts([])), (MirrorStatement.putReaders, .texts([])),
      ] { try await client.query(statement, [empty]) }
    }
  }

  /// Whether the shop says who signs in as which customer, here. One that may not be read is an error: nobody would see his bots.
  private func hasView() async throws(MirrorFailure) -> Bool {
    let rows = try await attempt { () throws(PostgresFailure) in
      try await client.query("select to_regclass('public.botfleet_customers') is not null as there")
    }
    return rows.first?["there"] == "t"
  }

  private func transaction<Value: Sendable>(
    _ body: @Sendable (PostgresTransaction) async throws(PostgresFailure) -> Value
  ) async throws(MirrorFailure) -> Value {
    try await attempt { () throws(PostgresFailure) in try await client.transaction(body) }
  }
}

extension PostgresTransaction {
  /// Finds out whose rows and facts are.
  ///
  /// - Parameter orders: nil for all.
  fileprivate func putUsers(of orders: [OrderID]?, hasView: Bool) async throws(PostgresFailure) {
    let orders = orders.map { PostgresValue.texts($0.map(\.text)) } ?? .text(nil)
    try await query(MirrorStatement.putUsers(hasView: hasView), [orders])
    try await query(MirrorStatement.putReaders, [orders])
  }

  fileprivate func put(_ rows: MirrorStep.Rows) async throws(PostgresFailure) {
    switch rows {
    case .unreadable: return
    case .some(let pages, let gone):
      for page in pages { try await query(MirrorStatement.putDeployments, [.json(page)]) }
      guard !gone.isEmpty else { return }
      try await query(
        "delete from \(MirrorStatement.bots) where order_id = any ($1)", [.texts(gone.map(\.text))])
    case .all(let pages, let orders):
      for page in pages { try await query(MirrorStatement.putDeployments, [.json(page)]) }
      try await query(
        "delete from \(MirrorStatement.bots) where not (order_id = any ($1))", [.texts(orders.map(\.text))])
    }
  }
}

/// What a statement takes at once.
func pages<Row>(_ rows: [Row]) -> [ArraySlice<Row>] {
  stride(from: 0, to: rows.count, by: 500).map { rows[$0..<min($0 + 500, rows.count)] }
}

private func attempt<Value>(
  _ step: () async throws(PostgresFailure) -> Value
) async throws(MirrorFailure) -> Value {
  do throws(PostgresFailure) { return try await step() } catch { throw MirrorFailure(error) }
}
