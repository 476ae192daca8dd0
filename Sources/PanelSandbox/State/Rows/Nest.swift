/// A row of the panel's nests.
struct Nest: Sendable, Identifiable, Equatable {
  var id: Int
  var uuid: String
  var author: String
  var name: String
  var description: String?
  var createdAt: Moment
  var updatedAt: Moment
}
