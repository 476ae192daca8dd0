public import Planner

/// What to observe where not all servers are looked at, beside all nodes.
public struct PartialRequest: Sendable {
  /// What the observation is to cover.
  public let look: PartialLook
  /// The servers to look for by uuid.
  public let uuids: Set<String>
  /// The eggs that orders use.
  public let eggs: [EggReference]
  /// The users to look for; nil where none is read.
  public let people: PeopleToLookUp?
  /// Whether servers come with their addresses.
  public let addresses: ObservationRequest.Addresses

  /// - Parameter uuids: those that are recorded for the orders, or that the orders name; the sample's are looked for as well. An order for
  ///   which none of them is found is looked for by its id.
  public init(
    _ look: PartialLook, uuids: Set<String>, eggs: [EggReference], people: PeopleToLookUp?,
    addresses: ObservationRequest.Addresses = .none
  ) {
    self.look = look
    self.uuids = uuids.union(look.sample.map(\.uuid))
    self.eggs = eggs
    self.people = people
    self.addresses = addresses
  }
}
