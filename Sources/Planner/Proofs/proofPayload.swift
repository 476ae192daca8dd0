extension ProofStatement {
  /// The statement as the bytes that are signed: canonical JSON. Equal statements give equal bytes.
  public var payload: [UInt8] {
    Array(
      JSONValue.object([
        .init("_type", .string(Self.type)),
        .init(
          "subject", .array([subject("\(folder.path)/", "gitTree", tree), subject("commit", "gitCommit", commit)])),
        .init("predicateType", .string(Self.predicateType)), .init("predicate", predicate),
      ]).canonical.utf8)
  }

  private func subject(_ name: String, _ algorithm: String, _ id: String) -> JSONValue {
    .object([.init("name", .string(name)), .init("digest", .object([.init(algorithm, .string(id))]))])
  }

  /// What is said of the subjects; `schemas/proof.schema.json` describes it.
  public var predicate: JSONValue {
    .object([
      .init("fleet", .string(fleet)), .init("folder", .string(folder.path)), .init("commit", .string(commit)),
      .init("tree", .string(tree)),
      .init("panel", .object([.init("url", .string(panel)), .init("series", series.map { .string($0) } ?? .null)])),
      .init("at", .string(at.description)),
      .init(
        "live", .object([.init("format", .string(LiveState.format)), .init("digest", .string(live.description))])),
      .init("counts", counts.json), .init("exceptions", .array(exceptions.map(\.json))), .init("tool", .string(tool)),
    ])
  }
}

extension ProofStatement.Counts {
  fileprivate var json: JSONValue {
    .object([
      .init("orders", .integer(orders)), .init("waiting", .integer(waiting)), .init("servers", .integer(servers)),
      .init("foreign", .integer(foreign)),
      .init(
        "phases",
        .object(OrderResult.Phase.allCases.map { .init($0.rawValue, .integer(phases[$0] ?? 0)) })),
    ])
  }
}

extension ProofException {
  fileprivate var json: JSONValue {
    .object([
      .init("order", .string(order.text)), .init("kind", .string(kind.rawValue)),
      .init("field", field.map { .string($0) } ?? .null),
    ])
  }
}

extension ProofStatement {
  /// How many exceptions a statement may have: as many as a large fleet has orders, and a few each.
  private static let mostExceptions = 100_000

  /// Reads the payload of an envelope that anybody may have written; whether it is true is not asked here.
  public init(_ envelope: SignedEnvelope) throws(ProofFault) {
    guard envelope.payloadType == Self.payloadType else {
      throw ProofFault("its payload is \(escapedForDisplay(envelope.payloadType, upTo: 80)), not an in-toto statement")
    }
    let value: JSONValue
    do throws(JSONFault) { value = try parseJSON(envelope.payload) } catch {
      throw ProofFault("its payload is not a statement: \(error)")
    }
    let statement = try JSONFields(value, "its statement")
    guard try statement.text("_type") == Self.type else {
      throw ProofFault("its payload is not a statement of in-toto 1")
    }
    guard try statement.text("predicateType") == Self.predicateType else {
      throw ProofFault("its statement is of another kind than \(Self.predicateType)")
    }
    let predicate = try JSONFields(statement["predicate"], "its predicate")
    let folder = FleetFolder(try predicate.text("folder"))
    let commit = try predicate.value("commit", objectID)
    let tree = try predicate.value("tree", objectID)
    try Self.requireSubjects(statement, folder, tree: tree, commit: commit)
    let panel = try JSONFields(predicate["panel"], "its panel")
    let live = try JSONFields(predicate["live"], "its live state")
    guard try live.text("format") == LiveState.format else {
      throw ProofFault("its live state is of another kind than \(LiveState.format)")
    }
    var exceptions: [ProofException] = []
    for item in try predicate.list("exceptions", upTo: Self.mostExceptions) {
      let fields = try JSONFields(item, "an exception")
      exceptions.append(
        ProofException(
          try fields.value("kind") { ProofException.Kind(rawValue: $0) }, of: try fields.value("order") { OrderID($0) },
          field: try fields.optionalText("field")))
    }
    self.init(
      fleet: try predicate.text("fleet"), folder: folder, commit: commit, tree: tree, panel: try panel.text("url"),
      series: try panel.optionalText("series"), at: try predicate.value("at") { Instant($0) },
      live: try live.value("digest") { Digest($0) },
      counts: try Counts(JSONFields(predicate["counts"], "its counts")), exceptions: exceptions,
      tool: try predicate.text("tool"))
  }

  /// Exactly the two subjects that the predicate speaks of: a tool that reads only subjects must not be told something else.
  private static func requireSubjects(
    _ statement: JSONFields, _ folder: FleetFolder, tree: String, commit: String
  ) throws(ProofFault) {
    var found: [String: String] = [:]
    for item in try statement.list("subject", upTo: 2) {
      let subject = try JSONFields(item, "a subject")
      let digest = try JSONFields(subject["digest"], "a subject's digest")
      for algorithm in ["gitTree", "gitCommit"] where digest[algorithm] != nil {
        found["\(try subject.text("name")) \(algorithm)"] = try digest.text(algorithm)
      }
    }
    guard found == ["\(folder.path)/ gitTree": tree, "commit gitCommit": commit] else {
      throw ProofFault("its subjects are not the tree and the commit that its predicate names")
    }
  }
}

extension ProofStatement.Counts {
  fileprivate init(_ fields: JSONFields) throws(ProofFault) {
    let byPhase = try JSONFields(fields["phases"], "its phases")
    var phases: [OrderResult.Phase: Int] = [:]
    for phase in OrderResult.Phase.allCases { phases[phase] = try byPhase.count(phase.rawValue) }
    self.init(
      orders: try fields.count("orders"), waiting: try fields.count("waiting"), servers: try fields.count("servers"),
      foreign: try fields.count("foreign"), phases: phases)
  }
}

private func objectID(_ text: String) -> String? {
  text.utf8.count == 40 && text.utf8.allSatisfy(isHexadecimal) ? text : nil
}
