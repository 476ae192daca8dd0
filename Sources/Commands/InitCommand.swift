import Applier
import ArgumentParser
import Git
import Panel
import Planner
import Reports

/// `botfleet init`
struct InitCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a new fleet's documents.",
    discussion: """
      Writes the fleet's settings, a catalog, an example order, schemas for editors, .gitignore, .env.example, CI and a README into the \
      repository around the current folder, or into the folder itself. Files that exist stay as they are. On a terminal it asks; \
      elsewhere every answer is an option, or --yes takes the usual one.

      If there is a key (PTERODACTYL_API_KEY, or in .env.local), it asks the panel for its eggs, nodes and users, and fills in the egg's \
      variables. Without a key it marks the places to fill in. It changes nothing on the panel.

      Example:
        botfleet init
        botfleet init --dry-run --yes
        botfleet init --panel-url https://panel.example.com --fleet-name codecraft \\
          --egg 15 --nodes 1,2 --owner 1 --ci github --git --yes
      """)

  @OptionGroup var shared: SharedOptions
  @OptionGroup var options: InitOptions

  func run(in invocation: Invocation) async throws -> ExitStatus {
    let console = shared.console(of: invocation)
    let workspace = try await shared.openWorkspace(for: invocation)
    do {
      try requirePlace(workspace)
      let exposed = await workspace.exposedKeyFile(named: try shared.location(for: invocation).environmentFile)
      // Said before anything else: whoever is asked many questions has forgotten it at the end.
      if let exposed { console.complain(warning(of: exposed)) }
      var plan = try await prepare(workspace, invocation, console)
      plan.exposedKeyFile = exposed
      return try await carryOut(plan, in: workspace, invocation, console)
    } catch is Interview.Ended {
      console.complain("\nNothing was written.")
      return .ended(.refused)
    } catch let failure as ApplyFailure {
      console.report(failure)
      if case .panel = failure {
        console.complain("Nothing was written. To write the documents without asking the panel, add --offline.")
      }
      return .ended(failure.meaning)
    } catch let failure as ScaffoldFailure {
      console.complain("error: \(escapedForDisplay(failure.description)). Nothing was written.")
      return .ended(.faulty)
    } catch let failure as GitError {
      console.complain("error: \(escapedLinesForDisplay(failure.description))")
      return .ended(.faulty)
    }
  }

  private func requirePlace(_ workspace: Workspace) throws {
    if let repository = workspace.repository, repository.workTree == nil {
      throw GitError.noWorkTree(gitDirectory: repository.gitDirectory)
    }
    let isPlain = workspace.fleetPath.utf8.allSatisfy { byte in
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_-.".utf8.contains(byte)
    }
    guard isPlain else { throw ValidationError("a new fleet's folder has a name of letters, digits, `.`, `_` and `-`") }
  }

  private func prepare(
    _ workspace: Workspace, _ invocation: Invocation, _ console: Console
  ) async throws -> InitPlan {
    var steps = InitSteps(options: options, workspace: workspace, console: console) { notice in
      shared.panelAccess(for: invocation, telling: notice)
    }
    return try await steps.prepare()
  }

  private func carryOut(
    _ plan: InitPlan, in workspace: Workspace, _ invocation: Invocation, _ console: Console
  ) async throws -> ExitStatus {
    let files = plan.scaffold.files
    let taken = try takenPaths(of: files, below: workspace.root)
    let new = files.filter { !taken.contains($0.path) }
    console.answer(initListing(files, taken: taken, contents: options.dryRun))
    for note in plan.notes + unusedOptions(options, plan, taken: taken) { console.complain(note) }
    for note in keptWorkflowNotes(plan, taken: taken, below: workspace.root) { console.complain(note) }
    if options.dryRun { return .ended(.done) }
    guard !new.isEmpty || plan.makesRepository else {
      console.say("Everything is there already: nothing to write.")
      return .ended(.done)
    }
    if plan.asks {
      var interview = Interview(console: console, manner: .asking)
      guard
        try await interview.confirm("Write \(counted(new.count, "file")) below \(escapedForDisplay(workspace.root))?")
      else { throw Interview.Ended() }
    }
    if plan.makesRepository {
      let git = try await GitProgram.find(in: invocation.environment, log: console.logger)
      try await git.createRepository(in: workspace.root, branch: plan.fleet.branch)
    }
    let written = try writeScaffold(files, below: workspace.root)
    console.say("Wrote \(counted(written.count, "file")).")
    return try await conclude(plan, invocation, console)
  }

  /// Looks at what was written as `validate` does, and says what comes next.
  private func conclude(
    _ plan: InitPlan, _ invocation: Invocation, _ console: Console
  ) async throws -> ExitStatus {
    let workspace = try await shared.openWorkspace(for: invocation)
    let check = try await workspace.checkFleet(from: .workingTree)
    if plan.scaffold.open.isEmpty {
      console.show(check.diagnostics)
      console.say(nextSteps(plan, hasKey: workspace.runEnvironment.key != nil))
      return .ended(check.hasErrors ? .faulty : .done)
    }
    console.say(
      "\(workspace.fleetPath)/fleet.yaml has places to fill in, marked FILL IN: \(plan.scaffold.open.joined(separator: ", ")). "
        + "Until then botfleet validate reports those that are required.")
    console.say(nextSteps(plan, hasKey: workspace.runEnvironment.key != nil))
    return .ended(.done)
  }
}
