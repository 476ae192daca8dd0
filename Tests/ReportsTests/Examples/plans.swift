import Planner

/// The plan that the documents show.
let shownPlan = plan(
  changes: [
    create("ord-1042", sold("pro", "private-instance")),
    update(
      "ord-0977", server: 12, [difference(.memory, "512MiB", "1GiB"), difference(.cpu, "50%", "100%")],
      from: sold("starter"), to: sold("pro")),
    update("ord-0801", server: 9, [difference(.memory, "4GiB", "2GiB", .drifted)], reasons: [.drifted]),
    Change(
      order: order("ord-0702"), kind: .terminate, reasons: [.terminated(since: day("2026-11-14"))],
      server: target(7, .suspended), differences: [], actions: [.delete]),
  ],
  waiting: [Waiting(order: order("ord-1043"), reason: .paymentPending, scope: .creation)])

/// A plan with each kind of thing that a plan can hold.
let fullPlan = plan(
  revision: .dirty(basedOn: "4f2c1ab0d5e6f708192a3b4c5d6e7f8091a2b3c4"), changes: fullChanges, waiting: fullWaiting,
  vanished: [
    Vanished(order: order("ord-3001"), recorded: recordedServer(31), strayed: nil),
    Vanished(
      order: order("ord-3002"), recorded: recordedServer(32),
      strayed: .init(id: ServerID(99), externalID: .shown("ord-x"))),
    Vanished(
      order: order("ord-3003"), recorded: recordedServer(33), strayed: .init(id: ServerID(98), externalID: .unset)),
  ],
  orphans: [Orphan(order: order("ord-3101"), server: ServerID(41), status: .ready)], notices: fullNotices,
  refusals: [
    .tooManyTerminations(planned: 5, allowed: 3), .tooManyChanges(planned: 3412, allowed: 2845, recorded: 9486),
    .tooManyChanges(planned: 6, allowed: 5, recorded: 10, by: .always(share: 3)),
    .tooManyCreates(planned: 3001, allowed: 2845, recorded: 9486),
    .tooManyUsers(planned: 3000, allowed: 2845, recorded: 9486),
    .fleetShrank(gone: (1...4000).map { order("ord-\(10000 + $0)") }, allowed: 2845, recorded: 9486),
    .tooManyVanished(count: 12, allowed: 3),
    .anotherPanel(order: order("ord-1"), recordedUUID: "6e2b7c1e-1", observedUUID: "0d9c8b7a-2"),
  ],
  diagnostics: [
    Diagnostic(
      .error, code: "egg-rule", "MAX_GUILDS must be between 1 and 9", hint: "write 9 or less",
      at: Place(path: "fleet/orders/ord-1050.yaml", line: 12, column: 15), excerpt: "  MAX_GUILDS: 12")
  ], foreign: 3, unreadable: 1)

