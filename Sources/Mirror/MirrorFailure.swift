public import Applier
public import Git
public import History
public import Postgres

/// Why git is not mirrored now. What is mirrored stays as it is.
public enum MirrorFailure: Error, Sendable {
  case database(PostgresFailure)
  /// The tables are not there, or are older than this program.
  case notMigrated(String)
  case git(GitError)
  case fleet(ApplyFailure)
  case history(HistoryFailure)
  /// The remote has no such branch.
  case noBranch
  /// Somebody else mirrors into the same tables, and was faster again and again.
  case overtaken
  /// The branch ends before the commit that is mirrored: an older look, or somebody moved it back.
  case behind(tip: ObjectID, mirrored: ObjectID)
  /// The tables have another fleet.
  case otherFleet(mirrored: String, own: String)

  init(_ failure: PostgresFailure) {
    switch failure.sqlState {
    case "42P01", "42703", "3F000": self = .notMigrated(failure.description)
    default: self = .database(failure)
    }
  }
}

extension MirrorFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .database(let failure): "the database: \(failure)"
    case .notMigrated(let why): "the database has not the mirror's tables: \(why)"
    case .git(let error): error.description
    case .fleet(let failure): failure.description
    case .history(let failure): failure.description
    case .noBranch: "the remote has no such branch"
    case .overtaken: "another process mirrors into the same tables, and was faster each time"
    case .behind(let tip, let mirrored):
      "the branch is at \(short(tip)), and \(short(mirrored)), which came after it, is mirrored"
    case .otherFleet(let mirrored, let own): "the tables mirror the fleet \(mirrored), and this is \(own)"
    }
  }

  /// What to do.
  public var advice: String {
    switch self {
    case .database(let failure):
      switch failure.kind {
      case .permission:
        "let the URL's user be botfleet_mirror; run the migration of schemas/supabase again; where there is a view botfleet_customers, grant select on it"
      case .unreachable: "see `mirror.urlFrom` of the machine's file, and that the database is there"
      case .lost, .timedOut, .cancelled, .retry: "nothing: it is tried again"
      case .conflict, .other: "see the database's own log"
      }
    case .notMigrated: "run the files in schemas/supabase/migrations in the database"
    case .git, .noBranch: "see that the remote is there and lets this server in"
    case .fleet, .history: "run `botfleet validate`"
    case .overtaken: "let one process mirror into a database"
    case .behind:
      "if somebody moved the branch back: it is believed at the next look, or run `botfleet-server mirror --rebuild`"
    case .otherFleet: "give this fleet a database of its own, or run `botfleet-server mirror --rebuild`"
    }
  }
}

private func short(_ id: ObjectID) -> String { String(id.description.prefix(12)) }
