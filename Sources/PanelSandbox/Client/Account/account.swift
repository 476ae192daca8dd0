/// `GET /account`
@Sendable func showAccount(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let user = call.user
  return .json(
    .object(
      "user",
      [
        "id": .integer(user.id), "admin": .bool(user.isRootAdmin), "username": .string(user.username),
        "email": .string(user.email), "first_name": .string(user.firstName), "last_name": .string(user.lastName),
        "language": .string(user.language),
      ]))
}

/// `GET /account/api-keys`: the caller's account keys by their identifiers.
@Sendable func listAPIKeys(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let keys = state.keys.filter { $0.owner == call.user.id && $0.reach == .client }
  return .json(
    .list(
      keys.map { key in
        .object(
          "api_key",
          [
            "identifier": .string(String(key.token.prefix(16))), "description": .string(key.kind),
            "allowed_ips": .array(key.allowedIPs.map { .string($0) }), "last_used_at": .string(state.now.text),
            "created_at": .string(call.user.createdAt.text),
          ])
      }))
}
