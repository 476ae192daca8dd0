private let userListing = Listing<User>(
  filters: [
    .partial("email") { $0.email },
    .partial("uuid") { $0.uuid },
    .partial("username") { $0.username },
    .partial("external_id") { $0.externalID },
  ],
  sorts: [
    .init(name: "id") { .number($0.id) },
    .init(name: "uuid") { .text($0.uuid) },
  ])

/// `GET /users`
@Sendable func listUsers(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let users = state.users
  let ids = try userListing.ids(users.ids, asked: call.input) { users[$0] }
  let page = try Page(of: call.query)
  let includes = call.includes
  var objects: [JSON] = []
  for user in try page.slice(of: ids).compactMap({ users[$0] }) {
    objects.append(try state.userObject(user, includes, for: Reader(key: call.key)))
  }
  return .json(page.list(objects, total: ids.count, url: call.url))
}

/// `GET /users/{user}`
@Sendable func showUser(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  .json(try userObject(call.id(.user), call, state))
}

/// `GET /users/external/{external_id}`
@Sendable func showExternalUser(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  guard let user = state.userWithExternalID(call.texts[0]) else { throw .modelNotFound }
  return .json(try userObject(user.id, call, state))
}

/// One user with what the call includes.
func userObject(_ id: Int, _ call: Call, _ state: PanelState) throws(Refusal) -> JSON {
  guard let user = state.users[id] else { throw .modelNotFound }
  return try state.userObject(user, call.includes, for: Reader(key: call.key))
}

/// The endpoints on users.
let userRoutes: [Route] = [
  Route("GET", "api/application/users", .application(.read, .users), listUsers),
  Route("GET", "api/application/users/{user}", .application(.read, .users), showUser),
  Route("GET", "api/application/users/external/{text}", .application(.read, .users), showExternalUser),
  Route("POST", "api/application/users", .application(.write, .users), createUser),
  Route("PATCH", "api/application/users/{user}", .application(.write, .users), updateUser),
  Route("DELETE", "api/application/users/{user}", .application(.write, .users), deleteUser),
]
