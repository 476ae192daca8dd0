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
  let isAdministrator: Bool?

  private enum CodingKeys: String, CodingKey {
    case id, email, username
    case externalID = "external_id"
    case firstName = "first_name"
    case lastName = "last_name"
    case isAdministrator = "root_admin"
  }

  var number: Int { Int(id) }

  var violation: WireViolation? {
    WireViolation.inTexts([
      "external_id": externalID, "email": email, "username": username, "first_name": firstName, "last_name": lastName,
    ]) ?? WireViolation.inNumbers(["id": id])
  }

  /// As the planner's value.
  var user: PanelUser {
    let names = [firstName, lastName].compactMap(\.self)
    // A panel that does not say: nobody who may be an administrator is taken for a customer.
    return PanelUser(
      id: UserID(number), externalID: externalID, email: email, username: username,
      name: names.isEmpty ? nil : names.joined(separator: " "), isAdministrator: isAdministrator ?? true)
  }
}
