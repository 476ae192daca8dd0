import Planner

/// Users of the panel that were looked for, and numbers that nobody has.
struct FoundPeople: Sendable {
  /// By number.
  let users: [PanelUser]
  let absent: Set<UserID>
}

/// Looks for single users.
struct PeopleReader {
  let connection: PanelConnection
  private let width = 4

  init(connection: PanelConnection) { self.connection = connection }

  func find(_ people: PeopleToLookUp) async throws(PanelFailure) -> FoundPeople {
    let customers = people.customers.sorted { $0.key < $1.key }
    let found = try await concurrently(customers, width: width) { [self] id, newcomer in
      do throws(PanelFailure) {
        return .success(try await find(id, newcomer))
      } catch {
        return .failure(error)
      }
    }
    var users: [UserID: PanelUser] = [:]
    for user in found.joined() { users[user.id] = user }
    let numbers = people.numbers.filter { users[$0] == nil }.sorted()
    let numbered = try await concurrently(numbers, width: width) { [connection] number in
      do throws(PanelFailure) {
        return .success((number, try await readUser(number, over: connection)?.user))
      } catch {
        return .failure(error)
      }
    }
    var absent: Set<UserID> = []
    for (number, user) in numbered { if let user { users[number] = user } else { absent.insert(number) } }
    return FoundPeople(users: users.values.sorted { $0.id < $1.id }, absent: absent)
  }

  /// The user who is a customer, or else everybody who has what a new one would get.
  private func find(
    _ id: String, _ newcomer: PeopleToLookUp.Newcomer
  ) async throws(PanelFailure) -> [PanelUser] {
    var users = try await users(externalID: id)
    guard !users.contains(where: { $0.externalID == id }), !newcomer.emails.isEmpty else { return users }
    for email in newcomer.emails.sorted() { users += try await self.users(with: email, in: "email") }
    return try await users + self.users(with: newcomer.username, in: "username")
  }

  /// Those whose external ids are this one to the panel, which ignores case (recording 50-015).
  private func users(externalID id: String) async throws(PanelFailure) -> [PanelUser] {
    // There is no way to ask for some of them alone (recording 21-018).
    guard let part = try? pathPart(externalID: id) else { return try await users(with: id, in: "external_id") }
    let call = APIRequest.get("users/external/\(part)", needs: .users)
    return try await readUser(call, over: connection).map { [$0.user] } ?? []
  }

  /// A filter takes parts of a text, and a comma for a choice: more may be found than was looked for, and never less.
  private func users(with text: String, in field: String) async throws(PanelFailure) -> [PanelUser] {
    // Alone, the panel would take it for 1 or 0 (`panel-behaviour`, section 5).
    let wanted = text == "true" || text == "false" ? "\(text),\(text)" : text
    let call = APIRequest.get("users", ["filter%5B\(field)%5D=\(percentEncoded(wanted))"], needs: .users)
    return try await ListWalk<WireUser>(call, over: connection).items(\.user)
  }
}
