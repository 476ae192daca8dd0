/// What is asked of an import.
public struct ImportQuestion: Sendable {
  public let map: ImportMap
  /// How names hold ids; nil where ids are not read from names.
  public let idPattern: IDPattern?
  /// Only servers on these nodes; none stands for all.
  public let nodes: Set<NodeID>
  /// Only servers of these eggs; none stands for all that the catalog uses.
  public let eggs: Set<EggID>
  /// Only these servers, by number, uuid, its first eight characters or name; none stands for all.
  public let servers: [String]
  /// What is taken where several purchases give the same limits.
  public let preferred: [TierName]
  /// Variables that the fleet decides from now on, also where a server has another value.
  public let enforced: Set<String>
  public let newTiers: NewTiers

  /// Whether tiers are made for servers that fit none.
  public enum NewTiers: Sendable {
    case made
    case none
  }

  public init(
    map: ImportMap = .none, idPattern: IDPattern? = nil, nodes: Set<NodeID> = [], eggs: Set<EggID> = [],
    servers: [String] = [], preferred: [TierName] = [], enforced: Set<String> = [], newTiers: NewTiers = .none
  ) {
    self.map = map
    self.idPattern = idPattern
    self.nodes = nodes
    self.eggs = eggs
    self.servers = servers
    self.preferred = preferred
    self.enforced = enforced
    self.newTiers = newTiers
  }
}

extension ImportQuestion {
  /// What is asked for by a name that the fleet does not have.
  func unknownNames(in fleet: Fleet) -> [Diagnostic] {
    let tiers = fleet.catalog.tiers.keys.map(\.text).sorted()
    let variables = fleet.declaredVariables.sorted()
    let unknownTiers = preferred.map(\.text).filter { !tiers.contains($0) }.map { name in
      Diagnostic(
        .error, code: "unknown-tier", "the catalog has no tier \(quoted(name))", hint: hint(for: name, among: tiers),
        path: "--prefer")
    }
    return unknownTiers
      + enforced.sorted().filter { !variables.contains($0) }.map { name in
        Diagnostic(
          .error, code: "unknown-variable", "no document sets a variable \(quoted(name))",
          hint: hint(for: name, among: variables), path: "--enforce")
      }
  }
}