let fullChanges: [Change] = [
  Change(
    order: order("ord-1042"), kind: .createUser, reasons: [.ordered], server: nil, differences: [],
    actions: [
      .createUser(
        NewUser(
          externalID: "cus-8f3a", email: "jane@example.com", username: "cus-8f3a", firstName: "Jane", lastName: "Doe"))
    ], notes: [.panelMailsNewUser(email: "jane@example.com")]),
  create("ord-1042", sold("pro", "private-instance")),
  create("ord-1044", sold("starter"), node: 2, port: 30000, spec: spec(memory: 512, cpu: 0, databases: 0, backups: 0)),
  Change(
    order: order("ord-0500"), kind: .adopt, reasons: [.adopted], server: target(5), differences: [], actions: []),
  Change(
    order: order("ord-0501"), kind: .adopt, reasons: [.takenOver], server: target(7), differences: [], actions: [],
    notes: [.originBeyondHistory]),
  Change(
    order: order("ord-0502"), kind: .suspend, reasons: [.takenOver, .overdue], server: target(8), differences: [],
    actions: [.suspend]),
  Change(
    order: order("ord-0600"), kind: .unsuspend, reasons: [.resumed], server: target(6, .suspended), differences: [],
    actions: [.unsuspend]),
  update(
    "ord-0977", server: 12,
    [
      difference(.memory, "512MiB", "1GiB"), difference(.cpu, "50%", "100%"),
      difference(.description, "", "Ours"), difference(.variable("FEATURES"), nil, "moderation,music"),
      difference(
        .command, "node --max-old-space-size=512 --enable-source-maps index.js",
        "node --max-old-space-size=1024 --enable-source-maps index.js"),
    ], notes: [.startupAtNextStart, .buildAtNextStartIfDaemonIsDown], from: sold("starter"),
    to: sold("pro", "private-instance")),
  update(
    "ord-0980", server: 13, [difference(.owner, "2", "9")], reasons: [.transferred(to: "cus-9"), .amended],
    notes: [.madeByEgg(EggID(16)), .eggChanges(from: EggID(15), to: EggID(16))], from: sold("starter"), to: sold("pro")),
  update(
    "ord-0801", server: 9,
    [difference(.memory, "4GiB", "2GiB", .drifted), difference(.disk, "9GiB", "5GiB", .conflicting)],
    reasons: [.amended, .drifted]),
  Change(
    order: order("ord-0650"), kind: .suspend, reasons: [.terminated(since: nil)],
    server: target(65, .installing), differences: [], actions: [.suspend],
    notes: [.dueOn(day("2026-11-29")), .installationGivenUp(afterSeconds: 5400)]),
  Change(
    order: order("ord-0660"), kind: .suspend, reasons: [.ended(until: day("2026-11-21"))], server: target(66),
    differences: [], actions: [.suspend]),
  Change(
    order: order("ord-0702"), kind: .terminate, reasons: [.terminated(since: day("2026-11-14"))],
    server: target(7, .suspended), differences: [], actions: [.delete]),
]

let fullWaiting: [Waiting] = {
  let small = NodeShortage(
    node: NodeID(1), name: "ams-1",
    lacks: [
      .memory(needed: Mebibytes(1536), free: Mebibytes(512)), .disk(needed: Mebibytes(3072), free: Mebibytes(0)),
      .allocation,
    ])
  let closed = NodeShortage(node: NodeID(2), name: "ams-2", lacks: [.notPublic, .inMaintenance])
  let absent = NodeShortage(node: NodeID(9), name: "", lacks: [.doesNotExist])
  let reasons: [(Waiting.Reason, Waiting.Scope)] = [
    (.quotePending, .everything), (.paymentPending, .creation), (.overdue, .creation), (.refunded, .creation),
    (.suspendedInOrder, .creation), (.tierRetired(TierName("classic")), .creation),
    (.noSuchUser(externalID: "cus-1"), .creation), (.externalIDTaken(by: ServerID(77)), .creation),
    (.nowhereToPlace([small, closed, absent]), .creation),
    (.upgradeDoesNotFit(small), .updates), (.missingPermissions([.eggGroups, .eggs]), .creation),
    (.installing(until: Instant(seconds: 1_795_000_000)), .suspension), (.restoringBackup, .everything),
    (.unfamiliarStatus("transferring"), .everything), (.notBegun(from: day("2026-12-01")), .creation),
    (.ended(until: day("2026-11-21")), .creation), (.eggChange(from: EggID(15), to: EggID(16)), .updates),
  ]
  return reasons.enumerated().map { index, waiting in
    Waiting(order: order("ord-20\(index + 10)"), reason: waiting.0, scope: waiting.1)
  }
}()

