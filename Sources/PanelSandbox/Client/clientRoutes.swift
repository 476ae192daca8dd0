/// The endpoints of the Client API.
let clientRoutes: [Route] = [
  Route("GET", "api/client", .account, listOwnServers),
  Route("GET", "api/client/account", .account, showAccount),
  Route("GET", "api/client/account/api-keys", .account, listAPIKeys),
  Route("GET", "api/client/servers/{name}", .serverInAnyState, showOwnServer),
  Route("GET", "api/client/servers/{name}/websocket", .websocket, openWebsocket),
  Route("GET", "api/client/servers/{name}/resources", .usableServer, showResources),
  Route("GET", "api/client/servers/{name}/activity", .usableServer, listNothingPaged),
  Route("POST", "api/client/servers/{name}/command", .usableServer, sendCommand),
  Route("POST", "api/client/servers/{name}/power", .usableServer, sendPowerSignal),
  Route("GET", "api/client/servers/{name}/startup", .usableServer, showStartup),
  Route("PUT", "api/client/servers/{name}/startup/variable", .usableServer, setVariable),
  Route("POST", "api/client/servers/{name}/settings/rename", .usableServer, renameServer),
  Route("POST", "api/client/servers/{name}/settings/reinstall", .usableServer, reinstallOwnServer),
  Route("PUT", "api/client/servers/{name}/settings/docker-image", .usableServer, setDockerImage),
  Route("GET", "api/client/servers/{name}/files/list", .usableServer, listFiles),
  Route("GET", "api/client/servers/{name}/users", .usableServer, listNothing),
  Route("GET", "api/client/servers/{name}/schedules", .usableServer, listNothing),
  Route("GET", "api/client/servers/{name}/backups", .usableServer, listBackups),
  Route("POST", "api/client/servers/{name}/backups", .usableServer, createBackup),
  Route("GET", "api/client/servers/{name}/backups/{backup}", .usableServer, showBackup),
  Route("GET", "api/client/servers/{name}/backups/{backup}/download", .usableServer, downloadBackup),
  Route("POST", "api/client/servers/{name}/backups/{backup}/lock", .usableServer, toggleBackupLock),
  Route("POST", "api/client/servers/{name}/backups/{backup}/restore", .usableServer, restoreBackup),
  Route("DELETE", "api/client/servers/{name}/backups/{backup}", .usableServer, deleteBackup),
  Route("GET", "api/client/servers/{name}/network/allocations", .usableServer, listOwnAllocations),
  Route("POST", "api/client/servers/{name}/network/allocations", .usableServer, addOwnAllocation),
  Route("POST", "api/client/servers/{name}/network/allocations/{allocation}", .usableServer, noteAllocation),
  Route(
    "POST", "api/client/servers/{name}/network/allocations/{allocation}/primary", .usableServer,
    makeAllocationPrimary),
  Route("DELETE", "api/client/servers/{name}/network/allocations/{allocation}", .usableServer, dropAllocation),
  Route("GET", "api/client/servers/{name}/databases", .usableServer, listOwnDatabases),
  Route("POST", "api/client/servers/{name}/databases", .usableServer, createOwnDatabase),
  Route("POST", "api/client/servers/{name}/databases/{text}/rotate-password", .usableServer, rotateOwnPassword),
  Route("DELETE", "api/client/servers/{name}/databases/{text}", .usableServer, deleteOwnDatabase),
]

/// Lists that are empty here: this panel knows no subusers and no schedules.
@Sendable func listNothing(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply { .json(.list([])) }

/// The activity log, which is not kept here.
@Sendable func listNothingPaged(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let page = try Page(of: call.query, usual: 25, most: 100)
  return .json(page.list([], total: 0, url: call.url, links: .wholeQuery(call.query)))
}
