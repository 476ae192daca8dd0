import Planner

extension UserCommand {
  /// No page of Pterodactyl has a field for a user's external id.
  ///
  /// Its API wants the other fields sent along, and nobody is to read them here: the command itself reads them and sends them back.
  static let pterodactyl: UserCommand = {
    let curl = "curl -fsS -H \"Authorization: Bearer $\(EnvironmentVariable.apiKey.rawValue)\""
    let fields = "{email, username, first_name, last_name, external_id: $id}"
    return UserCommand(
      path: "/api/application/users/{user}",
      text: "\(curl) {address} | jq --arg id {id} '.attributes | \(fields)' | "
        + "\(curl) -X PATCH -H 'Content-Type: application/json' -d @- {address}")
  }()
}
