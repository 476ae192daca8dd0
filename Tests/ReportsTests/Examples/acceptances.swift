import Planner

/// An order that takes over all that was changed, one that cannot take over everything, and one that can take over nothing.
let shownAdoptions = [
  AcceptedDrift(
    order: order("ord-0801"), path: "fleet/orders/ord-0801.yaml", before: Array(document("starter").utf8),
    after: Array(document("pro").utf8),
    taken: [difference(.memory, "1GiB", "512MiB", .drifted), difference(.cpu, "100%", "50%", .conflicting)],
    pinned: NodeID(2), left: [], following: [difference(.variable("TIER"), "starter", "pro")]),
  AcceptedDrift(
    order: order("ord-0802"), path: "fleet/orders/ord-0802.yaml", before: Array(document("starter").utf8),
    after: Array(document("pro").utf8), taken: [difference(.memory, "1GiB", "512MiB", .drifted)], pinned: nil,
    left: lefts, following: []),
  AcceptedDrift(
    order: order("ord-0803"), path: "fleet/orders/ord-0803.yaml", before: Array(document("pro").utf8),
    after: Array(document("pro").utf8), taken: [], pinned: nil, left: [], following: []),
]

private let lefts: [AcceptedDrift.Remainder] = [
  .init(difference: difference(.disk, "9GiB", "1GiB", .drifted), obstacle: .notSold),
  .init(difference: difference(.image, "a", "b", .drifted), obstacle: .decidedForAll),
  .init(difference: difference(.owner, "7", "1", .drifted), obstacle: .namelessOwner(UserID(7))),
  .init(difference: difference(.owner, "8", "1", .drifted), obstacle: .unknownOwner(UserID(8))),
  .init(difference: difference(.variable("A"), nil, "x", .drifted), obstacle: .unset),
  .init(difference: difference(.suspended, "no", "yes", .drifted), obstacle: .suspendedFor(.overdue)),
  .init(difference: difference(.name, "bot {new}", "bot", .drifted), obstacle: .unwritable),
]

private func document(_ tier: String) -> String {
  """
  # A good customer.
  order: ord-0801
  status: quote_accepted
  payment: confirmed
  tier: \(tier) # since May
  guilds: ["112233445566778899"]

  """
}
