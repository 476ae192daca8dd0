import Planner

/// A user as the Application API shows it (recording 50-001).
struct WireUser: WireItem {
  static let object = "user"

  let id: UInt32
  let externalID: String?
  let email: String
  let username: String
  let firstName: String?
  let lastName: String?

  private enum CodingKeys: String, CodingKey {
    case id, email, username
    case externalID = "external_id"
    case firstName = "first_name"
    case lastName = "last_name"
  }

  var number: Int { Int(id) }

  var violation: WireViolation? {
    WireViolation.inTexts([
      "external_id": externalID, "email": email, "username": username, "first_name": firstName, "last_name": lastName,
    ]) ?? WireViolation.inNumbers(["id": id])
  }

  /// In the planner's words.
  var user: PanelUser {
    let names = [firstName, lastName].compactMap(\.self)
    return PanelUser(
      id: UserID(number), externalID: externalID, email: email, username: username,
      name: names.isEmpty ? nil : names.joined(separator: " "))
  }
}
