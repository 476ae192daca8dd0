/// A row of the panel's servers, with the stored values of its variables.
struct Server: Sendable, Identifiable, Equatable {
  var id: Int
  var externalID: String?
  var uuid: String
  var name: String
  var description: String
  var status: ServerStatus?
  var skipsScripts: Bool
  var owner: Int
  var node: Int
  /// The default allocation.
  var allocation: Int
  var nest: Int
  var egg: Int
  var limits: ServerLimits
  var databaseLimit: Int?
  var allocationLimit: Int?
  var backupLimit: Int
  var startup: String
  var image: String
  /// Stored values by the id of the egg's variable; those of a former egg stay.
  var variables: [Int: String]
  var createdAt: Moment
  var updatedAt: Moment

  /// The first eight characters of the uuid.
  var identifier: String { String(uuid.prefix(8)) }

  var isSuspended: Bool { status == .suspended }
  var isInstalled: Bool { status != .installing && status != .installFailed }
}

/// What a server may use: MiB, percent of a core, and the block I/O weight. 0 is unlimited, swap -1 too.
struct ServerLimits: Sendable, Equatable {
  var memory: Int
  var swap: Int
  var disk: Int
  var io: Int
  var cpu: Int
  var threads: String?
  var oomDisabled: Bool
}

/// A server's status; a server that is well has none.
enum ServerStatus: String, Sendable {
  case installing
  case installFailed = "install_failed"
  case reinstallFailed = "reinstall_failed"
  case suspended
  case restoringBackup = "restoring_backup"
}

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
