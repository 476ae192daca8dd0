private let userListing = Listing<User>(
  filters: [
    .init(name: "email") { $0.email },
    .init(name: "uuid") { $0.uuid },
    .init(name: "username") { $0.username },
    .init(name: "external_id") { $0.externalID },
  ],
  sorts: [
    .init(name: "id") { .number($0.id) },
    .init(name: "uuid") { .text($0.uuid) },
  ])

/// `GET /users`
@Sendable func listUsers(_ call: Call, _ world: inout World) throws(Refusal) -> Reply {
  let page = try Page(of: call.query)
  let users = world.users
  let ids = try userListing.ids(users.ids, query: call.query) { users[$0] }
  let includes = Includes(call.query["include"])
  var objects: [JSON] = []
  for user in page.slice(of: ids).compactMap({ users[$0] }) {
    objects.append(try world.userObject(user, includes, for: Reader(key: call.key)))
  }
  return .json(page.list(objects, total: ids.count, url: call.url))
}

/// `GET /users/{user}`
@Sendable func showUser(_ call: Call, _ world: inout World) throws(Refusal) -> Reply {
  .json(try userObject(call.id(.user), call, world))
}

/// `GET /users/external/{external_id}`
@Sendable func showExternalUser(_ call: Call, _ world: inout World) throws(Refusal) -> Reply {
  guard let user = world.userWithExternalID(call.texts[0]) else { throw .modelNotFound }
  return .json(try userObject(user.id, call, world))
}

/// One user with what the call includes.
func userObject(_ id: Int, _ call: Call, _ world: World) throws(Refusal) -> JSON {
  guard let user = world.users[id] else { throw .modelNotFound }
  return try world.userObject(user, Includes(call.query["include"]), for: Reader(key: call.key))
}
