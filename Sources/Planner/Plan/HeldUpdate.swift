/// An update for which its server's node has no room.
public struct HeldUpdate: Hashable, Sendable {
  public let order: OrderID
  /// Tier and add-ons as the last apply recorded them; nil where it recorded none.
  public let soldBefore: Change.Sold?
  public let soldNow: Change.Sold?
  public let differences: [Difference]
  public let shortage: NodeShortage

  public init(
    order: OrderID, soldBefore: Change.Sold?, soldNow: Change.Sold?, differences: [Difference], shortage: NodeShortage
  ) {
    self.order = order
    self.soldBefore = soldBefore
    self.soldNow = soldNow
    self.differences = differences
    self.shortage = shortage
  }
}
