import Planner

/// Makes panel users. A lost answer is looked up by the external id, never repeated.
struct UserCreator {
  let connection: PanelConnection

  func create(_ new: NewUser) async throws(PanelFailure) -> PanelUser {
    let call = Call.createUser(
      .object([
        .init("external_id", .string(new.externalID)),
        .init("email", .string(new.email)),
        .init("username", .string(new.username)),
        .init("first_name", .string(new.firstName)),
        .init("last_name", .string(new.lastName)),
      ]))
    do throws(PanelFailure) {
      return try decodeItem(WireUser.self, from: try await connection.send(call), to: call).user
    } catch {
      guard mayExist(error), let user = try? await findUser(externalID: new.externalID, over: connection) else {
        throw error
      }
      return user
    }
  }

  private func mayExist(_ failure: PanelFailure) -> Bool {
    if case .rejected(let rejections) = failure {
      return rejections.contains { $0.field == "external_id" && $0.rule == "unique" }
    }
    return failure.mayHaveTakenEffect
  }
}
