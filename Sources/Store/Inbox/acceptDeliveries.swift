internal import GRDB

/// What became of a delivery that was offered.
public enum InboxAcceptance: Hashable, Sendable {
  /// It is on disk.
  case accepted(InboxDelivery)
  /// It was there already.
  case known(InboxDelivery)
  /// Another one of the same id is there.
  case conflict(InboxDelivery)
  /// It says what the subject's last delivery said. Nothing was written.
  case saidLast(InboxDelivery)
  /// Its sequence is lower than that of the subject's last delivery. It is on disk, and discarded.
  case older(InboxDelivery, than: Int)
}

/// Whether a delivery that says the same as its subject's last one is accepted.
public enum Repeating: Sendable {
  case accepted
  /// It is not.
  case refused
  /// It is not, unless that one was discarded or needs a person.
  case refusedUnlessFailed
}

extension Inbox {
  /// Accepts a delivery; it is on the disk when the call returns.
  public func accept(
    _ new: NewDelivery, repeating: Repeating, at now: Int
  ) async throws(ServiceStoreFailure) -> InboxAcceptance {
    try await tables.write { try takeIn(new, repeating, now, $0) }
  }

  /// Accepts many at once, in their order.
  ///
  /// - Parameter since: whatever was accepted of a subject from that second on is newer than these.
  /// - Returns: how many were accepted.
  public func accept(
    _ many: [NewDelivery], readAt since: Int, at now: Int
  ) async throws(ServiceStoreFailure) -> Int {
    try await tables.write { database in
      var count = 0
      for new in many {
        let head = try Row.fetchOne(
          database, sql: "SELECT receivedAt FROM deliveryHead WHERE subject = ?", arguments: [new.subject])
        if let at: Int = head?["receivedAt"], at >= since { continue }
        if case .accepted = try takeIn(new, .refused, now, database) { count += 1 }
      }
      return count
    }
  }
}

private func takeIn(
  _ new: NewDelivery, _ repeating: Repeating, _ now: Int, _ database: Database
) throws -> InboxAcceptance {
  if let there = try Row.fetchOne(database, sql: "SELECT * FROM delivery WHERE id = ?", arguments: [new.id]) {
    return (there["digest"] as String) == new.digest ? .known(InboxDelivery(there)) : .conflict(InboxDelivery(there))
  }
  let head = try Row.fetchOne(
    database, sql: "SELECT * FROM deliveryHead WHERE subject = ?", arguments: [new.subject])
  let last = try head.map { try lastDelivery($0, database) }
  if let head, let last, (head["content"] as String) == new.content, repeating.refuses(after: last.status),
    new.contact == nil || (head["digest"] as String) == new.digest
  {
    return .saidLast(last)
  }
  if let sequence = new.sequence, let newest: Int = head?["sequence"], sequence < newest {
    // What is read again and again is not written down each time.
    if let last, repeating == .refused { return .older(last, than: newest) }
    let status = InboxStatus.discarded(why: "it is older than what is known: sequence \(sequence), after \(newest)")
    return .older(try insert(new, status, now, database), than: newest)
  }
  let made = try insert(new, new.trouble.map { .needsPerson(why: $0) } ?? .pending, now, database)
  try database.execute(
    sql: """
      INSERT INTO deliveryHead (subject, delivery, digest, content, sequence, receivedAt) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (subject) DO UPDATE SET delivery = excluded.delivery, digest = excluded.digest,
        content = excluded.content, sequence = coalesce(excluded.sequence, sequence), receivedAt = excluded.receivedAt
      """, arguments: [new.subject, new.id, new.digest, new.content, new.sequence, now])
  return .accepted(made)
}

/// The delivery that a head tells of; one that was swept away came to an end long ago.
private func lastDelivery(_ head: Row, _ database: Database) throws -> InboxDelivery {
  let id: String = head["delivery"]
  if let row = try Row.fetchOne(database, sql: "SELECT * FROM delivery WHERE id = ?", arguments: [id]) {
    return InboxDelivery(row)
  }
  return InboxDelivery(
    number: 0, id: id, way: "", subject: head["subject"], content: head["content"], sequence: head["sequence"],
    body: nil, contact: nil, askedBy: nil, receivedAt: head["receivedAt"], status: .nothingToDo, attempts: 0)
}

private func insert(
  _ new: NewDelivery, _ status: InboxStatus, _ now: Int, _ database: Database
) throws -> InboxDelivery {
  let (columns, isSettled) = (status.columns, status.isSettled)
  try database.execute(
    sql: """
      INSERT INTO delivery
        (id, way, subject, digest, content, sequence, body, contact, askedBy, receivedAt, status, why, settledAt)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
    arguments: [
      new.id, new.way, new.subject, new.digest, new.content, new.sequence, isSettled ? nil : new.body,
      isSettled ? nil : new.contact, new.askedBy, now, columns.status, columns.why, isSettled ? now : nil,
    ])
  guard let row = try Row.fetchOne(database, sql: "SELECT * FROM delivery WHERE id = ?", arguments: [new.id]) else {
    throw DatabaseError(message: "a delivery is not there that was just written")
  }
  return InboxDelivery(row)
}

extension Repeating {
  fileprivate func refuses(after status: InboxStatus) -> Bool {
    switch (self, status) {
    case (.accepted, _), (.refusedUnlessFailed, .discarded), (.refusedUnlessFailed, .needsPerson): false
    case (.refused, _), (.refusedUnlessFailed, _): true
    }
  }
}
