/// Everything that the panel and its daemons know: plain rows, changed only by the endpoints and by ``advance(to:)``.
struct PanelState: Sendable {
  var users = Table<User>()
  var locations = Table<Location>()
  var nodes = Table<Node>()
  var nests = Table<Nest>()
  var eggs = Table<Egg>()
  /// Those that came out of a file and not with the fixture.
  var importedEggs: Set<Int> = []
  var allocations = AllocationTable()
  var servers = ServerTable()
  var databases = Table<ServerDatabase>()
  var databaseHosts = Table<DatabaseHost>()
  var backups = Table<Backup>()
  var keys: [Key] = []

  var daemons: [Int: Daemon] = [:]
  var power: [Int: Power] = [:]
  /// What the panel last heard of servers' resources, and when; it remembers for 20 seconds.
  var resourcesSeen: [Int: (at: Moment, state: Power.State, uptime: Int)] = [:]
  /// What was done to each server, in the order in which it happened.
  var activities: [Int: [Activity]] = [:]
  var schedules: [Int: [Schedule]] = [:]
  var lastSchedule = 0
  var lastActivity = 0
  /// Whether servers' activities are shown without those of administrators: `APP_ACTIVITY_HIDE_ADMIN`.
  var hidesAdministrators = false
  /// When backups of a server were made, also of those that are gone.
  var backupTimes: [Int: [Moment]] = [:]
  /// The latest installation of each server that had one.
  var installations: [Int: Installation] = [:]
  var agenda = EventQueue<ScheduledEvent>()

  let series: PanelSeries
  var randomness: Randomness
  /// Milliseconds that an installation takes.
  var installDelay: Int
  /// Milliseconds that the making of a user takes.
  var userDelay: Int
  /// When the user is there whose making is under way, or was last.
  var usersInsertedAt = Moment(milliseconds: 0)
  /// How many milliseconds the panel waits for a daemon: `GUZZLE_TIMEOUT`.
  var daemonTimeout = 15_000
  /// The panel's time: of the request that is being answered, or of the happening.
  var now: Moment

  init(series: PanelSeries, now: Moment, installDelay: Int, userDelay: Int, seed: UInt64) {
    self.series = series
    self.now = now
    self.userDelay = userDelay
    self.installDelay = installDelay
    self.randomness = Randomness(seed: seed)
  }

  func daemon(ofNode node: Int) -> Daemon { daemons[node] ?? Daemon() }

  /// Saves a server; `updated_at` moves only if something changed.
  mutating func save(_ server: Server) {
    guard servers[server.id] != server else { return }
    var server = server
    server.updatedAt = now
    servers.put(server)
  }

  /// Removes a server with all that hangs on it.
  mutating func forget(_ server: Server) {
    servers.remove(server.id)
    allocations.release(server: server.id, forgettingNotes: series == .current)
    for database in databases.all where database.server == server.id { databases.remove(database.id) }
    for backup in backups.all where backup.server == server.id { backups.remove(backup.id) }
    power[server.id] = nil
    resourcesSeen[server.id] = nil
    activities[server.id] = nil
    schedules[server.id] = nil
    installations[server.id]?.number += 1
  }

  func userWithExternalID(_ externalID: String) -> User? {
    let wanted = collated(externalID)
    return users.all.first { $0.externalID.map(collated) == wanted }
  }
}

/// What happens by itself.
enum ScheduledEvent: Sendable {
  /// An installation ends; it counts only if it is still the latest of its server.
  case installationEnds(server: Int, number: Int, successfully: Bool)
  /// A daemon has restored a backup.
  case restoreEnds(server: Int)
}
