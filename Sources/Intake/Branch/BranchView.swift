import Git
import Planner

/// The documents at a branch's tip, as far as intake has to know them.
struct BranchView: Sendable {
  let tip: ObjectID
  let fleetPath: String
  /// The folder of all orders, which is another one when any of them changes; nil where there is none.
  let orders: ObjectID?
  private let rules: FleetRules
  /// The documents of orders by the stem of their names.
  private let documents: [String: [TreeEntry]]
  /// What may hide documents: links, submodules, folders that are not entered.
  let obstacles: [String]
  private let reader: Repository

  /// - Parameters:
  ///   - reader: the same repository, opened once more for whoever asks for documents: they do not wait for what a round does in the other.
  ///   - environment: the variables of the process.
  static func read(
    _ tip: ObjectID, of repository: Repository, through reader: Repository, fleetPath: String,
    environment: [String: String]
  ) async throws(GitError) -> BranchView {
    var entries: [TreeEntry] = []
    for name in ["fleet.yaml", "fleet.yml", "catalog.yaml", "catalog.yml"] {
      if let entry = try await repository.entry(at: "\(fleetPath)/\(name)", of: tip) { entries.append(entry) }
    }
    let rules = try await repository.readFiles(entries, limit: 1 << 20, into: [FleetFile]()) { files, file in
      if case .bytes(let bytes) = file.contents {
        files.append(FleetFile(path: file.entry.path, content: .bytes(bytes)))
      }
    }
    let folder = "\(fleetPath)/orders"
    let orders = try await repository.entries(at: tip, below: folder)
    return BranchView(
      tip: tip, fleetPath: fleetPath, orders: try await repository.entry(at: folder, of: tip)?.id,
      rules: FleetRules(rules, in: fleetPath, environment: environment),
      documents: Dictionary(grouping: orders) { fileStem(of: $0.path).lowercased() },
      obstacles: orders.filter { mayHideDocuments($0) }.map(\.path), reader: reader)
  }

  /// Whether nothing stands where an order's document would.
  func hasNoDocument(of order: OrderID) -> Bool { documents[order.text] == nil }

  /// What the branch has of an order.
  func document(of order: OrderID) async throws(GitError) -> Document {
    let found = documents[order.text] ?? []
    guard let entry = found.first else { return .none }
    guard found.count == 1, fileStem(of: entry.path) == order.text, !entry.path.contains(where: \.isNewline) else {
      return .unusable(found.map(\.path))
    }
    guard let bytes = try await Self.bytes(of: entry, in: reader) else { return .unusable([entry.path]) }
    return .one(path: entry.path, bytes)
  }

  /// What stands in the place of an order's document.
  enum Document: Sendable {
    case none
    case one(path: String, [UInt8])
    /// Several files, or one that is no plain file, or has the id in other letters.
    case unusable([String])
  }

  /// The bytes of a document in another commit; nil where there is none.
  func bytes(at path: String, of commit: ObjectID) async throws(GitError) -> [UInt8]? {
    guard try await reader.has(commit), let entry = try await reader.entry(at: path, of: commit) else {
      return nil
    }
    return try await Self.bytes(of: entry, in: reader)
  }

  private static func bytes(of entry: TreeEntry, in repository: Repository) async throws(GitError) -> [UInt8]? {
    switch entry.kind {
    case .file, .executable: break
    case .symlink, .submodule, .folder, .misnamed: return nil
    }
    return try await repository.readFiles([entry], limit: 1 << 20, into: [UInt8]?.none) { bytes, file in
      if case .bytes(let found) = file.contents { bytes = found }
    }
  }

  /// What would be wrong with an order's document on this branch, whatever is wrong with others.
  func problems(of bytes: [UInt8], at path: String) -> [Diagnostic] {
    rules.problems(of: FleetFile(path: path, content: .bytes(bytes)))
  }
}

private func mayHideDocuments(_ entry: TreeEntry) -> Bool {
  switch entry.kind {
  case .file, .executable, .misnamed(isFolder: false): false
  case .symlink, .submodule, .folder, .misnamed(isFolder: true): !entry.path.hasSuffix(".yaml")
  }
}
