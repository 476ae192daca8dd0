/// One field of a server's spec; `Field.table` declares what each is.
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

  public var group: Group { definition.group }

  /// The field's own name: `memory`, or the variable's name.
  public var label: String {
    if case .variable(let name) = self { name } else { definition.label }
  }

  /// Where it stands in a recorded spec: `build.memory`, `startup.environment.TIER`, `suspended`.
  public var path: String {
    switch definition.place {
    case .suspension: label
    case .environment: "\(group.rawValue).\(definition.label).\(label)"
    case .details, .build, .startup: "\(group.rawValue).\(label)"
    }
  }
}

extension Field: Comparable {
  /// As in `fixed`, the variables by name between the startup command and the suspension.
  public static func < (left: Field, right: Field) -> Bool {
    if case (.variable(let left), .variable(let right)) = (left, right) { return left < right }
    return left.rank < right.rank
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
