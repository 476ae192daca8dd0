extension Backup {
  /// A backup as the Client API shows it; the daemon reports its size once it is done.
  func object(at now: Moment) -> JSON {
    let isDone = completedAt <= now
    return .object(
      "backup",
      [
        "uuid": .string(uuid), "is_successful": .bool(isDone), "is_locked": .bool(isLocked), "name": .string(name),
        "ignored_files": .array(ignoredFiles.map { .string($0) }),
        "checksum": isDone ? .string("sha1:" + String(repeating: "0", count: 40)) : .null,
        "bytes": .integer(isDone ? 12_345 : 0), "created_at": .string(createdAt.text),
        "completed_at": isDone ? .string(completedAt.text) : .null,
      ])
  }
}

extension PanelState {
  func backups(of server: Int) -> [Backup] { backups.all.filter { $0.server == server } }

  /// The backup that a call's path names.
  func backup(of call: Call) throws(Refusal) -> Backup {
    guard let backup = backups[call.id(.backup)] else { throw .modelNotFound }
    return backup
  }

  /// Refuses a third backup within ten minutes, and one more than the server may have.
  func requireRoomForBackup(of server: Server) throws(Refusal) {
    let span = 600_000
    let recent = (backupTimes[server.id] ?? []).filter { now < $0 + span }
    if recent.count >= 2, let last = recent.last {
      var refusal = Refusal(
        429, "TooManyRequestsHttpException",
        "Only 2 backups may be generated within a 600 second span of time.")
      refusal.headers = [("Retry-After", String(((last + span).milliseconds - now.milliseconds) / 1000))]
      throw refusal
    }
    if backups(of: server.id).count >= server.backupLimit {
      throw .display(
        "Cannot create a new backup, this server has reached its limit of \(server.backupLimit) backups.",
        code: "TooManyBackupsException")
    }
  }
}