let fullNotices: [Notice] = {
  let kinds: [Notice.Kind] = [
    .moveByHand(from: NodeID(1), to: NodeID(2)), .imageNotOffered(image: "ghcr.io/x:1", egg: EggID(15)),
    .ruleNotJudged(variable: "TOKEN", rule: "mac_address"), .installFailed, .reinstallFailed,
    .installOverdue(since: Instant(seconds: 1_795_000_000)), .terminationDue(on: day("2026-11-29")), .protected,
    .customerNotChecked(.users), .ignored(.memory, observed: .shown("4GiB"), ordered: "2GiB"),
    .ignored(.cpu, observed: .shown("100%"), ordered: "100%"),
    .ignored(.variable("TIER"), observed: .unset, ordered: ""),
    .nothingToIgnore(.variable("TEIR")), .ruleEdit(RuleEdit(.loosens, "protect", from: "true", to: "false")),
    .suspendedByHand(.init(since: day("2026-11-20"), orderWants: .running)),
    .suspendedByHand(.init(since: nil, orderWants: .running, isBeyondHistory: true)),
    .suspendedByHand(.init(since: nil, orderWants: .suspended)),
    .suspendedByHand(.init(since: nil, orderWants: .undecided)),
  ]
  let ofOrders = kinds.enumerated().map { Notice(order: order("ord-40\($0.offset + 10)"), kind: $0.element) }
  let reserve = Notice.Kind.belowReserve(
    node: NodeID(1), name: "ams-1", .memory, left: Mebibytes(512), reserve: Mebibytes(1638))
  let edit = RecordEdit(
    .changed,
    [
      .init("terminating.since", from: .shown("2026-11-20"), to: .shown("2020-01-01")),
      .init("orphaned.since", from: .unset, to: .shown("2020-01-01")),
      .init("server.node", from: .shown("1"), to: .shown("2")), .init("phase", from: .shown("running"), to: .unset),
      .init("applied.spec.details.name", from: .hidden, to: .hidden),
    ])
  let removal = RecordEdit(.removed, [.init("server.id", from: .shown("31"), to: .unset)])
  return ofOrders + [
    Notice(order: nil, kind: .nodesNotChecked(.nodes)), Notice(order: nil, kind: reserve),
    Notice(order: order("ord-4090"), kind: .recordEdit(edit)),
    Notice(order: order("ord-4091"), kind: .recordEdit(removal)),
    Notice(order: nil, kind: .ruleEdit(RuleEdit(.loosens, "safety.maxChanged", from: "30%", to: "100%"))),
    Notice(
      order: nil,
      kind: .refusalLifted(
        .tooManyChanges(planned: 8, allowed: 2, recorded: 8), follows: [Followed(kind: .suspend, count: 8)])),
  ]
}()

func recordedServer(_ id: Int) -> OrderResult.Server {
  OrderResult.Server(
    id: ServerID(id), uuid: "6e2b7c1e-0000-4000-8000-0000000000\(id)", identifier: "6e2b7c1e", node: NodeID(1),
    address: nil, installation: .done)
}

/// More than a thousand changes: most of one kind, some of their own, a few dangerous ones.
let longPlan: Plan = {
  var changes = (1...700).map {
    update("ord-\($0 + 10000)", server: $0, [difference(.memory, "1GiB", "1536MiB")])
  }
  changes += (1...290).map {
    create("ord-\($0 + 20000)", sold("pro"), node: $0.isMultiple(of: 3) ? 2 : 1, port: 20000 + $0)
  }
  changes += (1...90).map {
    update("ord-\($0 + 30000)", server: $0 + 10000, [difference(.name, "bot-\($0)", "robot-\($0)")])
  }
  changes += (1...5).map {
    Change(
      order: order("ord-\($0 + 40000)"), kind: .terminate, reasons: [.terminated(since: day("2026-11-14"))],
      server: target($0 + 20000, .suspended), differences: [], actions: [.delete])
  }
  changes += (1...5).map {
    update("ord-\($0 + 50000)", server: $0, [difference(.memory, "4GiB", "2GiB", .drifted)], reasons: [.drifted])
  }
  let waiting = (1...300).map {
    Waiting(order: order("ord-\($0 + 60000)"), reason: .paymentPending, scope: .creation)
  }
  return plan(
    changes: changes, waiting: waiting, refusals: [.tooManyTerminations(planned: 5, allowed: 3)], servers: 12000,
    inStep: 4900)
}()

/// A plan with each kind of action, and each way in which an update says or keeps a value.
let everyActionPlan = plan(changes: [
  Change(
    order: order("ord-1"), kind: .update, reasons: [.amended], server: target(1, touched: [.memory: "1GiB"]),
    differences: [difference(.variable("A"), "1", "2")],
    actions: [
      .suspend,
      .updateDetails(.init(name: .set("a"), description: .set(""), owner: .set(.created(customer: "cus-1")))),
      .updateDetails(.init(name: .keep, description: .keep, owner: .keep)),
      .updateBuild(spec().build),
      .updateStartup(.init(egg: EggID(15), image: .keep, command: "node .", environment: .untouched)),
      .updateStartup(
        .init(
          egg: EggID(15), image: .set("image"), command: "node .",
          environment: .merged(
            declared: ["A": "2", "B": "3"], initially: ["DISCORD_TOKEN": "set-me-in-the-panel"]))),
      .unsuspend, .delete,
    ])
])
