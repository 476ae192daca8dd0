import Planner

/// The user with exactly this external id. The panel's database ignores case, we do not (recording 50-015).
func findUser(externalID: String, over connection: PanelConnection) async throws(PanelFailure) -> PanelUser? {
  let call = APIRequest.get("users/external/\(try pathPart(externalID: externalID))", needs: .users)
  do throws(PanelFailure) {
    let wire = try await connection.value(of: call) { response throws(PanelFailure) in
      try decodeItem(WireUser.self, from: response, to: call)
    }
    return wire.externalID == externalID ? wire.user : nil
  } catch {
    guard case .notFound(.subject) = error else { throw error }
    return nil
  }
}

/// Whether the panel has no user with this number; false where the key may not know.
func isAbsent(_ user: UserID, over connection: PanelConnection) async throws(PanelFailure) -> Bool {
  let call = APIRequest.get("users/\(user)", needs: .users)
  do throws(PanelFailure) {
    _ = try decodeItem(WireUser.self, from: try await connection.send(call), to: call)
    return false
  } catch {
    switch error {
    case .notFound(.subject): return true
    case .access(.permissionMissing): return false
    default: throw error
    }
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
