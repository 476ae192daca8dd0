import Git
import Planner
import Postgres

/// How far a database mirrors git, as it says itself: the one row of `botfleet.mirrored`.
struct MirrorPlace: Hashable, Sendable {
  /// Grows with every transaction that mirrors something. Whoever writes names the one that he knows: where another one stands, somebody else
  /// was faster, and nothing is written.
  let generation: Int64
  /// The last commit that is mirrored; nil where none is.
  let commit: ObjectID?
  /// That commit's place on the branch's line, counted from 1.
  let number: Int
  /// The day as of which the rows are.
  let asOf: Day?
  /// Whether the rows are of that commit: they cannot be where its `fleet.yaml` or `catalog.yaml` has errors.
  let isWhole: Bool
  /// The name of the fleet.
  let fleet: String?
  /// The form that the rows were written in.
  let form: Int

  /// Grows when rows of the same commit become others: the tables are then made anew.
  static let presentForm = 1
}

/// What a transaction leaves in `botfleet.mirrored`.
struct NextPlace: Sendable {
  let commit: ObjectID
  let number: Int
  let asOf: Day
  let isWhole: Bool
  let fleet: String?
}

extension MirrorPlace {
  static let read = """
    select generation, commit_id, commit_number, as_of, is_whole, fleet, form from botfleet.mirrored
    """

  /// The row; nil where there is none, or where it makes no sense.
  init?(_ rows: PostgresRows) {
    guard let row = rows.first, let generation = row["generation"].flatMap(Int64.init) else { return nil }
    self.generation = generation
    commit = row["commit_id"].flatMap { ObjectID($0) }
    number = row["commit_number"].flatMap(Int.init) ?? 0
    asOf = row["as_of"].flatMap { Day($0) }
    isWhole = row["is_whole"] == "t"
    fleet = row["fleet"]
    form = row["form"].flatMap(Int.init) ?? 0
  }
}

extension PostgresTransaction {
  /// Takes the next place; false where another one than the known is there, and nothing is to be written.
  ///
  /// It holds the row's lock until the transaction ends, so that writers come one after the other, also through a pooler.
  func move(from place: MirrorPlace, to next: NextPlace) async throws(PostgresFailure) -> Bool {
    let moved = try await query(
      """
      update botfleet.mirrored set generation = generation + 1, commit_id = $2, commit_number = $3, as_of = $4, is_whole = $5,
        fleet = coalesce($6, fleet), form = $7, mirrored_at = now() where generation = $1
      """,
      [
        .integer(place.generation), .text(next.commit.description), .integer(Int64(next.number)),
        .day(next.asOf.description), .boolean(next.isWhole), .text(next.fleet),
        .integer(Int64(MirrorPlace.presentForm)),
      ])
    return moved.affected == 1
  }

  /// Waits for whoever mirrors at this moment, and keeps others from it until the transaction ends.
  func holdPlace() async throws(PostgresFailure) { try await query("select from botfleet.mirrored for update") }
}
