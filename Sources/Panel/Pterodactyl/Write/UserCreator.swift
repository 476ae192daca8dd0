import Planner

/// Creates panel users. After an unclear answer the user is looked up by external id, and created again only where it
/// does not exist: the panel keeps external ids and e-mails unique, so no user is created twice.
struct UserCreator {
  let connection: PanelConnection

  func create(_ new: NewUser) async throws(PanelFailure) -> PanelUser {
    let backoff = Backoff()
    var repetition = 0
    while true {
      do throws(PanelFailure) {
        return try await createOnce(new)
      } catch {
        guard isOfDatabase(error), !error.mayHaveTakenEffect, repetition < backoff.repetitions(after: error) else {
          throw error
        }
        try await connection.sleep(backoff.pause(before: repetition, chance: connection.time.chance()))
        repetition += 1
      }
    }
  }

  private func createOnce(_ new: NewUser) async throws(PanelFailure) -> PanelUser {
    let call = APIRequest.createUser(
      .object([
        .init("external_id", .string(new.externalID)),
        .init("email", .string(new.email)),
        .init("username", .string(new.username)),
        .init("first_name", .string(new.firstName)),
        .init("last_name", .string(new.lastName)),
      ]))
    do throws(PanelFailure) {
      return try await connection.value(of: call) { response throws(PanelFailure) in
        try decodeItem(WireUser.self, from: response, to: call).user
      }
    } catch {
      guard mayExist(error) else { throw error }
      let found: PanelUser?
      do throws(PanelFailure) {
        found = try await findUser(externalID: new.externalID, over: connection)
      } catch _ {
        throw error
      }
      if let found { return found }
      // The panel has finished, and undone what it had begun (`panel-behaviour`, section 17).
      if isOfDatabase(error) { throw error.withoutEffect }
      throw error
    }
  }

  private func mayExist(_ failure: PanelFailure) -> Bool {
    if case .rejected(let rejections) = failure {
      return rejections.contains { $0.field == "external_id" && $0.rule == "unique" }
    }
    return failure.mayHaveTakenEffect
  }
}
