import Reports
import Testing

@testable import Planner

/// A field that somebody adds must not be forgotten anywhere.
///
/// Two specs stand here in which everything differs, so that the compiler asks for a new property's values first. From then on, one test
/// fails until the property has a row in `Field.table`, and another for each reader that would not carry the field. The keys of the
/// panel's requests (`Field.key(in:)` of Panel), what becomes of drift in an order (`DriftAdoption.take`), whether a difference overrides
/// a customer (`overrides`) and how a panel's answer becomes a spec are switches and initialisers without a default: those the compiler refuses.
@Suite struct FieldTableTests {
  static let one = ServerSpec(
    details: .init(name: "one", description: "first", owner: .user(UserID(1))),
    build: .init(
      memory: Mebibytes(1024), swap: Mebibytes(0), disk: Mebibytes(2048), io: 500, cpu: 100, threads: nil, databases: 1,
      backups: 3, allocations: 4),
    startup: .init(egg: EggID(15), image: "image:1", command: "node 1", environment: ["TIER": "starter"]),
    isSuspended: false)

  static let other = ServerSpec(
    details: .init(name: "other", description: "second", owner: .user(UserID(2))),
    build: .init(
      memory: Mebibytes(1536), swap: Mebibytes(-1), disk: Mebibytes(4096), io: 10, cpu: 150, threads: "0-1",
      databases: nil, backups: 5, allocations: 6),
    startup: .init(egg: EggID(16), image: "image:2", command: "node 2", environment: ["TIER": "pro"]),
    isSuspended: true)

  static let fields = Field.fixed + [.variable("TIER")]

  /// `one` with one field of `other`.
  static func moved(_ field: Field) -> ServerSpec {
    var spec = one
    spec.take(field, from: other)
    return spec
  }

  @Test func `Every property of a spec has a row in the table, and every row a property`() {
    func properties(_ part: Any, below path: String) -> [String] {
      Mirror(reflecting: part).children.map { "\(path).\($0.label ?? "?")" }
    }
    let properties =
      properties(Self.one.details, below: "details") + properties(Self.one.build, below: "build")
      + properties(Self.one.startup, below: "startup")
    let rows = Field.table.map { $0.field.isVariable ? "startup.\($0.label)" : $0.field.path }
    #expect(Set(rows) == Set(properties + ["suspended"]))
    #expect(rows.count == properties.count + 1)
    #expect(Mirror(reflecting: Self.one).children.map(\.label) == ["details", "build", "startup", "isSuspended"])
  }

  @Test func `Each field knows its place in the table`() {
    #expect(Field.table.map(\.field.rank) == Array(Field.table.indices))
    #expect(Field.table.map(\.field) == Field.table.map(\.field).sorted())
  }

  @Test(arguments: fields)
  func `A field that differs is compared, and nothing else of the spec with it`(field: Field) {
    let moved = Self.moved(field)
    #expect(moved != Self.one)
    let found = differences(from: Self.one, to: moved, applied: nil) { _ in false }
    #expect(found.map(\.field) == [field])
    #expect(found.first?.old.text == FieldValues(Self.one)[field])
    #expect(found.first?.new == FieldValues(Self.other)[field])
  }

  @Test func `A record holds every field of a spec, and reads as it was written`() throws {
    let server = aServer(externalID: "ord-1", id: 1, spec: Self.other)
    let result = aResult(of: anOrder(), server, withTexts: true)
    #expect(result.applied?.spec.fields == FieldValues(Self.other).fields)
    let path = resultPath(of: result.order)
    let file = FleetFile(path: "fleet/\(path)", content: .bytes(writeResult(result)))
    let read = readResult(file, in: FleetListing([FleetListing.Entry(path: file.path, sort: .file)], in: "fleet"))
    #expect(read.value == result)
    #expect(read.diagnostics.isEmpty)
  }

  @Test(arguments: fields)
  func `What a create and an update say of a field is in the digest`(field: Field) {
    func digest(_ actions: [Action], of server: Change.Target? = nil) -> Digest {
      changeDigest(order: orderID("ord-1"), kind: .update, actions: actions, server: server)
    }
    let moved = Self.moved(field)
    #expect(digest([Self.create(Self.one)]) != digest([Self.create(moved)]))
    #expect(digest([Self.update(field.group, to: Self.one)]) != digest([Self.update(field.group, to: moved)]))
  }

