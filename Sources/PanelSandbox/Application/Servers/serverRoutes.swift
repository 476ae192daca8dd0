/// The endpoints on servers, in the panel's order: the first that fits a path takes it.
let serverRoutes: [Route] = [
  Route("GET", "api/application/servers", .application(.read, .servers), listServers),
  Route("GET", "api/application/servers/{server}", .application(.read, .servers), showServer),
  Route("GET", "api/application/servers/external/{text}", .application(.read, .servers), showExternalServer),
  Route("PATCH", "api/application/servers/{server}/details", .application(.write, .servers), updateServerDetails),
  Route("PATCH", "api/application/servers/{server}/build", .application(.write, .servers), updateServerBuild),
  Route("PATCH", "api/application/servers/{server}/startup", .application(.write, .servers), updateServerStartup),
  Route("POST", "api/application/servers", .application(.write, .servers), createServer),
  Route("POST", "api/application/servers/{server}/suspend", .application(.write, .servers), suspendServer),
  Route("POST", "api/application/servers/{server}/unsuspend", .application(.write, .servers), unsuspendServer),
  Route("POST", "api/application/servers/{server}/reinstall", .application(.write, .servers), reinstallServer),
  Route("DELETE", "api/application/servers/{server}/{text?}", .application(.write, .servers), deleteServer),
]
