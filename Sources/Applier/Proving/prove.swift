import Git
import Panel
import Planner

extension Workspace {
  /// Looks whether the panel has what a commit declares and records, and where it has, says so in a signed note on that commit.
  ///
  /// Changes nothing on the panel, and no branch. It takes no lock: what an apply does meanwhile shows as a difference, or comes later.
  public func prove(_ request: ProofRequest, _ access: PanelAccess) async throws(ProofFailure) -> Proof {
    let repository: Repository
    do throws(ApplyFailure) { repository = try requireRepository() } catch { throw .apply(error) }
    let signer: SSHSigner
    do throws(SigningFailure) {
      // Before the panel is asked: whoever cannot sign need not wait for it.
      signer = try await SSHSigner.find(for: repository, in: runEnvironment.variables, log: log)
    } catch { throw .signing(error) }
    let seen: Seen
    do throws(ApplyFailure) { seen = try await look(request, access, in: repository) } catch { throw .apply(error) }
    guard seen.judgement.isProven else { return seen.proof(nil) }
    let statement = seen.statement(by: request.tool)
    let envelope: SignedEnvelope
    let key: String
    do throws(SigningFailure) { (envelope, key) = try await sign(statement, by: signer) } catch {
      throw .signing(error)
    }
    let publisher = ProofPublisher(
      repository: repository, remote: seen.branch.remote, ref: folder.proofsRef, author: seen.author,
      pause: request.pause)
    let (note, place): (ObjectID, Proof.Place)
    do throws(GitError) {
      (note, place) = try await publisher.publish(envelope, about: seen.commit, "prove: \(statement.summary)\n")
    } catch { throw .apply(.git(error)) }
    return seen.proof(
      Proof.Written(statement: statement, key: key, note: note, ref: folder.proofsRef, place: place))
  }

  private func sign(
    _ statement: ProofStatement, by signer: SSHSigner
  ) async throws(SigningFailure) -> (SignedEnvelope, key: String) {
    let payload = statement.payload
    let signed = try await signer.sign(
      SignedEnvelope.signedBytes(of: payload, as: ProofStatement.payloadType), in: ProofStatement.namespace)
    let signature = SignedEnvelope.Signature(keyID: signed.fingerprint, bytes: signed.signature)
    return (
      SignedEnvelope(payloadType: ProofStatement.payloadType, payload: payload, signatures: [signature]),
      signed.fingerprint
    )
  }

  private func look(
    _ request: ProofRequest, _ access: PanelAccess, in repository: Repository
  ) async throws(ApplyFailure) -> Seen {
    let branch = try await ResultsBranch.choose(
      for: folder, named: request.branch, in: repository, ci: CIEnvironment(runEnvironment.variables),
      pushing: request.pushing, environment: runEnvironment.variables, log: log)
    let commit = try await subject(of: request, in: repository)
    let source = FleetSource.revision(String("\(commit)".prefix(7)))
    let reading = try await readFleet(at: commit, as: commit)
    let fleet = try requireFleet(of: reading, from: source)
    guard
      let tree = try await attempt({ () throws(GitError) in try await repository.folder(at: fleetPath, of: commit) })
    else { throw noFleet(in: source) }
    let panel = try await connect(to: fleet, access)
    let at = request.now()
    let background = try await background(of: fleet, at: commit, in: repository, now: at)
    let planned: PlannedFleet
    do throws(PanelFailure) {
      planned = try await planFleet(
        fleet, background, on: panel, asOf: at, now: request.now, isDayGiven: false, recreate: [], resume: [])
    } catch {
      throw told(error, by: [fleet])
    }
    let author = fleet.settings.author
    return Seen(
      branch: branch, commit: commit, tree: tree, folder: folder, fleet: fleet, at: at,
      judgement: judgeProof(by: planned.plan, for: planned.fleet, seenAs: planned.observation, asOf: at),
      // What the panel is, is worth a word, and no reason to prove nothing.
      series: (try? await panel.series())?.releases, diagnostics: reading.diagnostics,
      author: Signature(name: author.name, email: author.email, time: Int64(at.seconds)))
  }

  private func subject(
    of request: ProofRequest, in repository: Repository
  ) async throws(ApplyFailure) -> ObjectID {
    switch request.subject {
    case .revision(let text): return try await resolve(text)
    case .followedTip: return try await follow(request.branch, moving: false).tip
    case .head:
      let head = try await attempt { () throws(GitError) in try await repository.head() }
      guard let commit = head.commit else { throw .noCommit }
      return commit
    }
  }

  /// What git says of the fleet. Results that wait on a branch of their own do not count: a proof is about what this commit records.
  private func background(
    of fleet: Fleet, at commit: ObjectID, in repository: Repository, now: Instant
  ) async throws(ApplyFailure) -> Background {
    let trusted = try await trustedResults(beside: fleet)
    let evidence = try await attempt { () throws(GitError) in
      try await gatherEvidence(of: fleet, nil, at: commit, now: now, .unknown) { () throws(GitError) in }
    }
    let origins = Origins(
      repository: repository, branch: commit, planned: commit, settingsPath: "\(fleetPath)/fleet.yaml"
    ) {}
    return Background(trusted: trusted, waiting: nil, evidence: evidence, origins: origins)
  }
}

/// A look at the panel, held against a commit.
private struct Seen: Sendable {
  let branch: ResultsBranch
  let commit: ObjectID
  let tree: ObjectID
  let folder: FleetFolder
  let fleet: Fleet
  /// When the panel began to be read.
  let at: Instant
  let judgement: ProofJudgement
  let series: String?
  let diagnostics: [Diagnostic]
  let author: Signature

  func proof(_ written: Proof.Written?) -> Proof {
    Proof(commit: commit, tree: tree, judgement: judgement, diagnostics: diagnostics, written: written)
  }

  func statement(by tool: String) -> ProofStatement {
    ProofStatement(
      fleet: fleet.settings.name, folder: folder, commit: "\(commit)", tree: "\(tree)", panel: judgement.plan.panel,
      series: series, at: at, live: judgement.live.digest, counts: judgement.counts, exceptions: judgement.exceptions,
      tool: tool)
  }
}

extension ProofStatement {
  /// `12 servers as declared at 4f2c1ab93d5e`.
  fileprivate var summary: String { "\(counted(counts.servers, "server")) as declared at \(commit.prefix(12))" }
}
