/// The endpoints on nests and eggs, which can only be read.
let nestRoutes: [Route] = [
  Route("GET", "api/application/nests", .application(.read, .nests), listNests),
  Route("GET", "api/application/nests/{nest}", .application(.read, .nests), showNest),
  Route("GET", "api/application/nests/{nest}/eggs", .application(.read, .eggs), listEggs),
  Route("GET", "api/application/nests/{nest}/eggs/{egg}", .application(.read, .eggs), showEgg),
]

/// `GET /nests`: neither filters nor sorts.
@Sendable func listNests(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let page = try Page(of: call.query)
  let rows = state.nests.all
  var objects: [JSON] = []
  for nest in try page.slice(of: rows) {
    objects.append(try state.nestObject(nest, call.includes, for: Reader(key: call.key)))
  }
  return .json(page.list(objects, total: rows.count, url: call.url))
}

/// `GET /nests/{nest}`
@Sendable func showNest(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  guard let nest = state.nests[call.id(.nest)] else { throw .modelNotFound }
  return .json(try state.nestObject(nest, call.includes, for: Reader(key: call.key)))
}

/// `GET /nests/{nest}/eggs`: not paged.
@Sendable func listEggs(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  var objects: [JSON] = []
  for egg in state.eggs.all where egg.nest == call.id(.nest) {
    objects.append(try state.eggObject(egg, call.includes, for: Reader(key: call.key)))
  }
  return .json(.list(objects))
}

/// `GET /nests/{nest}/eggs/{egg}`
@Sendable func showEgg(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  guard let egg = state.eggs[call.id(.egg)] else { throw .modelNotFound }
  return .json(try state.eggObject(egg, call.includes, for: Reader(key: call.key)))
}
