import Planner

/// A plan of some orders, refused because it may be of another panel.
let partialPlan = plan(
  changes: [update("ord-0977", server: 12, [difference(.memory, "512MiB", "1GiB")])],
  notices: [Notice(order: nil, kind: .lookedAtEverything(.base))],
  refusals: [.sampleGone(orders: ["ord-12", "ord-340", "ord-41", "ord-5001", "ord-77"].map(order))], servers: 1,
  inStep: 4, notLookedAt: 9995)
