import Planner

/// What orders say of users and servers that the panel has already, and what stands in the way of it.
let linksPlan = plan(
  changes: [
    Change(
      order: order("ord-0601"), kind: .linkUser, reasons: [.ordered], server: nil, differences: [],
      actions: [.linkUser(UserLink(user: UserID(17), externalID: "cus-1"))]),
    link("ord-0601", server: 61, [], [.link]),
    link(
      "ord-0602", server: 62,
      [difference(.owner, "9", "17", .unrecorded), difference(.memory, "4GiB", "1GiB", .unrecorded)],
      [
        .link, .updateDetails(.init(name: .keep, description: .keep, owner: .set(.user(UserID(17))))),
        .updateBuild(spec(memory: 1024).build),
      ], [.transferred(to: "cus-1"), .amended]),
    link(
      "ord-0603", server: 63, [difference(.suspended, "no", "yes", .unrecorded)], [.link, .suspend], [.suspendedInOrder]
    ),
    Change(
      order: order("ord-0604"), kind: .adopt, reasons: [.linked], server: target(64), differences: [], actions: []),
  ],
  waiting: [
    userWaiting("ord-0611", .absent), userWaiting("ord-0612", .administrator), userWaiting("ord-0613", .hasAnotherID),
    userWaiting("ord-0614", .customerIs(UserID(9))), serverWaiting("ord-0615", .absent),
    serverWaiting("ord-0616", .hasAnotherID(ServerID(66))),
    serverWaiting("ord-0617", .belongs(ServerID(67), to: order("ord-0001"))),
    serverWaiting("ord-0618", .orderHas(ServerID(68)), .everything),
    serverWaiting("ord-0619", .orderIsRecorded(with: ServerID(69))),
  ],
  vanished: [Vanished(order: order("ord-0620"), recorded: recordedServer(70), strayed: nil, isNamed: true)],
  refusals: [.tooManyUsers(planned: 30, linked: 29, allowed: 20, recorded: 7)])

/// A run in which one user could not be linked, and the server that was to be theirs was left alone.
let linksRun = Run(
  plan: linksPlan, revision: "4f2c1ab0d5e6f708192a3b4c5d6e7f8091a2b3c4", startedAt: Instant(seconds: 1_795_348_800),
  outcomes: zip(
    linksPlan.changes,
    [
      .skipped(.stale("the panel user has another external id now")),
      .applied(server: nil, address: "203.0.113.7:25565"),
      .skipped(.ownerNotLinked(UserID(17), customer: "cus-1")), .applied(server: nil, address: nil),
      .applied(server: nil, address: nil),
    ] as [Outcome]
  ).map { ($0, $1) })

private func link(
  _ id: String, server: Int, _ differences: [Difference], _ actions: [Action], _ reasons: [Change.Reason] = []
) -> Change {
  var touched: [Field: String] = [:]
  for difference in differences { touched[difference.field] = difference.old.text }
  return Change(
    order: order(id), kind: .link, reasons: [.linked] + reasons, server: target(server, touched: touched),
    differences: differences, actions: actions, soldNow: sold("pro"))
}

private func userWaiting(_ id: String, _ obstacle: UserObstacle) -> Waiting {
  Waiting(order: order(id), reason: .userNotLinkable(UserID(17), customer: "cus-1", obstacle), scope: .creation)
}

private func serverWaiting(_ id: String, _ obstacle: ServerObstacle, _ scope: Waiting.Scope = .creation) -> Waiting {
  let uuid = "6e2b7c1e-0d3f-4c55-9a07-5b1f0c8e2d41"
  return Waiting(order: order(id), reason: .serverNotLinkable(uuid: uuid, obstacle), scope: scope)
}