  @Test(arguments: fields)
  func `What the panel has in a field that an update touches is in the digest`(field: Field) {
    func digest(_ spec: ServerSpec) -> Digest {
      let actions = [Self.update(field.group, to: Self.other)]
      let target = Change.Target(
        id: ServerID(1), uuid: anUUID(1), node: NodeID(1), status: .ready,
        touched: actions.touched(in: spec, leaving: []))
      #expect(target.touched[field].text == FieldValues(spec)[field])
      return changeDigest(order: orderID("ord-1"), kind: .update, actions: actions, server: target)
    }
    #expect(digest(Self.one) != digest(Self.moved(field)))
  }

  @Test(arguments: fields)
  func `A saved plan holds what is done to a field`(field: Field) {
    func saved(_ action: Action) -> String { planJSON(Self.plan([Self.change([action])])) }
    let moved = Self.moved(field)
    #expect(saved(Self.create(Self.one)) != saved(Self.create(moved)))
    #expect(saved(Self.update(field.group, to: Self.one)) != saved(Self.update(field.group, to: moved)))
  }

  @Test(arguments: fields)
  func `Text, Markdown, HTML and JSON show a field that differs`(field: Field) {
    let difference = Difference(field: field, old: .shown("was-so"), new: "is-so", cause: .drifted)
    let plan = Self.plan([Self.change([Self.update(field.group, to: Self.other)], [difference])])
    for page in [planText(plan, style: .plain), planMarkdown(plan), planHTML(plan)] {
      #expect(page.contains(field.label) && page.contains("was-so") && page.contains("is-so"))
    }
    #expect(planJSON(plan).contains("\"field\": \"\(field.path)\""))
  }

  @Test(arguments: fields)
  func `What the panel did not keep of a field is noticed after the run`(field: Field) {
    let change = Self.change([Self.update(field.group, to: Self.moved(field))])
    let kept = aServer(externalID: "ord-1", id: 1, spec: Self.moved(field))
    #expect(Look(aPanel([kept])).contradiction(of: change, answered: nil) == nil)
    let lost = aServer(externalID: "ord-1", id: 1, spec: Self.one)
    let words = Look(aPanel([lost])).contradiction(of: change, answered: nil)?.message
    #expect(words?.contains(field == .suspended ? "not suspended" : field.label) == true)
  }

  private static func create(_ spec: ServerSpec) -> Action {
    .createServer(
      NewServer(
        order: orderID("ord-1"), spec: spec, customersVariables: [:],
        placement: Placement(node: NodeID(1), nodeName: "node-1", allocation: addresses(1)[0])))
  }

  /// What tells the panel a group of fields.
  private static func update(_ group: Field.Group, to spec: ServerSpec) -> Action {
    let (details, startup) = (spec.details, spec.startup)
    return switch group {
    case .details:
      .updateDetails(
        .init(name: .set(details.name), description: .set(details.description), owner: .set(details.owner)))
    case .build: .updateBuild(spec.build)
    case .startup:
      .updateStartup(
        StartupUpdate(
          egg: startup.egg, image: .set(startup.image), command: startup.command,
          environment: .merged(declared: startup.environment.byName, initially: [:])))
    case .suspension: spec.isSuspended ? .suspend : .unsuspend
    }
  }

  private static func change(_ actions: [Action], _ differences: [Difference] = []) -> Change {
    let target = Change.Target(
      id: ServerID(1), uuid: anUUID(1), node: NodeID(1), status: .ready, touched: actions.touched(in: one, leaving: []))
    return Change(
      order: orderID("ord-1"), kind: .update, reasons: [.amended], server: target, differences: differences,
      actions: actions)
  }

  private static func plan(_ changes: [Change]) -> Plan {
    Plan(
      fleet: "example", panel: "https://panel.example.com", revision: .commit("4f2c1ab"), asOf: day("2026-11-22"),
      changes: changes, waiting: [], vanished: [], orphans: [], notices: [], refusals: [], diagnostics: [], faulty: [],
      counts: .init(orders: 1, servers: 1, users: nil, inStep: 0, foreign: 0, unreadable: 0))
  }
}
