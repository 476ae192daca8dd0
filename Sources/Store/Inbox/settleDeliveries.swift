internal import GRDB

extension Inbox {
  /// Writes what became of some deliveries, all at once.
  ///
  /// Bodies of those that came to an end are erased, and so are those of pull requests, whose branch has what they said. Of each subject
  /// that got one further, earlier deliveries that are left are discarded: each delivery says all of its subject.
  ///
  /// - Parameter counted: how much counters are raised by it.
  public func settle(
    _ outcomes: [(delivery: String, InboxStatus)], counting counted: [String: Int] = [:], at now: Int
  ) async throws(ServiceStoreFailure) {
    try await tables.write { database in
      for (delivery, status) in outcomes {
        try set(status, of: delivery, now, database)
        if status.replacesEarlier { try discardEarlier(than: delivery, now, database) }
      }
      for (name, count) in counted {
        try database.execute(
          sql: """
            INSERT INTO inboxCounter (name, count) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET count = count + excluded.count
            """, arguments: [name, count])
      }
    }
  }

  /// Has a delivery tried once more that needs a person; false where there is none of this id that does.
  public func retry(_ delivery: String) async throws(ServiceStoreFailure) -> Bool {
    try await tables.write { database in
      try database.execute(
        sql: """
          UPDATE delivery SET status = 'pending', why = NULL, attempts = 0
          WHERE id = ? AND status = 'needs-person' AND body IS NOT NULL
          """, arguments: [delivery])
      return database.changesCount == 1
    }
  }

  /// Gives a delivery up that has not come to an end; false where there is none of this id.
  public func discard(_ delivery: String, because why: String, at now: Int) async throws(ServiceStoreFailure) -> Bool {
    try await tables.write { database in
      let row = try Row.fetchOne(database, sql: "SELECT * FROM delivery WHERE id = ?", arguments: [delivery])
      guard let row, !InboxStatus(row).isSettled else { return false }
      try set(.discarded(why: why), of: delivery, now, database)
      return true
    }
  }

  /// Empties the file's log of changes, in which erased bodies would stand until it is full. Where somebody is reading just then, that is
  /// left for another time.
  public func tidy() async {
    _ = try? await tables.database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
  }

  /// Forgets what came to an end before a second since 1970, but for what each subject was told last.
  public func forget(settledBefore time: Int) async throws(ServiceStoreFailure) {
    try await tables.write { database in
      try database.execute(
        sql: "DELETE FROM delivery WHERE settledAt < ? AND receivedAt < ? AND contact IS NULL",
        arguments: [time, time])
      try database.execute(sql: "DELETE FROM madeUser WHERE at < ?", arguments: [time])
    }
  }

  /// Erases a contact that is not needed any more, and notes that a user was made of it where one was.
  public func dropContact(
    of deliveries: [String], madeUser: Bool, at now: Int
  ) async throws(ServiceStoreFailure) {
    try await tables.write { database in
      for delivery in deliveries {
        try database.execute(sql: "UPDATE delivery SET contact = NULL WHERE id = ?", arguments: [delivery])
      }
      if madeUser { try database.execute(sql: "INSERT INTO madeUser (at) VALUES (?)", arguments: [now]) }
    }
  }
}

private func set(_ status: InboxStatus, of delivery: String, _ now: Int, _ database: Database) throws {
  let columns = status.columns
  try database.execute(
    sql: """
      UPDATE delivery SET status = ?, why = ?, word = ?, commitID = ?, request = iif(?, request, ?), url = ?, dueAt = ?, settledAt = ?,
        attempts = attempts + ?, body = iif(?, NULL, body), contact = iif(?, NULL, contact)
      WHERE id = ?
      """,
    arguments: [
      columns.status, columns.why, columns.word, columns.commit, status.keepsRequest, columns.request, columns.url,
      columns.dueAt,
      status.isSettled ? now : nil, status.isFailure ? 1 : 0, status.erasesBody, status.erasesContact, delivery,
    ])
}

private func discardEarlier(than delivery: String, _ now: Int, _ database: Database) throws {
  try database.execute(
    sql: """
      UPDATE delivery SET status = 'discarded', why = 'a later delivery took its place: ' || ?1, settledAt = ?2,
        body = NULL, contact = NULL, dueAt = NULL
      WHERE subject = (SELECT subject FROM delivery WHERE id = ?1) AND number < (SELECT number FROM delivery WHERE id = ?1)
        AND status IN ('pending', 'retry', 'waiting', 'pull-request', 'needs-person')
      """, arguments: [delivery, now])
}

extension InboxStatus {
  fileprivate var replacesEarlier: Bool {
    switch self {
    case .committed, .nothingToDo, .pullRequest: true
    case .pending, .retry, .waiting, .needsPerson, .discarded: false
    }
  }

  fileprivate var isFailure: Bool {
    switch self {
    case .retry, .waiting: true
    case .pending, .committed, .nothingToDo, .pullRequest, .needsPerson, .discarded: false
    }
  }

  /// Whether its pull request is still to be closed; see `requestsToClose()`.
  fileprivate var keepsRequest: Bool {
    switch self {
    case .discarded: true
    case .pending, .retry, .waiting, .committed, .nothingToDo, .pullRequest, .needsPerson: false
    }
  }

  fileprivate var erasesBody: Bool {
    switch self {
    case .committed, .nothingToDo, .pullRequest, .discarded: true
    case .pending, .retry, .waiting, .needsPerson: false
    }
  }

  fileprivate var erasesContact: Bool {
    switch self {
    case .discarded: true
    case .committed, .nothingToDo, .pullRequest, .pending, .retry, .waiting, .needsPerson: false
    }
  }
}
