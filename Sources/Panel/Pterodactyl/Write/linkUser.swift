import Planner

/// Gives a panel user the external id of a customer. No page of the panel can.
///
/// The panel wants e-mail and names with every change of a user, and keeps what else is left out, the password among it (recording 50-037):
/// they go back as they were read a moment ago.
func linkUser(_ link: UserLink, over connection: PanelConnection) async throws(PanelFailure) -> PanelUser {
  guard let user = try await readUser(link.user, over: connection) else { throw .stale(.userGone) }
  // A try whose answer was lost did it.
  if user.externalID == link.externalID { return user.user }
  guard user.externalID == nil else { throw .stale(.userHasAnotherID) }
  guard user.isAdministrator == false else { throw .stale(.userIsAdministrator) }
  let call = APIRequest.updateUser(
    link.user,
    .object([
      .init("external_id", .string(link.externalID)),
      .init("email", .string(user.email)),
      .init("username", .string(user.username)),
      .init("first_name", user.firstName.map { .string($0) } ?? .null),
      .init("last_name", user.lastName.map { .string($0) } ?? .null),
    ]))
  return try await connection.value(of: call) { response throws(PanelFailure) in
    try decodeItem(WireUser.self, from: response, to: call).user
  }
}
