/// The call of the panel's API that makes a panel user a customer, as an operator can paste it: no page of the panel has a field for it.
///
/// The panel wants the other fields sent along, and nobody is to read them here: they are read and sent back by the command itself. The
/// key stands in it by its name alone.
///
/// - Parameter panel: the panel's URL; nil where it is only in the environment of whoever pastes it.
func commandToSetExternalID(of user: UserID, to externalID: String, on panel: String?) -> String {
  let path = "/api/application/users/\(user)"
  let address = panel.map { shellQuoted($0 + path) } ?? "\"$\(EnvironmentVariable.panelURL.rawValue)\(path)\""
  let curl = "curl -fsS -H \"Authorization: Bearer $\(EnvironmentVariable.apiKey.rawValue)\""
  let fields = "{email, username, first_name, last_name, external_id: $id}"
  return
    "\(curl) \(address) | jq --arg id \(shellQuoted(externalID)) '.attributes | \(fields)' | \(curl) -X PATCH -H 'Content-Type: application/json' -d @- \(address)"
}

/// A word that a shell takes as it is, whatever it holds.
private func shellQuoted(_ text: String) -> String {
  "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#))'"
}
