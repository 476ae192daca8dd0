import Applier
import ArgumentParser
import Planner
import Reports

/// `botfleet order`
struct OrderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "order",
    abstract: "Edit the documents of orders, from a new one to a termination.",
    discussion: """
      Each edit changes only what it must: comments, quotes and layout stay. The whole fleet is checked with it, and nothing is written \
      if the fleet would then have an error that it does not have now. The edit is shown as a patch on stdout.

      Without more, the file in the working tree is changed. --commit commits it alone, whatever else is changed there; --branch \
      commits to a branch and leaves the working tree as it is; --push pushes that branch. The repository's commit hooks (pre-commit, \
      prepare-commit-msg, commit-msg) are not run.

      Example:
        botfleet order new ord-1042 --tier pro --customer cus-8f3a
        botfleet order set ord-1042 payment=confirmed addons+=private-instance
        botfleet order suspend ord-1042 ord-1043 --message "Invoice 77" --push
        botfleet order terminate ord-1042 --branch end-ord-1042 --push
      """,
    subcommands: [
      OrderNewCommand.self, OrderSetCommand.self, OrderSuspendCommand.self, OrderResumeCommand.self,
      OrderTerminateCommand.self, OrderReprieveCommand.self,
    ])
}

/// Where an edit goes.
struct EditOptions: ParsableArguments {
  @Flag(help: "Show the edit and what it comes to; write nothing.")
  var dryRun = false

  @Flag(help: "Commit the edited documents, and nothing else.")
  var commit = false

  @Option(
    help: ArgumentHelp(
      "Commit to this branch, made from HEAD if it is not there; the working tree stays as it is.", valueName: "name"))
  var branch: String?

  @Flag(help: "Commit, and push the branch.")
  var push = false

  @Option(
    help: ArgumentHelp("What the commit says. (default: what was done; each changed key follows)", valueName: "text"))
  var message: String?

  func validate() throws {
    if let message, message.allSatisfy(\.isWhitespace) { throw ValidationError("--message is empty") }
    guard message == nil || isCommitted else {
      throw ValidationError("--message is for a commit; add --commit, --branch or --push")
    }
  }

  private var isCommitted: Bool { commit || push || branch != nil }

  var destination: OrderEditRequest.Destination {
    isCommitted ? .commit(.init(branch: branch, message: message, isPushed: push)) : .workingTree
  }
}

extension Verb {
  /// Edits, and shows what came of it.
  func edit(
    _ change: OrderEditRequest.Change, _ options: EditOptions, _ shared: SharedOptions, in invocation: Invocation
  ) async throws -> ExitStatus {
    let console = shared.console(of: invocation)
    let workspace = try await shared.openWorkspace(for: invocation)
    let request = OrderEditRequest(change, to: options.destination, isDryRun: options.dryRun, asOf: .today)
    do throws(OrderEditingFailure) {
      return show(try await workspace.editOrders(request), console)
    } catch {
      if case .fleet(let failure) = error {
        console.report(failure)
      } else {
        console.complain("error: \(escapedLinesForDisplay("\(error)"))")
      }
      return .ended(error.meaning)
    }
  }

  private func show(_ report: OrderEditReport, _ console: Console) -> ExitStatus {
    console.show(report.problems)
    let patch = orderEditPatch(report.edits)
    if !patch.isEmpty {
      console.answer(
        console.isTerminal(.answer) ? orderEditText(report.edits, style: console.style(on: .answer)) : patch)
    }
    if case .refused = report.end {
      console.complain("error: nothing was written: \(whyRefused(report.faultyBefore))")
      return .ended(.faulty)
    }
    if let status = report.status {
      let newCustomers = Set(report.edits.filter(\.changesCustomer).map(\.order))
      console.say(orderEffectText(status, newCustomers: newCustomers, style: console.style(on: .people)))
    }
    if report.olderErrors > 0 {
      let errors = counted(report.olderErrors, "other error")
      console.complain("note: the fleet has \(errors) that this edit did not bring: botfleet validate")
    }
    return tell(report.end, skipping: report.skippedHooks, report.edits.filter { !$0.isNeedless }.map(\.path), console)
  }

  private func whyRefused(_ faultyBefore: [OrderID]) -> String {
    guard let first = faultyBefore.first else { return "with this edit the fleet would have the errors above" }
    let documents =
      faultyBefore.count == 1
      ? "\(first)'s document has" : "the documents of \(faultyBefore.map(\.text).joined(separator: ", ")) have"
    return "\(documents) these errors already; correct them first"
  }

  private func tell(
    _ end: OrderEditReport.End, skipping hooks: [String], _ paths: [String], _ console: Console
  ) -> ExitStatus {
    let files = paths.count == 1 ? escapedForDisplay(paths[0], upTo: 4096) : counted(paths.count, "file")
    switch end {
    case .refused: return .ended(.faulty)
    case .nothingToDo: console.say("Nothing to do: the document says so already.")
    case .dryRun: console.say("Nothing was written (--dry-run).")
    case .written: console.say("Wrote \(files). Once that is committed, botfleet apply does it.")
    case .committed(let commit, let branch, let followed, let push):
      console.say("Committed \(files) to \(escapedForDisplay(branch)) as \(commit.description.prefix(7)).")
      if !hooks.isEmpty {
        console.complain("note: the repository's hooks were not run: \(hooks.joined(separator: ", "))")
      }
      let isWhole = tell(followed, paths, console)
      let end = tell(push, branch, console)
      return isWhole ? end : .ended(.incomplete)
    case .pushed(let branch, let push):
      console.say("Nothing to commit: the document says so already.")
      return tell(push, branch, console)
    }
    return .ended(.done)
  }

  /// Returns whether files and index are as the commit has them.
  private func tell(_ files: OrderEditReport.Files, _ paths: [String], _ console: Console) -> Bool {
    switch files {
    case .followed: return true
    case .left(let left):
      console.complain(
        "error: the commit is there, but \(left.map { escapedForDisplay($0) }.joined(separator: ", ")) changed meanwhile and was left as it is; git diff HEAD shows in what it differs from the commit"
      )
    case .failed(let error):
      let shown = paths.map { escapedForDisplay($0) }.joined(separator: " ")
      console.complain(
        "error: the commit is there, but the working tree could not follow: \(escapedLinesForDisplay("\(error)")); before anything else is committed: git restore --source HEAD --staged --worktree \(shown)"
      )
    }
    return false
  }

  private func tell(_ push: OrderEditReport.Push, _ branch: String, _ console: Console) -> ExitStatus {
    let branch = escapedForDisplay(branch)
    switch push {
    case .notAsked, .alreadyThere: return .ended(.done)
    case .pushed(let remote, let name):
      console.say("Pushed to \(escapedForDisplay(name)) of \(escapedForDisplay(remote)).")
      return .ended(.done)
    case .behind(let remote):
      console.complain(
        "error: the commit is here, but not pushed: \(escapedForDisplay(remote)) has commits that \(branch) does not have; run git pull --rebase, then git push"
      )
    case .refused(let remote, let why):
      console.complain(
        "error: the commit is here, but \(escapedForDisplay(remote)) refused it: \(escapedLinesForDisplay(why))\nIf the branch is protected, edit again with --branch NAME and open a pull request; to take the commit back: git reset --keep HEAD~1"
      )
    case .failed(let error):
      console.complain(
        "error: the commit is here, but not pushed: \(escapedLinesForDisplay("\(error)")); run git push when that is mended"
      )
    }
    return .ended(.incomplete)
  }
}
