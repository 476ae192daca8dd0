public import Git
public import Planner

extension Workspace {
  /// The whole fleet as a commit has it, for whoever shows it; throws where errors hold back all orders.
  public func fleet(at commit: ObjectID) async throws(ApplyFailure) -> Fleet {
    let source = FleetSource.revision(commit.description)
    return try requireFleet(of: try await readFleet(from: source), from: source)
  }

  /// The text of a file as a commit has it; nil where there is none that can be read.
  public func text(at path: String, of commit: ObjectID) async throws(ApplyFailure) -> String? {
    let repository = try requireRepository()
    return try await attempt { () throws(GitError) in
      try await repository.bytes(at: path, of: commit, limit: 1 << 20).map { String(decoding: $0, as: UTF8.self) }
    }
  }
}
