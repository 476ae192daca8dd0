import Applier
import Panel
import Planner

/// Asks for what a new fleet is made of, one thing after the other: each answer decides what is offered next.
struct FleetInterview {
  let options: InitOptions
  let variables: [String: String]
  /// What the panel has; nil where it was not asked.
  let offers: PanelOffers?
  /// Whether what the panel did not show may be left open; not where it would have been asked if somebody had said where it is.
  let mayBeOpen: Bool
  var interview: Interview

  /// The fleet's name.
  mutating func name(usually usual: String?) async throws(Interview.Ended) -> String? {
    try await interview.answer(
      Interview.Question(option: "--fleet-name", text: "The fleet's name", usual: usual, read: readFleetName),
      option: options.fleetName)
  }

  mutating func egg() async throws(Interview.Ended) -> ChosenEgg? {
    guard let eggs = offers?.eggs else {
      let number: EggID? = try await number(
        "--egg", "The egg's number on the panel", options.egg, usually: variables[EnvironmentVariable.egg.rawValue])
      let nest: NestID? = variables[EnvironmentVariable.nest.rawValue].flatMap { try? readNumber($0) }
      return number.map { ChosenEgg(reference: EggReference($0, in: nest), offered: nil) }
    }
    let sorted = eggs.sorted { ($0.isLikely ? 0 : 1, $0.id) < ($1.isLikely ? 0 : 1, $1.id) }
    let named = variables[EnvironmentVariable.egg.rawValue].flatMap { name in eggs.first { "\($0.id)" == name } }
    let likely = eggs.filter(\.isLikely)
    let usual = named ?? (likely.count == 1 ? likely.first : eggs.count == 1 ? eggs.first : nil)
    let egg = try await interview.answer(
      Interview.Question(
        option: "--egg", text: "Egg, by number or name",
        choices: table("Eggs on the panel:", sorted.map { ["\($0.id)", $0.name, $0.group.map { "(\($0))" } ?? ""] }),
        usual: usual.map { "\($0.id)" }
      ) { text throws(AnswerProblem) in try chooseEgg(text, among: eggs) }, option: options.egg)
    return egg.map { ChosenEgg(reference: EggReference($0.id, in: $0.nest), offered: $0) }
  }

  mutating func image(of egg: ChosenEgg?) async throws(Interview.Ended) -> String? {
    let images = egg?.offered?.images ?? []
    let known = variables[EnvironmentVariable.image.rawValue]
    let rows = images.enumerated().map { ["\($0.offset + 1)", $0.element.label, $0.element.image] }
    let text = images.isEmpty ? "Docker image" : "Image, by its place in the list or name"
    return try await interview.answer(
      Interview.Question(
        option: "--image", text: text, choices: images.isEmpty ? [] : table("Images of the egg:", rows),
        usual: known ?? images.first?.image, isDefaulted: true, isOptional: egg?.offered == nil && mayBeOpen
      ) { text throws(AnswerProblem) in try chooseImage(text, among: images) }, option: options.image)
  }

  /// Not asked for where the egg has one.
  mutating func startup(of egg: ChosenEgg?) async throws(Interview.Ended) -> String? {
    let usual = variables[EnvironmentVariable.startup.rawValue] ?? egg?.offered?.startup
    if options.startup == nil, let usual, let command = try? readStartupCommand(usual) { return command }
    return try await interview.answer(
      Interview.Question(
        option: "--startup", text: "Startup command", isOptional: egg?.offered == nil && mayBeOpen,
        read: readStartupCommand),
      option: options.startup)
  }

