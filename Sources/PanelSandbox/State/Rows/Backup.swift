/// A backup of a server.
struct Backup: Sendable, Identifiable, Equatable {
  var id: Int
  var server: Int
  var uuid: String
  var name: String
  var ignoredFiles: [String]
  var isLocked: Bool
  var createdAt: Moment
  /// When the daemon reports it done.
  var completedAt: Moment
}
