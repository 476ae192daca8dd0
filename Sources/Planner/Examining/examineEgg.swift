import EggRules

/// Compares the eggs that servers are made by with what the fleet's documents say of them.
///
/// - Parameter eggs: all that the panel has.
public func examineEggs(of fleet: Fleet, among eggs: [OfferedEgg]) -> [Finding] {
  fleet.serverKinds.flatMap { examineEgg(of: $0, fleet, among: eggs) }
}

private func examineEgg(of kind: ServerKind, _ fleet: Fleet, among eggs: [OfferedEgg]) -> [Finding] {
  guard let egg = eggs.first(where: { $0.id == kind.egg.id }) else {
    return [
      Finding(
        .egg, .failure, "invalid egg id: the panel has no egg \(kind.egg.id)\(kind.eggPlace)",
        advice: eggs.isEmpty
          ? "The panel has no eggs at all: import one (Admin > Nests > Import Egg)."
          : "Set \(kind.key("egg")) to one of those there are: \(listed(eggs)).")
    ]
  }
  if let nest = kind.egg.nest, let actual = egg.nest, nest != actual {
    return [
      Finding(
        .egg, .failure,
        "invalid egg id: nest \(nest) has no egg \(egg.id)\(kind.eggPlace); \(egg.words) is in nest \(actual)",
        advice: "Set \(kind.key("nest")) to \(actual), or leave it out: botfleet finds the nest itself.")
    ]
  }
  let place = egg.nest.map { nest in ", in nest \(nest)\(egg.group.map { " (\($0))" } ?? "")" } ?? ""
  let found = Finding.ok(.egg, egg.words + place)
  return [found] + examineRules(of: egg) + examineVariables(of: egg, kind, fleet) + [
    examineDone(of: egg), examineImage(of: egg, kind), examineStartup(of: egg, kind),
  ]
}

private func examineRules(of egg: OfferedEgg) -> [Finding] {
  let problems = egg.variables.map(\.variable).flatMap { variable in
    VariableRules(variable.rules).problems.map { (name: variable.name, problem: $0) }
  }
  let broken = problems.filter(\.problem.breaksValidation)
  if !broken.isEmpty {
    let words = broken.map { "\($0.name) (\($0.problem.description))" }.joined(separator: ", ")
    return [
      Finding(
        .rules, .failure, "the panel cannot run the rules of \(words): creating a server ends with an error",
        advice: "Correct the rules of the variable in the egg (Admin > Nests > \(egg.name) > Variables).")
    ]
  }
  if !problems.isEmpty {
    let names = Set(problems.map(\.name)).sorted().joined(separator: ", ")
    return [
      Finding(
        .rules, .unknown,
        "some rules of \(names) can be judged by the panel alone: a plan does not foresee what it says")
    ]
  }
  return [.ok(.rules, "\(counted(egg.variables.count, "variable")), whose rules can all be run")]
}

/// Names alone: which values are accepted, a plan says of each order.
private func examineVariables(of egg: OfferedEgg, _ kind: ServerKind, _ fleet: Fleet) -> [Finding] {
  let known = Set(egg.variables.map(\.variable.name))
  let unknown = fleet.variables(of: kind).subtracting(known).sorted()
  var findings: [Finding] = []
  if !unknown.isEmpty {
    findings.append(
      Finding(
        .variables, .failure,
        "the egg has no variable \(unknown.joined(separator: ", ")), so that no bot would ever see it",
        advice: "Add it to the egg (Admin > Nests > \(egg.name) > Variables), or remove it from the fleet's documents.")
    )
  }
  let missing = missingVariables(of: egg, kind, fleet)
  if !missing.isEmpty {
    let words = missing.map(\.name).joined(separator: ", ")
    findings.append(
      Finding(
        .variables, .failure, "the egg requires \(words), and no document has a value for it",
        advice: missing.map { sentence(missingVariableHint($0.name, trimmedValue($0.defaultValue), of: kind.tier)) }
          .joined(separator: " ")))
  }
  return findings.isEmpty ? [.ok(.variables, "all that the egg requires are declared")] : findings
}

