/// One field of a server's spec.
public enum Field: Hashable, Sendable {
  case name, description, owner
  case memory, swap, disk, io, cpu, threads, databases, backups, allocations
  case egg, image, command
  case variable(String)
  case suspended

  /// The fields that the panel updates together.
  public enum Group: String, Hashable, Sendable, CaseIterable {
    case details, build, startup, suspension
  }

  public var group: Group {
    switch self {
    case .name, .description, .owner: .details
    case .memory, .swap, .disk, .io, .cpu, .threads, .databases, .backups, .allocations: .build
    case .egg, .image, .command, .variable: .startup
    case .suspended: .suspension
    }
  }

  /// The field's own name: `memory`, or the variable's name.
  public var label: String {
    switch self {
    case .name: "name"
    case .description: "description"
    case .owner: "owner"
    case .memory: "memory"
    case .swap: "swap"
    case .disk: "disk"
    case .io: "io"
    case .cpu: "cpu"
    case .threads: "threads"
    case .databases: "databases"
    case .backups: "backups"
    case .allocations: "allocations"
    case .egg: "egg"
    case .image: "image"
    case .command: "command"
    case .variable(let name): name
    case .suspended: "suspended"
    }
  }

  /// Where it stands in a recorded spec: `build.memory`, `startup.environment.TIER`, `suspended`.
  public var path: String {
    switch self {
    case .suspended: label
    case .variable(let name): "startup.environment.\(name)"
    case .name, .description, .owner, .memory, .swap, .disk, .io, .cpu, .threads, .databases, .backups, .allocations,
      .egg, .image, .command:
      "\(group.rawValue).\(label)"
    }
  }

  /// Every field but the variables, in the order in which they are shown and written.
  public static let fixed: [Field] = [
    .name, .description, .owner,
    .memory, .swap, .disk, .io, .cpu, .threads, .databases, .backups, .allocations,
    .egg, .image, .command, .suspended,
  ]

  /// The fixed field that goes by a name; nil where its group has none.
  init?(label: String, in group: Group) {
    let length = label.utf8.count
    // Lengths are compared first: a result has very many fields.
    let field = Self.fixed.first { $0.label.utf8.count == length && $0.label == label && $0.group == group }
    guard let field else { return nil }
    self = field
  }
}

extension Field: Comparable {
  /// As in `fixed`, the variables by name between the startup command and the suspension.
  public static func < (left: Field, right: Field) -> Bool {
    if case (.variable(let left), .variable(let right)) = (left, right) { return left < right }
    return left.rank < right.rank
  }

  /// Spelled out, for fields are sorted often.
  private var rank: Int {
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
}

/// One field, old and new.
public struct Difference: Hashable, Sendable {
  public let field: Field
  /// As the panel has it.
  public let old: ObservedValue
  public let new: String
  public let cause: Cause

  /// Who moved: git, the panel, or both.
  public enum Cause: String, Hashable, Sendable {
    /// The order, the catalog or `fleet.yaml` changed.
    case edited
    /// The panel was changed by another hand.
    case drifted
    /// Both; git wins.
    case conflicting
    /// Nothing was recorded to compare with.
    case unrecorded

    /// Whether another hand moved it, with git or without.
    public var isDrift: Bool {
      switch self {
      case .drifted, .conflicting: true
      case .edited, .unrecorded: false
      }
    }
  }

  public init(field: Field, old: ObservedValue, new: String, cause: Cause) {
    self.field = field
    self.old = old
    self.new = new
    self.cause = cause
  }
}

extension Field {
  /// Whether it holds words that a customer, or somebody else's fleet, may have written.
  var isText: Bool {
    switch self {
    case .name, .description, .image, .command, .variable: true
    case .owner, .memory, .swap, .disk, .io, .cpu, .threads, .databases, .backups, .allocations, .egg, .suspended: false
    }
  }
}

extension Field {
  /// Whether it is one of the egg's variables.
  var isVariable: Bool {
    if case .variable = self { true } else { false }
  }
}
