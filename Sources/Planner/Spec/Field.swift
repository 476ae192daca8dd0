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
}

extension Field: Comparable {
  public static func < (left: Field, right: Field) -> Bool { left.rank < right.rank }

  /// Variables stand between the startup command and the suspension, by name.
  private var rank: Rank {
    switch self {
    case .variable(let name): Rank(major: 15, name: name)
    case .suspended: Rank(major: 16, name: "")
    case .name, .description, .owner, .memory, .swap, .disk, .io, .cpu, .threads, .databases, .backups, .allocations,
      .egg, .image, .command:
      Rank(major: Self.fixed.firstIndex(of: self) ?? 0, name: "")
    }
  }

  private struct Rank: Comparable {
    let major: Int
    let name: String

    static func < (left: Rank, right: Rank) -> Bool { (left.major, left.name) < (right.major, right.name) }
  }
}

/// One field, old and new.
public struct Difference: Hashable, Sendable {
  public let field: Field
  /// As the panel has it; nil where the panel has no such variable.
  public let old: String?
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
  }

  public init(field: Field, old: String?, new: String, cause: Cause) {
    self.field = field
    self.old = old
    self.new = new
    self.cause = cause
  }
}