/// Those that servers of some offered tier would lack; of the fleet's own settings where it has no tier.
private func missingVariables(of egg: OfferedEgg, _ kind: ServerKind, _ fleet: Fleet) -> [EggVariable] {
  let checks = EggChecks(Egg(id: egg.id, variables: egg.variables.map(\.variable), images: nil))
  let tiers = kind.tiers.compactMap { fleet.catalog.tiers[$0] }.filter { $0.availability == .offered }.map(
    \.environment)
  let base = fleet.settings.server.environment
  let environments = (tiers.isEmpty ? [[:]] : tiers).map { tier in
    // What stands in the holes is each order's, and not looked at here.
    base.merging(tier) { $1 }.mapValues { $0.value.initial.filled { _ in "1" } }
  }
  return egg.variables.map(\.variable).filter { variable in
    environments.contains { $0[variable.name] == nil && checks.requires(variable.name, beside: $0) }
  }
}

private func examineDone(of egg: OfferedEgg) -> Finding {
  guard egg.doneTexts.isEmpty else {
    return .ok(.done, "a bot is running once it prints \(egg.doneTexts.map { "“\($0)”" }.joined(separator: " or "))")
  }
  return Finding(
    .done, .warning, "the egg has no `done` text, so that its bots stay `starting` for ever",
    advice:
      "In Admin > Nests > \(egg.name) > Configuration, set Start Configuration to what the bot prints when it is up: "
      + #"{"done": "ready"}."#)
}

private func examineImage(of egg: OfferedEgg, _ kind: ServerKind) -> Finding {
  let template = kind.image.value.initial
  guard template.parts.allSatisfy(\.isText) else { return .ok(.image, "depends on the order; each plan checks it") }
  let image = template.filled { _ in "" }
  let offered = egg.images.map(\.image)
  if offered.contains(image) { return .ok(.image, "\(image), which the egg offers") }
  return Finding(
    .image, .warning, "the egg does not offer the image \(image)\(kind.image.place.words)",
    advice: offered.isEmpty
      ? "Add it to the egg's Docker Images, so that customers can choose it again."
      : "The panel accepts it all the same. Add it to the egg's Docker Images, or set \(kind.key("image")) to one of: "
        + "\(offered.joined(separator: ", ")).")
}

private func examineStartup(of egg: OfferedEgg, _ kind: ServerKind) -> Finding {
  let known = panelsOwnWords.union(egg.variables.map(\.variable.name))
  let unknown = words(in: kind.startup).filter { !known.contains($0) }
  if !unknown.isEmpty {
    let words = unknown.map { "{{\($0)}}" }.joined(separator: ", ")
    return Finding(
      .startup, .warning, "the startup command has \(words), which the egg has no variable for",
      advice: "Correct \(kind.key("startup")): the bot would be started with nothing in its place.")
  }
  let isEggs = trimmed(kind.startup) == trimmed(egg.startup)
  return .ok(
    .startup, isEggs ? "\(kind.startup), as in the egg" : "\(kind.startup), in place of the egg's \(egg.startup)")
}

/// What stands for something in every startup command.
private let panelsOwnWords: Set<String> = [
  "SERVER_MEMORY", "SERVER_IP", "SERVER_PORT", "P_SERVER_UUID", "P_SERVER_LOCATION", "P_SERVER_ALLOCATION_LIMIT",
  "STARTUP", "TZ",
]

/// The words between two braces, each once.
private func words(in command: String) -> [String] {
  var words: [String] = []
  for match in command.matches(of: /\{\{\s*([A-Za-z0-9_.]+)\s*\}\}/) {
    let word = String(match.1)
    if !words.contains(word) { words.append(word) }
  }
  return words
}

private func listed(_ eggs: [OfferedEgg]) -> String {
  let most = 20
  let words = eggs.prefix(most).map { egg in "\(egg.words)\(egg.nest.map { " in nest \($0)" } ?? "")" }
  return words.joined(separator: ", ") + (eggs.count > most ? " and \(eggs.count - most) more" : "")
}

/// A hint as a sentence of its own.
private func sentence(_ hint: String) -> String { hint.prefix(1).uppercased() + hint.dropFirst() + "." }

extension OfferedEgg {
  /// `egg 15 (Node.js Discord Bot)`
  fileprivate var words: String { "egg \(id) (\(name))" }
}

extension Template.Part {
  fileprivate var isText: Bool {
    switch self {
    case .text: true
    case .word: false
    }
  }
}

extension Place {
  var words: String { " (\(path):\(line))" }
}
