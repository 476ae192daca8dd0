/// The endpoints on nodes and their allocations.
let nodeRoutes: [Route] = [
  Route("GET", "api/application/nodes", .application(.read, .nodes), listNodes),
  Route("GET", "api/application/nodes/deployable", .application(.read, .nodes), listDeployableNodes),
  Route("GET", "api/application/nodes/{node}", .application(.read, .nodes), showNode),
  Route("GET", "api/application/nodes/{node}/configuration", .application(.read, .nodes), showNodeConfiguration),
  Route("POST", "api/application/nodes", .application(.write, .nodes), createNode),
  Route("PATCH", "api/application/nodes/{node}", .application(.write, .nodes), updateNode),
  Route("DELETE", "api/application/nodes/{node}", .application(.write, .nodes), deleteNode),
  Route("GET", "api/application/nodes/{node}/allocations", .application(.read, .allocations), listAllocations),
  Route("POST", "api/application/nodes/{node}/allocations", .application(.write, .allocations), createAllocations),
  Route(
    "DELETE", "api/application/nodes/{node}/allocations/{allocation}", .application(.write, .allocations),
    deleteAllocation),
]
