/// The models that a path can name.
enum ModelKind: Sendable, Hashable {
  case server, user, node, location, nest, egg, allocation, database, backup
  /// A server by uuid or identifier, as the Client API names it.
  case namedServer
}
