/// A spec, or a part of one, field by field in the words that people read: `memory: 1536MiB`, `cpu: 150%`.
public struct FieldValues: Hashable, Sendable {
  public private(set) var values: [Field: String]

  public init(_ values: [Field: String] = [:]) { self.values = values }

  /// Every field of a spec.
  public init(_ spec: ServerSpec) {
    let (details, build, startup) = (spec.details, spec.build, spec.startup)
    values = [
      .name: details.name, .description: details.description, .owner: details.owner.text,
      .memory: build.memory.description, .swap: build.swap.description, .disk: build.disk.description,
      .io: String(build.io), .cpu: "\(build.cpu)%", .threads: build.threads ?? "all",
      .databases: build.databases.map(String.init) ?? "unlimited", .backups: String(build.backups),
      .allocations: String(build.allocations),
      .egg: startup.egg.description, .image: startup.image, .command: startup.command,
      .suspended: spec.isSuspended ? "yes" : "no",
    ]
    for (name, value) in startup.environment { values[.variable(name)] = value }
  }

  public subscript(field: Field) -> String? {
    get { values[field] }
    set { values[field] = newValue }
  }

  /// The fields that have a value, in their order.
  public var fields: [Field] { values.keys.sorted() }

  public var isEmpty: Bool { values.isEmpty }

  /// Without some of the fields.
  public func without(_ fields: Set<Field>) -> FieldValues {
    FieldValues(values.filter { !fields.contains($0.key) })
  }
}

extension Owner {
  /// The user's number, or the external id of a user yet to be made.
  public var text: String {
    switch self {
    case .user(let id): id.description
    case .created(let customer): "new user \(customer)"
    }
  }
}
