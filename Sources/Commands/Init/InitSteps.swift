import Applier
import ArgumentParser
import Git
import Panel
import Planner

/// What `init` is about to do.
struct InitPlan {
  let fleet: NewFleet
  let scaffold: Scaffold
  /// What somebody should know before it is written.
  let notes: [String]
  let makesRepository: Bool
  /// Whether somebody is asked before anything is written.
  let asks: Bool
  /// A file for the key that the next steps would commit, if nothing is done about it.
  var exposedKeyFile: ExposedKeyFile?
}

/// Finds out what a new fleet is to be: looks at the repository, asks the panel, and asks whoever is there.
struct InitSteps {
  /// How the panel is reached, with somebody who is told how far it is read.
  let access: (ReadingNotice) -> PanelAccess
  let options: InitOptions
  let workspace: Workspace
  let console: Console
  private var notes: [String] = []

  init(
    options: InitOptions, workspace: Workspace, console: Console,
    reaching access: @escaping (ReadingNotice) -> PanelAccess
  ) {
    self.access = access
    self.options = options
    self.workspace = workspace
    self.console = console
  }

  private var variables: [String: String] { workspace.runEnvironment.variables }

  mutating func prepare() async throws -> InitPlan {
    let signs = try await workspace.readSigns()
    let branch = options.branch ?? signs.branch ?? "main"
    try requireBranchName(branch)
    var interview = Interview(console: console, manner: manner)
    let makesRepository = try await makesRepository(on: branch, &interview)
    let (address, offers) = try await panel(&interview)
    var questions = FleetInterview(
      options: options, variables: variables, offers: offers,
      mayBeOpen: offers != nil || options.offline || workspace.runEnvironment.key == nil, interview: interview)
    let kept = existingDocuments(in: workspace)
    let folder = workspace.root.split(separator: "/").last.map(String.init)
    var fleet = NewFleet(
      name: try await questions.name(usually: folder) ?? "", path: workspace.fleetPath, panelURL: address,
      branch: branch)
    fleet.kept = kept
    fleet.forge = try await questions.forge(usually: signs.forge) ?? .none
    if !kept.contains(.settings) { try await askForSettings(&fleet, &questions) }
    try requireAnswers(questions.interview)
    return InitPlan(
      fleet: fleet, scaffold: makeScaffold(of: fleet, schemas: documentSchemas), notes: notes,
      makesRepository: makesRepository, asks: manner == .asking)
  }

  private mutating func askForSettings(_ fleet: inout NewFleet, _ questions: inout FleetInterview) async throws {
    let egg = try await questions.egg()
    fleet.egg = egg?.reference
    fleet.eggName = egg?.offered?.name
    fleet.variables = egg?.offered?.variables
    fleet.image = try await questions.image(of: egg)
    fleet.startup = try await questions.startup(of: egg)
    let nodes = try await questions.nodes()
    fleet.nodes = nodes.map(\.id)
    fleet.sizes = nodes.compactMap(\.offered?.node)
    fleet.owner = try await questions.owner()
    note(egg?.offered, nodes)
  }

  /// Whoever would not see a question is not asked one.
  private var manner: Interview.Manner {
    if options.yes { return .usual }
    return console.isAttended && console.isTerminal(.people) && console.volume > .quiet ? .asking : .options
  }

  private func makesRepository(on branch: String, _ interview: inout Interview) async throws -> Bool {
    if workspace.repository != nil { return false }
    if let git = options.git { return git }
    switch manner {
    case .asking:
      return try await interview.confirm("This folder is in no git repository. Run git init -b \(branch) here?")
    case .usual: return true
    case .options:
      interview.lack("--git or --no-git  Whether to make a git repository here; usually --git")
      return false
    }
  }

