public import Git
public import Planner

/// The history of one fleet in a repository: what was asked, approved and done, read from git alone.
///
/// Everything is looked at along the branch's own line, commit by first parent: that is when it counted.
public struct FleetHistory: Sendable {
  let repository: Repository
  let search: HistorySearch
  /// The commit that everything is told as of.
  public let tip: ObjectID
  let folder: FleetFolder

  /// - Parameters:
  ///   - tip: where the history ends.
  ///   - folder: the fleet's, from the repository's root.
  public init(of folder: FleetFolder, in repository: Repository, through program: GitProgram, upTo tip: ObjectID) {
    (self.repository, self.folder, self.tip) = (repository, folder, tip)
    search = HistorySearch(in: repository, through: program)
  }

  var resultsPath: String { "\(folder.path)/results" }
  var openOrdersPath: String { "\(folder.path)/\(OpenOrders.path)" }
  var ordersPath: String { "\(folder.path)/orders" }
  /// Documents that decide about many orders at once.
  var sharedPaths: [String] { ["\(folder.path)/catalog.yaml", "\(folder.path)/fleet.yaml"] }

  /// Where a repository usually has its allowed-signers file.
  var signersPaths: [String] {
    [
      "allowed_signers", ".allowed_signers", ".github/allowed_signers", ".gitsigners", "\(folder.path)/allowed_signers",
    ]
  }

  func resultPath(of order: OrderID) -> String { "\(folder.path)/\(Planner.resultPath(of: order))" }

  /// The order whose document is at a path; nil for every other path.
  func order(at path: String) -> OrderID? {
    guard path.hasPrefix(ordersPath + "/"), path.hasSuffix(".yaml") || path.hasSuffix(".yml") else { return nil }
    return OrderID(fileStem(of: path))
  }

  /// Lets git prepare its index of the history where that is long and not prepared; then says so first.
  ///
  /// - Parameters:
  ///   - now: in seconds since 1970.
  ///   - say: told what is done, before it is done.
  public func prepare(now: Int, _ say: @Sendable (String) -> Void) async throws(GitError) {
    guard !search.hasIndex(now: Int64(now)) else { return }
    let line = try await repository.firstParents(from: tip, limit: Self.long)
    guard line.count == Self.long else { return }
    say("preparing git's commit-graph with changed paths, once; it makes looking into a long history fast")
    do throws(GitError) { try await search.writeIndex() } catch {
      say("git's commit-graph could not be written, so this takes longer: \(error)")
    }
  }

  /// From so many commits on it is worth it.
  private static let long = 5000

  /// What a commit of the line is, without its files.
  func facts(of id: ObjectID) async throws(GitError) -> CommitFacts {
    let commit = try await repository.commit(id)
    var merged: Person?
    if commit.parents.count > 1, let tip = commit.parents.last, let head = try? await repository.commit(tip) {
      merged = Person(head.author)
    }
    return CommitFacts(commit, in: folder, merged: merged)
  }

  /// The documents' text at a path in a commit.
  func document(at path: String, of commit: ObjectID) async throws(GitError) -> [UInt8]? {
    try await repository.bytes(at: path, of: commit, limit: 1 << 20)
  }

  /// A recorded result; nil where there is none that can be read.
  func result(of order: OrderID, at commit: ObjectID) async throws(GitError) -> OrderResult? {
    let path = resultPath(of: order)
    guard let bytes = try await document(at: path, of: commit) else { return nil }
    return readResult(FleetFile(path: path, content: .bytes(bytes)), in: FleetListing([], in: folder.path)).value
  }
}

/// Why there is nothing to show.
public enum HistoryFailure: Error, Sendable {
  case git(GitError)
  /// Neither documents nor results have ever had this order.
  case unknownOrder(OrderID)
  /// The order has had no such key or field.
  case unknownField(String, OrderID)
  /// The branch begins later.
  case beforeHistory(String)
  /// Somebody wrote a day or month that the calendar does not have.
  case noSuchDay(String)
  /// A commit has no fleet in the folder.
  case noFleet(String, folder: String)
}

extension HistoryFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .git(let error): error.description
    case .unknownOrder(let order): "this history has no order \(order), neither a document nor a result"
    case .unknownField(let field, let order):
      "\(order) has never had a value for '\(field)', neither in documents nor in results"
    case .beforeHistory(let time): "this history begins after \(time)"
    case .noSuchDay(let text): "the calendar has no \(text)"
    case .noFleet(let revision, let folder): "there is no fleet in \(folder) at \(revision)"
    }
  }
}

/// Gives git's errors the type of all others here.
func attempt<Value: Sendable>(_ step: () async throws(GitError) -> Value) async throws(HistoryFailure) -> Value {
  do throws(GitError) { return try await step() } catch { throw .git(error) }
}
