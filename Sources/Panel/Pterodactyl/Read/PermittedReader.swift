import Planner

/// Reads what the key may read, and notes what it may not instead of failing on it.
protocol PermittedReader {
  var connection: PanelConnection { get }
  /// The permissions that the key turned out to lack.
  var missing: Set<Permission> { get set }
}

extension PermittedReader {
  /// Nil where the key lacks the permission, which is then noted.
  mutating func allowed<Value: Sendable>(
    _ read: (PanelConnection) async throws(PanelFailure) -> Value
  ) async throws(PanelFailure) -> Value? {
    do throws(PanelFailure) {
      return try await read(connection)
    } catch {
      guard case .access(.permissionMissing(let permission)) = error else { throw error }
      missing.insert(permission)
      return nil
    }
  }
}