  /// The panel's address, and what it offers. An address that somebody types and where no panel answers is asked for again.
  private mutating func panel(
    _ interview: inout Interview
  ) async throws -> (address: String?, offers: PanelOffers?) {
    let isTyped =
      manner == .asking && options.panelURL == nil && variables[EnvironmentVariable.panelURL.rawValue] ?? "" == ""
    while true {
      let address = try await panelAddress(&interview)
      do {
        return (address, try await offers(of: address))
      } catch let failure as ApplyFailure where isTyped && failure.concernsAddress {
        console.report(failure)
      }
    }
  }

  /// The environment's address counts for every document, so that no other can be given.
  private func panelAddress(_ interview: inout Interview) async throws -> String? {
    let known = variables[EnvironmentVariable.panelURL.rawValue].flatMap { $0.isEmpty ? nil : $0 }
    let question = Interview.Question(
      option: "--panel-url", text: "The panel's address", usual: known, isDefaulted: true,
      isOptional: workspace.runEnvironment.key == nil || options.offline, read: readPanelAddress)
    let address = try await interview.answer(question, option: options.panelURL)
    if let known = known.flatMap({ try? readPanelAddress($0) }), let address, address != known {
      throw ValidationError(
        "\(EnvironmentVariable.panelURL.rawValue) names another panel, \(escapedForDisplay(known)); make them equal, or take it out of the environment and .env.local"
      )
    }
    return address
  }

  private mutating func offers(
    of address: String?
  ) async throws -> PanelOffers? {
    if options.offline { return nil }
    guard workspace.runEnvironment.key != nil else {
      console.say(
        "There is no \(EnvironmentVariable.apiKey.rawValue) in the environment or .env.local, so the panel is not asked: what only it knows is left to fill in."
      )
      return nil
    }
    // What is missing is told together with the rest.
    guard let address else { return nil }
    let offers = try await console.whileReading { notice throws(ApplyFailure) in
      try await workspace.offers(at: address, access(notice))
    }
    for permission in offers.missingPermissions.sorted() {
      notes.append("The key lacks the permission “\(permission.rawValue)”: what that shows was not offered.")
    }
    return offers
  }

  private func requireAnswers(_ interview: Interview) throws {
    guard !interview.missing.isEmpty || !interview.refused.isEmpty else { return }
    var lines = interview.refused.map { escapedForDisplay($0) }
    if !interview.missing.isEmpty {
      lines.append("nobody is there to be asked; give an option for each of these, or --yes for what is usual:")
      lines += interview.missing.map { "  \(escapedForDisplay($0))" }
    }
    throw ValidationError(lines.joined(separator: "\n"))
  }

  private mutating func note(_ egg: OfferedEgg?, _ nodes: [ChosenNode]) {
    if let egg, egg.doneTexts.isEmpty {
      notes.append(
        "Egg \(egg.id) has no text by which the panel knows that a bot is up (`done` in its Start Configuration): its servers stay “starting” for ever."
      )
    }
    if nodes.contains(where: { $0.offered?.allocatedDisk.count ?? 0 > 0 || $0.offered?.allocatedMemory.count ?? 0 > 0 })
    {
      notes.append(
        "The panel has servers already. They stay as they are; botfleet import shows which orders they would be.")
    }
    for node in nodes.compactMap(\.offered) {
      if node.node.operation == .inMaintenance {
        notes.append("Node \(node.id) is in maintenance: no server is placed there until that ends.")
      }
      if node.freeAddresses == 0 { notes.append("Node \(node.id) has no free address: no new server fits there.") }
    }
  }
}

extension ApplyFailure {
  /// Whether another address may be the remedy.
  fileprivate var concernsAddress: Bool {
    guard case .panel(let failure) = self else { return false }
    return switch failure {
    case .unusableURL, .noAnswer, .untrusted, .notAPanel, .unreadable: true
    case .access, .cancelled, .throttled, .inMaintenance, .failing, .daemonFailed, .listKeepsMoving, .notFound, .taken,
      .noFreeAllocation, .rejected, .refused, .stale, .outcomeUnknown:
      false
    }
  }
}
