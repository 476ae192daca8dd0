/// The endpoints on locations.
let locationRoutes: [Route] = [
  Route("GET", "api/application/locations", .application(.read, .locations), listLocations),
  Route("GET", "api/application/locations/{location}", .application(.read, .locations), showLocation),
  Route("POST", "api/application/locations", .application(.write, .locations), createLocation),
  Route("PATCH", "api/application/locations/{location}", .application(.write, .locations), updateLocation),
  Route("DELETE", "api/application/locations/{location}", .application(.write, .locations), deleteLocation),
]

private let locationListing = Listing<Location>(
  filters: [.partial("short") { $0.short }, .partial("long") { $0.long }],
  sorts: [.init(name: "id") { .number($0.id) }])

private let names = ["long": "Location Description", "short": "Location Identifier"]

/// `GET /locations`
@Sendable func listLocations(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let locations = state.locations
  let ids = try locationListing.ids(locations.ids, asked: call.input) { locations[$0] }
  let page = try Page(of: call.query)
  var objects: [JSON] = []
  for id in try page.slice(of: ids) { objects.append(try locationObject(id, call, state)) }
  return .json(page.list(objects, total: ids.count, url: call.url))
}

/// `GET /locations/{location}`
@Sendable func showLocation(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  .json(try locationObject(call.id(.location), call, state))
}

/// `POST /locations`
@Sendable func createLocation(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try call.validate(
    [
      ("long", ["string", "nullable", "between:1,191"]),
      ("short", ["required", "string", "between:1,60", "unique:locations,short"]),
    ], names: names, in: state)
  let id = state.locations.nextID
  state.locations.put(
    Location(
      id: id, short: call.text("short") ?? "", long: call.text("long"), createdAt: state.now, updatedAt: state.now))
  return .created(try locationObject(id, call, state), at: "\(call.request.base)/api/application/locations/\(id)")
}

/// `PATCH /locations/{location}`
@Sendable func updateLocation(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let id = call.id(.location)
  try call.validate(
    [
      ("long", ["string", "nullable", "between:1,191"]),
      ("short", ["required", "string", "between:1,60", "unique:locations,short,\(id)"]),
    ], names: names, in: state)
  guard var location = state.locations[id] else { throw .modelNotFound }
  location.short = call.text("short") ?? location.short
  if call.has("long") { location.long = call.text("long") }
  if location != state.locations[id] { location.updatedAt = state.now }
  state.locations.put(location)
  return .json(try locationObject(id, call, state))
}

/// `DELETE /locations/{location}`
@Sendable func deleteLocation(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let id = call.id(.location)
  guard !state.nodes.all.contains(where: { $0.location == id }) else {
    throw .display(
      "Cannot delete a location that has active nodes attached to it.", code: "HasActiveNodesException")
  }
  state.locations.remove(id)
  return .noContent
}

private func locationObject(_ id: Int, _ call: Call, _ state: PanelState) throws(Refusal) -> JSON {
  guard let location = state.locations[id] else { throw .modelNotFound }
  return try state.locationObject(location, call.includes, for: Reader(key: call.key))
}
