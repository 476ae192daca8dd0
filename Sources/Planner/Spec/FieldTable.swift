extension Field {
  /// Where each field is declared, in the order in which fields are shown and written.
  ///
  /// Comparison, records, digests, plans and pages read it. To add a field: a case of `Field`, a row here, its place in the table (`rank`),
  /// the property that it stands in, and what the compiler then asks for. `FieldTableTests` changes each field that a spec has and looks
  /// for it in every reader.
  static let table: [FieldDefinition] = [
    .init(.name, "name", .details(.text(\.name))),
    .init(.description, "description", .details(.text(\.description))),
    .init(.owner, "owner", .details(.owner(\.owner))),
    .init(.memory, "memory", .build(.mebibytes(\.memory, unlimited: 0))),
    .init(.swap, "swap", .build(.mebibytes(\.swap, unlimited: -1))),
    .init(.disk, "disk", .build(.mebibytes(\.disk, unlimited: 0))),
    .init(.io, "io", .build(.count(\.io))),
    .init(.cpu, "cpu", .build(.percent(\.cpu))),
    .init(.threads, "threads", .build(.threads(\.threads))),
    .init(.databases, "databases", .build(.limit(\.databases))),
    .init(.backups, "backups", .build(.count(\.backups))),
    .init(.allocations, "allocations", .build(.count(\.allocations))),
    .init(.egg, "egg", .startup(.egg(\.egg))),
    .init(.image, "image", .startup(.text(\.image))),
    .init(.command, "command", .startup(.text(\.command))),
    .init(.variable(""), "environment", .environment),
    .init(.suspended, "suspended", .suspension(.flag(\.isSuspended))),
  ]

  /// Its place in the table. Spelled out, for fields are sorted often.
  var rank: Int {
    switch self {
    case .name: 0
    case .description: 1
    case .owner: 2
    case .memory: 3
    case .swap: 4
    case .disk: 5
    case .io: 6
    case .cpu: 7
    case .threads: 8
    case .databases: 9
    case .backups: 10
    case .allocations: 11
    case .egg: 12
    case .image: 13
    case .command: 14
    case .variable: 15
    case .suspended: 16
    }
  }

  var definition: FieldDefinition { Self.table[rank] }

  /// Every field but the variables, in the order in which they are shown and written.
  public static let fixed: [Field] = table.map(\.field).filter { !$0.isVariable }

  /// The fixed fields of a group.
  static func fixed(in group: Group) -> [Field] { fixed.filter { $0.group == group } }

  /// Whether it is one of the egg's variables.
  var isVariable: Bool {
    if case .variable = self { true } else { false }
  }

  var traits: FieldTraits {
    switch definition.place {
    case .details(let slot): slot.traits
    case .build(let slot): slot.traits
    case .startup(let slot): slot.traits
    case .environment: FieldTraits(isText: true)
    case .suspension(let slot): slot.traits
    }
  }

  /// Whether it holds words that a customer, or somebody else's fleet, may have written.
  var isText: Bool { traits.isText }

  /// Whether the panel may store another value than the one it is given. An owner or a suspension is stored as it is said, or not.
  var isNormalized: Bool { !traits.isStoredAsAsked }

  /// A value as people say it: what is 0 on the panel, or -1 as a swap, is no limit.
  public func said(_ value: String) -> String { value == traits.unlimited ? "unlimited" : value }
}

extension ServerSpec {
  /// A field's value as actions carry it; null for a variable that is not there.
  public func json(of field: Field) -> JSONValue {
    switch field.definition.place {
    case .details(let slot): slot.json(in: details)
    case .build(let slot): slot.json(in: build)
    case .startup(let slot): slot.json(in: startup)
    case .environment: startup.environment[field.label].map { .string($0) } ?? .null
    case .suspension(let slot): slot.json(in: self)
    }
  }

  /// Makes one field what it is in another spec.
  mutating func take(_ field: Field, from other: ServerSpec) {
    switch field.definition.place {
    case .details(let slot): slot.copy(from: other.details, to: &details)
    case .build(let slot): slot.copy(from: other.build, to: &build)
    case .startup(let slot): slot.copy(from: other.startup, to: &startup)
    case .environment: startup.environment[field.label] = other.startup.environment[field.label]
    case .suspension(let slot): slot.copy(from: other, to: &self)
    }
  }
}

extension ServerSpec.Build {
  /// Every limit, as plans and digests hold it.
  public var json: JSONValue {
    .object(
      Field.table.compactMap { row in
        guard case .build(let slot) = row.place else { return nil }
        return .init(row.label, slot.json(in: self))
      })
  }

  /// The limits that add-ons may add to, each with its field.
  var amounts: [(field: Field, amount: Int)] {
    Field.table.compactMap { row in
      guard case .build(let slot) = row.place, let amount = slot.amount(in: self) else { return nil }
      return (row.field, amount)
    }
  }
}