  mutating func nodes() async throws(Interview.Ended) -> [ChosenNode] {
    let known = variables[EnvironmentVariable.node.rawValue]
    guard let nodes = offers?.nodes else {
      let numbers: [NodeID]? = try await interview.answer(
        Interview.Question(
          option: "--nodes", text: "Numbers of the nodes for new servers, with commas", usual: known,
          isOptional: mayBeOpen,
          read: readNumbers), option: options.nodes)
      return (numbers ?? []).map { ChosenNode(id: $0, offered: nil) }
    }
    let open = nodes.filter { $0.node.visibility == .public && $0.node.operation == .inService }
    let named = known.flatMap { try? chooseNodes($0, among: nodes) }
    let usual = (named ?? open).map { "\($0.id)" }.joined(separator: ",")
    let chosen = try await interview.answer(
      Interview.Question(
        option: "--nodes", text: "Nodes for new servers, by number or name, with commas",
        choices: table("Nodes on the panel:", nodes.map(row)), usual: usual.isEmpty ? nil : usual
      ) { text throws(AnswerProblem) in try chooseNodes(text, among: nodes) }, option: options.nodes)
    return (chosen ?? []).map { ChosenNode(id: $0.id, offered: $0) }
  }

  mutating func owner() async throws(Interview.Ended) -> UserID? {
    let known = variables[EnvironmentVariable.owner.rawValue]
    guard let users = offers?.users else {
      return try await number(
        "--owner", "Number of the panel user who owns servers of orders without a customer", options.owner,
        usually: known)
    }
    let administrators = users.filter(\.isAdministrator)
    let named = known.flatMap { number in users.first { "\($0.id)" == number } }
    let usual = named ?? administrators.first
    return try await interview.answer(
      Interview.Question(
        option: "--owner", text: "Owner of servers without a customer, by number or username",
        choices: table("Administrators of the panel:", administrators.map { ["\($0.id)", $0.username] }),
        usual: usual.map { "\($0.id)" }
      ) { text throws(AnswerProblem) in try chooseUser(text, among: users) }, option: options.owner)?.id
  }

  mutating func forge(usually usual: NewFleet.Forge?) async throws(Interview.Ended) -> NewFleet.Forge? {
    try await interview.answer(
      Interview.Question(
        option: "--ci", text: "Continuous integration (\(forgeWords))",
        usual: (usual ?? NewFleet.Forge.none).rawValue, read: readForge), option: options.ci)
  }

  private mutating func number<Subject>(
    _ option: String, _ text: String, _ given: String?, usually usual: String?
  ) async throws(Interview.Ended) -> PanelID<Subject>? {
    try await interview.answer(
      Interview.Question(option: option, text: text, usual: usual, isOptional: mayBeOpen, read: readNumber),
      option: given)
  }

  private func row(_ node: OfferedNode) -> [String] {
    let free = "\(node.node.memory.size - node.allocatedMemory) of \(node.node.memory.size) free"
    let addresses = node.freeAddresses.map { counted($0, "free address", plural: "free addresses") }
    let state = node.node.operation == .inMaintenance ? "in maintenance" : nil
    return ["\(node.id)", node.node.name, ([free, addresses, state].compactMap(\.self)).joined(separator: ", ")]
  }
}

/// `github, gitlab, …, none`
private let forgeWords = NewFleet.Forge.allCases.map(\.rawValue).joined(separator: ", ")

/// An egg by number, and what the panel shows of it.
struct ChosenEgg {
  let reference: EggReference
  let offered: OfferedEgg?
}

/// A node by number, and what the panel shows of it.
struct ChosenNode {
  let id: NodeID
  let offered: OfferedNode?
}

extension OfferedEgg {
  /// Whether it is probably for Discord bots.
  fileprivate var isLikely: Bool {
    name.lowercased().contains("discord") || variables.contains { $0.variable.name.contains("DISCORD") }
  }
}

/// A heading and rows in columns; of very many rows the first.
private func table(_ heading: String, _ rows: [[String]]) -> [String] {
  let most = 30
  let shown = rows.prefix(most).map { $0.map { escapedForDisplay($0, upTo: 60) } }
  let columns = shown.map(\.count).max() ?? 0
  let widths = (0..<columns).map { column in shown.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
  let lines = shown.map { cells in
    let padded = cells.enumerated().map { index, cell in
      let blanks = String(repeating: " ", count: widths[index] - cell.count)
      return index == 0 ? blanks + cell : cell + blanks
    }
    return "  " + String(padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
  }
  return [heading] + lines + (rows.count > most ? ["  … and \(rows.count - most) more"] : [])
}
