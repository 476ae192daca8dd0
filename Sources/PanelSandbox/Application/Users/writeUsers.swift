/// `POST /users`: of two at once one is the victim of a deadlock, and everything of it is undone (`panel-behaviour`, section 17). On a real
/// panel it is about half of them; here it is each that comes while another is under way.
@Sendable func createUser(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  try call.validate(userRules(except: nil, on: state.series), names: userNames, in: state)
  // The mail to the new user cannot be addressed, and takes the user with it.
  if let email = call.text("email"), MailAddress(email).grade == .commented {
    throw .unexpected("RfcComplianceException")
  }
  guard state.now >= state.usersInsertedAt else { throw .unexpected("QueryException") }
  state.usersInsertedAt = state.now + state.userDelay
  return .work(milliseconds: state.userDelay) { state throws(Refusal) in try insertUser(call, &state) }
}

private func insertUser(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let id = state.users.nextID
  state.users.put(
    User(
      id: id, externalID: call.text("external_id"), uuid: state.randomness.uuid(),
      username: (call.text("username") ?? "").lowercased(), email: call.text("email") ?? "",
      firstName: call.text("first_name") ?? "", lastName: call.text("last_name") ?? "",
      language: call.text("language") ?? "en", isRootAdmin: PHPNumber.isTrue(call.field("root_admin")),
      usesTwoFactor: false, createdAt: state.now, updatedAt: state.now))
  return .created(try userObject(id, call, state), at: "\(call.request.base)/api/application/users/\(id)")
}

/// `PATCH /users/{user}`: four fields are needed, the others keep their value when left out (scenario 45).
@Sendable func updateUser(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let id = call.id(.user)
  try call.validate(userRules(except: id, on: state.series), names: userNames, in: state)
  guard let former = state.users[id] else { throw .modelNotFound }
  var user = former
  if call.has("external_id") { user.externalID = call.text("external_id") }
  user.email = call.text("email") ?? user.email
  user.username = call.text("username")?.lowercased() ?? user.username
  user.firstName = call.text("first_name") ?? user.firstName
  user.lastName = call.text("last_name") ?? user.lastName
  user.language = call.text("language") ?? user.language
  if let isRootAdmin = call.field("root_admin") { user.isRootAdmin = PHPNumber.isTrue(isRootAdmin) }
  if user != former { user.updatedAt = state.now }
  state.users.put(user)
  return .json(try userObject(id, call, state))
}

/// `DELETE /users/{user}`
@Sendable func deleteUser(_ call: Call, _ state: inout PanelState) throws(Refusal) -> Reply {
  let id = call.id(.user)
  guard state.servers.ofOwner(id).isEmpty else {
    throw .display(
      "Cannot delete a user with active servers attached to their account. Please delete their servers before "
        + "continuing.")
  }
  state.users.remove(id)
  state.keys.removeAll { $0.owner == id }
  return .noContent
}

private let userNames = ["external_id": "Third Party Identifier", "root_admin": "Root Administrator Status"]

/// The languages that the panel comes with.
private let languages = "in:en"

private func userRules(except user: Int?, on series: PanelSeries) -> [(field: String, rules: [String])] {
  let except = user.map { ",\($0)" } ?? ""
  return [
    ("external_id", ["sometimes", "nullable", "string", "max:191", "unique:users,external_id" + except]),
    (
      "email",
      ["required", series == .current ? "email:strict" : "email", "between:1,191", "unique:users,email" + except]
    ),
    ("username", ["required", "between:1,191", "unique:users,username" + except, "p_username"]),
    ("password", ["sometimes", "nullable", "string"]),
    ("language", ["sometimes", "string", languages]),
    ("root_admin", ["sometimes", "boolean"]),
    ("first_name", ["required", "string", "between:1,191"]),
    ("last_name", ["required", "string", "between:1,191"]),
  ]
}
