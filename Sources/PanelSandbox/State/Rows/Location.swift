/// A row of the panel's locations.
struct Location: Sendable, Identifiable, Equatable {
  var id: Int
  var short: String
  var long: String?
  var createdAt: Moment
  var updatedAt: Moment
}
