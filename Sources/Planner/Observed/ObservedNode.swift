/// A node as the panel has it now.
public struct ObservedNode: Hashable, Sendable {
  public let id: NodeID
  public let name: String
  public let location: LocationID
  public let visibility: Visibility
  public let operation: Operation
  public let memory: Capacity
  public let disk: Capacity
  /// What its servers take of it together, as the panel says; nil where that was not asked for, because all servers were read.
  public let allocated: Allocated?

  /// Whether the panel places servers on it by itself.
  public enum Visibility: Hashable, Sendable {
    case `public`
    case `private`
  }

  /// Whether it takes servers at all.
  public enum Operation: Hashable, Sendable {
    case inService
    case inMaintenance
  }

  /// A size and how far beyond it servers may be promised.
  public struct Capacity: Hashable, Sendable {
    public let size: Mebibytes
    /// Percent on top of the size; -1 is no limit.
    public let overallocate: Int

    public init(size: Mebibytes, overallocate: Int) {
      self.size = size
      self.overallocate = overallocate
    }
  }

  /// What servers are promised, whoever made them.
  public struct Allocated: Hashable, Sendable {
    public let memory: Mebibytes
    public let disk: Mebibytes

    public init(memory: Mebibytes, disk: Mebibytes) {
      self.memory = memory
      self.disk = disk
    }
  }

  /// The same node, with what is taken of it.
  public func taking(_ allocated: Allocated) -> ObservedNode {
    ObservedNode(
      id: id, name: name, location: location, visibility: visibility, operation: operation, memory: memory, disk: disk,
      allocated: allocated)
  }

  /// How much there is of a resource.
  public func capacity(of resource: NodeResource) -> Capacity {
    switch resource {
    case .memory: memory
    case .disk: disk
    }
  }

  public init(
    id: NodeID, name: String, location: LocationID, visibility: Visibility, operation: Operation, memory: Capacity,
    disk: Capacity, allocated: Allocated? = nil
  ) {
    self.id = id
    self.name = name
    self.location = location
    self.visibility = visibility
    self.operation = operation
    self.memory = memory
    self.disk = disk
    self.allocated = allocated
  }
}

/// What servers take up of a node.
public enum NodeResource: String, Hashable, Sendable, CaseIterable {
  case memory, disk
}

/// An address on a node.
public struct Allocation: Hashable, Sendable {
  public let id: AllocationID
  public let ip: String
  public let port: Int

  public init(id: AllocationID, ip: String, port: Int) {
    self.id = id
    self.ip = ip
    self.port = port
  }

  /// `203.0.113.7:25565`, an IPv6 address in brackets.
  public var address: String { ip.utf8.contains(UInt8(ascii: ":")) ? "[\(ip)]:\(port)" : "\(ip):\(port)" }
}

extension Allocation: Comparable {
  /// By ip, port and id: the order in which free addresses are taken.
  public static func < (left: Allocation, right: Allocation) -> Bool {
    (left.ip, left.port, left.id) < (right.ip, right.port, right.id)
  }
}
