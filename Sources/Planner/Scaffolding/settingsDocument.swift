internal import YAML

/// A document of a new fleet, with what its author still has to fill in.
struct DraftDocument {
  private(set) var text = ""
  /// The keys that are left open: `server.egg`.
  private(set) var open: [String] = []

  mutating func line(_ line: String = "") { text += line + "\n" }

  /// A key below `above` with its value, or a comment in its place that says what to write.
  mutating func entry(
    _ key: String, below above: String, _ value: String?, comment: String? = nil, example: String,
    tellingOf what: String
  ) {
    if let value { return line("  \(key): \(value)\(comment.map { " # \($0)" } ?? "")") }
    open.append("\(above).\(key)")
    line("  # \(fillIn) \(what)")
    line("  # \(key): \(example)")
  }

  mutating func leaveOpen(_ place: String) { open.append(place) }
}

/// Where somebody has to write something.
let fillIn = "FILL IN:"

/// `fleet.yaml` of a new fleet.
func settingsDocument(_ fleet: NewFleet, _ variables: [FilledVariable]?) -> DraftDocument {
  var document = DraftDocument()
  document.line(
    "# yaml-language-server: $schema=\(schemaLink(from: "\(fleet.path)/fleet.yaml", to: schemaPath("fleet")))")
  document.line("fleet: \(plainOrQuoted(fleet.name))")
  document.line()
  document.line("panel:")
  document.line("  kind: pterodactyl")
  document.entry(
    "url", below: "panel", fleet.panelURL.map { plainOrQuoted($0) }, example: "https://panel.example.com",
    tellingOf: "the panel's address; PTERODACTYL_PANEL_URL, where it is set, must be equal")
  document.line("  reserve: 20% # of the panel's request limit, left to the people who use it")
  document.line()
  document.line("# What every server gets. {words} in braces are filled for each order.")
  document.line("server:")
  if let nest = fleet.egg?.nest { document.line("  nest: \(nest)") }
  document.entry(
    "egg", below: "server", fleet.egg.map { "\($0.id)" },
    comment: fleet.eggName.map { escapedForDisplay($0, upTo: 80) },
    example: "15", tellingOf: "the egg's number, as its page on the panel has it (Admin > Nests)")
  document.entry(
    "owner", below: "server", fleet.owner.map { "\($0)" }, comment: "where an order names no customer", example: "1",
    tellingOf: "the number of the panel user who owns the servers of orders without a customer (Admin > Users)")
  document.entry(
    "image", below: "server", fleet.image.map { plainOrQuoted($0) }, example: "ghcr.io/parkervcp/yolks:nodejs_22",
    tellingOf: "one of the egg's Docker images")
  document.entry(
    "startup", below: "server", fleet.startup.map { plainOrQuoted($0) }, example: "node index.js",
    tellingOf: "the egg's startup command")
  document.line("  name: \"bot-{order}\" # what a new server begins with; customers may rename their bots")
  document.environment(variables)
  document.line()
  document.placement(fleet)
  document.line()
  document.rules(fleet)
  return document
}

extension DraftDocument {
  fileprivate mutating func environment(_ variables: [FilledVariable]?) {
    guard let variables else {
      leaveOpen("server.environment")
      line("  # \(fillIn) the egg's variables, a line each. `botfleet init` with a key in .env.local lists them.")
      line("  # environment:")
      line("  #   TIER: \"{tier}\"")
      line("  #   DISCORD_TOKEN: { setBy: customer, initially: set-me-in-the-panel }")
      return
    }
    let (fleets, customers, unknown) = variables.reduce(into: ([String](), [String](), [String]())) { lines, variable in
      let name = plainOrQuoted(variable.name)
      switch variable.filling {
      case .word(let word): lines.0.append("\(name): \"{\(word.rawValue)}\"")
      case .fixed(let text): lines.0.append("\(name): \(plainOrQuoted(text))")
      case .customers(let text):
        lines.1.append("\(name): \(flowMapping([("setBy", "customer"), ("initially", text)]))")
      case .open(let why):
        leaveOpen("server.environment.\(variable.name)")
        lines.2.append("\(escapedForDisplay(variable.name, upTo: 100)): \(escapedForDisplay(why, upTo: 300))")
      }
    }
    guard !fleets.isEmpty || !customers.isEmpty || !unknown.isEmpty else { return }
    line(fleets.isEmpty && customers.isEmpty ? "  # environment:" : "  environment:")
    for variable in fleets { line("    \(variable)") }
    if !customers.isEmpty {
      line("    # The customer's own: given once, then never looked at, shown or changed.")
      for variable in customers { line("    \(variable)") }
    }
    if !unknown.isEmpty {
      line("    # \(fillIn) no value was found for these that the egg takes.")
      for variable in unknown { line("    # \(variable)") }
    }
  }

  fileprivate mutating func placement(_ fleet: NewFleet) {
    line("placement:")
    let nodes = fleet.nodes.isEmpty ? nil : "[\(fleet.nodes.map(\.description).joined(separator: ", "))]"
    let names = fleet.sizes.map { escapedForDisplay($0.name, upTo: 40) }.joined(separator: ", ")
    entry(
      "nodes", below: "placement", nodes, comment: names.isEmpty ? nil : names, example: "[1]",
      tellingOf: "the numbers of the nodes that may get servers (Admin > Nodes)")
    line("  strategy: pack # or spread")
  }

  fileprivate mutating func rules(_ fleet: NewFleet) {
    line("policy:")
    line("  branch: \(plainOrQuoted(fleet.branch)) # apply refuses every other one")
    line("  overdue: suspend")
    line("  refunded: suspend")
    line("  removed: keep # a server whose order has no file any more; only `state: terminated` ever deletes one")
    line("  terminateAfter: 7d")
    line("  installWithin: 1h")
    line()
    line("# A plan over one of these limits is shown and not applied.")
    line("safety:")
    line("  maxTerminations: 3")
    line("  maxChanged: 30%")
  }
}
