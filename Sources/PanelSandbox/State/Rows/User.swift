/// A row of the panel's users.
struct User: Sendable, Identifiable, Equatable {
  var id: Int
  var externalID: String?
  var uuid: String
  /// Lower case.
  var username: String
  var email: String
  var firstName: String
  var lastName: String
  var language: String
  var isRootAdmin: Bool
  var usesTwoFactor: Bool
  var createdAt: Moment
  var updatedAt: Moment
}
