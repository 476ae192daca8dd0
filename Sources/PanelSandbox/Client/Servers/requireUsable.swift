extension PanelState {
  /// Refuses what cannot be done with a server in its state (`panel-behaviour`, section 9).
  func requireUsable(_ server: Server) throws(Refusal) {
    if let detail = obstacle(to: server) { throw Refusal(409, "ServerStateConflictException", detail) }
  }

  /// The same for the websocket: a root admin may watch an installation or a restore.
  func requireWatchable(_ server: Server, by user: User) throws(Refusal) {
    let isClosed = server.isSuspended || nodes[server.node]?.isUnderMaintenance == true
    if isClosed || !user.isRootAdmin { try requireUsable(server) }
  }

  private func obstacle(to server: Server) -> String? {
    if server.isSuspended {
      return "This server is currently suspended and the functionality requested is unavailable."
    }
    if nodes[server.node]?.isUnderMaintenance == true {
      return "The node of this server is currently under maintenance and the functionality requested is unavailable."
    }
    if !server.isInstalled {
      return "This server has not yet completed its installation process, please try again later."
    }
    if server.status == .restoringBackup {
      return "This server is currently restoring from a backup, please try again later."
    }
    return nil
  }
}
