/// `GET /servers/{server}/backups`
@Sendable func listBackups(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let page = try Page(of: call.query, usual: 20, most: 50)
  let rows = state.backups(of: call.id(.namedServer))
  let objects = try page.slice(of: rows).map { $0.object(at: state.now) }
  var list = page.list(objects, total: rows.count, url: call.url, links: .wholeQuery(call.query)).members ?? [:]
  var meta: JSONObject = ["backup_count": .integer(rows.count)]
  meta.append("pagination", list["meta"]?["pagination"] ?? .null)
  list["meta"] = .object(meta)
  return .json(.object(list))
}

/// `POST /servers/{server}/backups`: two in ten minutes, and as many as the server may have.
@Sendable func createBackup(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try call.validate(
    [
      ("name", ["nullable", "string", "max:191"]), ("is_locked", ["nullable", "boolean"]),
      ("ignored", ["nullable", "string"]),
    ], in: state)
  let server = try state.server(of: call)
  try state.requireRoomForBackup(of: server)
  let backup = Backup(
    id: state.backups.nextID, server: server.id, uuid: state.randomness.uuid(),
    name: call.text("name") ?? "Backup at \(state.now.text.prefix(19).map { $0 == "T" ? " " : String($0) }.joined())",
    ignoredFiles: call.text("ignored")?.split(separator: "\n").map(String.init) ?? [],
    isLocked: PHPNumber.isTrue(call.field("is_locked")), createdAt: state.now, completedAt: state.now + 500)
  return .ask(
    DaemonQuestion(node: server.node, operation: .backup) { verdict, state throws(Refusal) in
      guard verdict == .accepted else { throw .daemon(verdict, requestID: state.randomness.uuid()) }
      state.backups.put(backup)
      state.backupTimes[server.id, default: []].append(state.now)
      return .json(backup.object(at: state.now))
    })
}

/// `GET /servers/{server}/backups/{backup}`
@Sendable func showBackup(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  .json(try state.backup(of: call).object(at: state.now))
}

/// `GET /servers/{server}/backups/{backup}/download`: an address at the daemon; nothing listens there.
@Sendable func downloadBackup(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let server = try state.server(of: call)
  guard let node = state.nodes[server.node] else { throw .modelNotFound }
  let token = state.randomness.word(64)
  let url = "\(node.scheme)://\(node.fqdn):\(node.daemonListen)/download/backup?token=\(token)"
  return .json(.object("signed_url", ["url": .string(url)]))
}

/// `POST /servers/{server}/backups/{backup}/lock`: locks it, or unlocks it.
@Sendable func toggleBackupLock(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  var backup = try state.backup(of: call)
  backup.isLocked.toggle()
  state.backups.put(backup)
  return .json(backup.object(at: state.now))
}

/// `POST /servers/{server}/backups/{backup}/restore`: the server is `restoring_backup` until the daemon is done.
@Sendable func restoreBackup(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try call.validate([("truncate", ["required", "boolean"])], in: state)
  let server = try state.server(of: call)
  guard server.status == nil else {
    throw .badRequest("This server is not currently in a state that allows for a backup to be restored.")
  }
  guard try state.backup(of: call).completedAt <= state.now else {
    throw .badRequest("This backup cannot be restored at this time: not completed or failed.")
  }
  return .ask(
    DaemonQuestion(node: server.node, operation: .backup) { verdict, state throws(Refusal) in
      guard verdict == .accepted else { throw .daemon(verdict, requestID: state.randomness.uuid()) }
      if var server = state.servers[server.id] {
        server.status = .restoringBackup
        state.save(server)
        state.agenda.add(.restoreEnds(server: server.id), due: state.now + 2_000)
        state.receive(.kill, server.id)
        state.log("server:backup.restore", server.id, by: call)
      }
      return .noContent
    })
}

/// `DELETE /servers/{server}/backups/{backup}`
@Sendable func deleteBackup(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let server = try state.server(of: call)
  let backup = try state.backup(of: call)
  guard !backup.isLocked else {
    throw .display("Cannot delete a backup that is marked as locked.", code: "BackupLockedException")
  }
  return .ask(
    DaemonQuestion(node: server.node, operation: .backup) { verdict, state throws(Refusal) in
      guard verdict == .accepted || verdict == .refused(404) else {
        throw .daemon(verdict, requestID: state.randomness.uuid())
      }
      state.backups.remove(backup.id)
      return .noContent
    })
}
