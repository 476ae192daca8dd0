import Applier
import ArgumentParser
import FoundationEssentials
import Git
import History
import Planner
import Release
import Reports

/// `botfleet prove`
struct ProveCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Prove that the panel has what a commit declares, in a signed note on that commit.",
    usage: "botfleet prove [<options>]",
    discussion: """
      Reads the whole panel, as plan does. Where it has exactly what the commit declares and records, prove writes a statement of that as \
      a git note (refs/notes/botfleet/proofs; of a fleet in another folder than fleet, refs/notes/botfleet/proofs-NAME), signs it with \
      the ssh key that git signs with, and pushes it where apply pushes results. Where something differs, it lists it order by order and \
      writes nothing. It changes nothing on the panel, and no branch.

      With --verify it checks the proof of a commit, from git alone: that it is about this commit and its tree, that a trusted key signed \
      it, and that what the commit records comes to the digest in it. Whom to trust comes from --signers, an allowed-signers file as \
      ssh-keygen(1) describes it; without it from the file allowed_signers that the commit has.

      Exit codes: 0 proven, 1 something differs or is wrong, 3 proven, but the proof could not be pushed, 5 something could not be looked at.

      Example:
        botfleet prove
        botfleet prove --follow
        botfleet prove --verify v1.4.0 --signers ~/allowed_signers
      """)

  @OptionGroup var shared: SharedOptions

  @Option(help: ArgumentHelp("The commit to prove. (default: HEAD)", valueName: "rev"))
  var revision: String?

  @Flag(help: "Prove the tip that the branch has at its remote.")
  var follow = false

  @Option(help: ArgumentHelp("The branch that is followed, and whose remote gets the proof.", valueName: "name"))
  var branch: String?

  @Flag(help: "Keep the proof in this clone.")
  var noPush = false

  @Option(help: ArgumentHelp("Check the proof of this commit, from git alone.", valueName: "rev"))
  var verify: String?

  @Option(
    help: ArgumentHelp("With --verify: whose signatures count, an allowed-signers file.", valueName: "file"),
    completion: .file())
  var signers: String?

  @Option(help: "The output format.")
  var format = OutputFormat.text

  func validate() throws {
    if verify == nil, signers != nil {
      throw ValidationError("--signers says whose proofs count; give it with --verify")
    }
    if verify != nil, revision != nil || follow || branch != nil || noPush {
      throw ValidationError("--verify only reads git; combine it with --signers and --format alone")
    }
    if follow, revision != nil {
      throw ValidationError("--follow and --revision both say what to prove; give only one of them")
    }
    if follow, noPush {
      throw ValidationError("--follow asks the remote that --no-push leaves alone; give only one of them")
    }
  }

  func run(in invocation: Invocation) async throws -> ExitStatus {
    let console = shared.console(of: invocation)
    if let verify { return try await check(verify, invocation, console) }
    let workspace = try await shared.openWorkspace(for: invocation)
    let subject: ProofRequest.Subject = follow ? .followedTip : revision.map { .revision($0) } ?? .head
    let request = ProofRequest(
      subject, branch: branch, pushing: noPush ? .never : .toUpstream, tool: "botfleet \(ProgramVersion.number)",
      now: { .now }, pause: jitteredPause)
    let proof: Proof
    do throws(ProofFailure) {
      proof = try await console.whileReading { notice throws(ProofFailure) in
        try await workspace.prove(request, shared.panelAccess(for: invocation, telling: notice))
      }
    } catch {
      return end(with: error, console)
    }
    show(proof, console)
    return .ended(proof.meaning)
  }

  private func end(with failure: ProofFailure, _ console: Console) -> ExitStatus {
    switch failure {
    case .apply(let failure):
      console.report(failure)
      return .ended(failure.meaning)
    case .signing(let failure):
      console.complain("error: \(escapedLinesForDisplay("\(failure)"))")
      return .ended(.faulty)
    }
  }

  private func show(_ proof: Proof, _ console: Console) {
    console.show(proof.diagnostics)
    switch format {
    case .text:
      console.answer(proofText(proof.judgement, of: "\(proof.commit)", style: console.style(on: .answer)))
    case .json:
      let kept = proof.written.map {
        KeptProof(
          statement: $0.statement, note: "\($0.note)", ref: $0.ref, key: $0.key, isPushed: $0.place.isAtRemote)
      }
      console.answer(proofJSON(proof.judgement, commit: "\(proof.commit)", tree: "\(proof.tree)", kept: kept))
    }
    if let written = proof.written { console.say(words(for: written)) }
  }

  private func words(for proof: Proof.Written) -> String {
    let what = "The proof is the note \(String("\(proof.note)".prefix(12))) of \(proof.ref), signed by \(proof.key)"
    switch proof.place {
    case .pushed(let remote): return "\(what), and at \(remote)."
    case .local: return "\(what), in this clone."
    case .refused(let remote, let why):
      return "\(what), in this clone alone: \(remote) did not accept it: \(escapedLinesForDisplay(why))"
    case .unpushed(let error):
      return "\(what), in this clone alone: \(escapedLinesForDisplay("\(error)")). The next proof is pushed with it."
    }
  }

  private func check(_ revision: String, _ invocation: Invocation, _ console: Console) async throws -> ExitStatus {
    let workspace = try await shared.openWorkspace(for: invocation)
    guard let repository = workspace.repository else {
      throw ended("error: \(escapedForDisplay(workspace.root)) is in no git repository; name one with --repo", console)
    }
    if let signers, !FileManager.default.isReadableFile(atPath: invocation.path(signers)) {
      throw ended("error: there is no file \(escapedForDisplay(signers)) that could be read", console)
    }
    let report = try await console.looking { () throws(HistoryFailure) in
      let (program, commit): (GitProgram, ObjectID)
      do throws(GitError) {
        let keyless = invocation.environment.filter { !EnvironmentVariable.secrets.contains($0.key) }
        program = try await GitProgram.find(in: keyless, log: console.logger)
        commit = try await repository.resolve(revision)
      } catch { throw .git(error) }
      let history = FleetHistory(of: workspace.folder, in: repository, through: program, upTo: commit)
      return try await history.verifyProof(
        of: commit, signers: signers.map { invocation.path($0) },
        signatures: SignatureCheck(for: repository, through: program))
    }
    switch format {
    case .text: console.answer(proofReportText(report, of: workspace.folder, style: console.style(on: .answer)))
    case .json: console.answer(proofReportJSON(report, of: workspace.folder))
    }
    return .ended(report.findings.isEmpty ? report.unchecked.isEmpty ? .done : .unreachable : .faulty)
  }
}
