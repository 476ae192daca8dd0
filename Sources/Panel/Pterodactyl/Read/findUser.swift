import Planner

/// The user with exactly this external id. The panel's database ignores case; we do not (recording 50-015).
func findUser(externalID: String, over connection: PanelConnection) async throws(PanelFailure) -> PanelUser? {
  let call = APIRequest.get("users/external/\(try pathPart(externalID: externalID))", needs: .users)
  guard let wire = try await readUser(call, over: connection) else { return nil }
  return wire.externalID == externalID ? wire.user : nil
}

/// The user with this number; nil where the panel has none.
func readUser(_ id: UserID, over connection: PanelConnection) async throws(PanelFailure) -> WireUser? {
  try await readUser(.get("users/\(id)", needs: .users), over: connection)
}

func readUser(_ call: APIRequest, over connection: PanelConnection) async throws(PanelFailure) -> WireUser? {
  do throws(PanelFailure) {
    return try await connection.value(of: call) { response throws(PanelFailure) in
      try decodeItem(WireUser.self, from: response, to: call)
    }
  } catch {
    guard case .notFound(.subject) = error else { throw error }
    return nil
  }
}

/// Whether the panel has no user with this number; false where the key may not know.
func isAbsent(_ user: UserID, over connection: PanelConnection) async throws(PanelFailure) -> Bool {
  do throws(PanelFailure) {
    return try await readUser(user, over: connection) == nil
  } catch {
    guard case .access(.permissionMissing) = error else { throw error }
    return false
  }
}

/// The number of a server's owner, looked up where the plan knew it by external id alone.
func resolve(_ owner: Owner, over connection: PanelConnection) async throws(PanelFailure) -> UserID {
  switch owner {
  case .user(let id): return id
  case .created(let customer):
    guard let user = try await findUser(externalID: customer, over: connection) else {
      throw .notFound(.user(externalID: customer))
    }
    return user.id
  }
}
