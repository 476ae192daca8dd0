/// A number that the panel gave to a thing of the kind `Subject`.
///
/// Always a number: the panel casts text, so that `/servers/1abc` would be server 1 (recordings 11-008 and 11-009).
public struct PanelID<Subject>: Hashable, Sendable, CustomStringConvertible {
  /// The panel's number, from 1.
  public let number: Int

  public init(_ number: Int) { self.number = number }

  public var description: String { String(number) }
}

extension PanelID: Comparable {
  public static func < (left: PanelID, right: PanelID) -> Bool { left.number < right.number }
}

/// The kinds of things that have a number on the panel; nothing is ever one of these.
public enum Numbered {
  public enum Server {}
  public enum Node {}
  public enum Allocation {}
  public enum User {}
  public enum Egg {}
  public enum Nest {}
  public enum Location {}
}

/// The number of a server.
public typealias ServerID = PanelID<Numbered.Server>
/// The number of a node, a machine that servers run on.
public typealias NodeID = PanelID<Numbered.Node>
/// The number of an allocation, an address on a node.
public typealias AllocationID = PanelID<Numbered.Allocation>
/// The number of a panel user.
public typealias UserID = PanelID<Numbered.User>
/// The number of an egg, the recipe that a server is made by.
public typealias EggID = PanelID<Numbered.Egg>
/// The number of a nest, a group of eggs.
public typealias NestID = PanelID<Numbered.Nest>
/// The number of a location, a group of nodes.
public typealias LocationID = PanelID<Numbered.Location>
