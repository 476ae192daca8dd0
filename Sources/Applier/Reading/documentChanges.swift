import Git
import Planner

/// What differs between the documents of two commits.
enum DocumentChanges: Sendable {
  /// Only orders do: these.
  case orders(Set<OrderID>)
  /// Something does that may concern every order: what, for people.
  case everything(String)
}

extension Workspace {
  /// What differs between the documents of two commits below the fleet's folder; results are none of them.
  func documentChanges(
    from old: ObjectID, to new: ObjectID, in repository: Repository
  ) async throws(GitError) -> DocumentChanges {
    guard old != new else { return .orders([]) }
    let changes = try await repository.changes(
      from: old, to: new, below: fleetPath, passingOver: resultsPath, budget: 1_000_000)
    guard !changes.isCutOff else { return .everything("too many files to compare") }
    // Attributes say what people see of a document: those above the folder count as well.
    for path in attributesAbove
    where try await repository.entry(at: path, of: old) != repository.entry(at: path, of: new) {
      return .everything(path)
    }
    var orders: Set<OrderID> = []
    for change in changes.list {
      switch try await touched(by: change, since: old, in: repository) {
      case .orders(let some): orders.formUnion(some)
      case .everything(let path): return .everything(path)
      }
    }
    return .orders(orders)
  }

  private var attributesAbove: [String] {
    let parts = fleetPath.split(separator: "/")
    return parts.indices.map { parts[..<$0].map { "\($0)/" }.joined() + ".gitattributes" }
  }

  private func touched(
    by change: TreeChange, since old: ObjectID, in repository: Repository
  ) async throws(GitError) -> DocumentChanges {
    switch change.what {
    case .unclear: return .everything(change.path)
    case .removed:
      // A folder stands for all that was in it.
      let entries = try await repository.entries(at: old, below: change.path)
      return gathered(entries.map(\.path))
    case .put(let entry):
      switch entry.kind {
      case .file, .executable: return gathered([change.path])
      // It may hide whatever is behind it.
      case .symlink, .submodule, .folder, .misnamed: return .everything(change.path)
      }
    }
  }

  private func gathered(_ paths: [String]) -> DocumentChanges {
    var orders: Set<OrderID> = []
    for path in paths {
      let inner = String(path.dropFirst(fleetPath.count + 1))
      switch DocumentKind(path: inner) {
      case .order:
        guard let order = OrderID(fileStem(of: path)) else { return .everything(path) }
        orders.insert(order)
      case .settings, .catalog: return .everything(path)
      // A server does what it says; no order's server depends on it.
      case .result, .openOrders, .service: break
      case nil:
        let isInTheWay = inner == "orders" || inner == "results"
        if isInTheWay || inner.hasSuffix(".gitattributes") { return .everything(path) }
      }
    }
    return .orders(orders)
  }
}
