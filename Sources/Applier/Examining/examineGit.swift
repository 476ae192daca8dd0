import Git
import Planner

extension FleetExaminer {
  /// Looks at the repository, the git program, and the remote that results and lock go to.
  mutating func examineGit(of fleet: Fleet?) async {
    guard let repository = workspace.repository else {
      note(
        .clone, .failure, "\(workspace.root) is not in a git repository",
        advice: "Run `git init`, or go to the fleet's repository: plans of files alone work, and apply does not.")
      return
    }
    let environment = workspace.runEnvironment.variables
    do throws(GitError) {
      let program = try await GitProgram.find(in: environment, log: workspace.log)
      note(.program, .ok, "git \(program.version), \(program.path)")
    } catch {
      note(.program, .failure, "\(error)")
      note(.remote, .unchecked, "that takes the git program")
      return
    }
    await examineClone(repository)
    let branch = await examineBranch(of: repository)
    await examineSigning(of: repository, fleet)
    await examineHost(of: repository, branch)
  }

  private mutating func examineHost(of repository: Repository, _ branch: ResultsBranch?) async {
    // A branch without an upstream will be pushed to the only remote, as a rule.
    var remote = branch?.remote?.name
    if remote == nil, let all = try? await repository.remotes(), all.count == 1 { remote = all[0] }
    let url: String?
    if let remote { url = try? await repository.configValue("remote.\(remote).url") } else { url = nil }
    let question = HostQuestion(
      variables: workspace.runEnvironment.variables, remoteURL: url ?? remote, branch: branch?.name,
      waitingBranch: workspace.folder.waitingBranch, purpose: request.purpose)
    note(await request.askHost(question))
  }

  private mutating func examineClone(_ repository: Repository) async {
    var problems: [Finding] = []
    if await repository.isShallow {
      problems.append(
        Finding(
          .clone, .warning, "its history is cut off at a depth: what an order was before cannot be looked up",
          advice: "Run `git fetch --unshallow`; in a CI job set fetch-depth: 0 (on GitLab GIT_DEPTH: \"0\")."))
    }
    if await isPartial(repository) {
      problems.append(
        Finding(
          .clone, .warning, "it leaves files with the remote until they are needed (git clone --filter)",
          advice: "Run `git fetch --refetch --no-filter`."))
    }
    if case .planAndApply = request.purpose {
      do throws(GitError) { try await repository.requireWritable() } catch {
        problems.append(
          Finding(.clone, .failure, "\(error)", advice: "Allow this user to write there, or free some disk space."))
      }
    }
    if problems.isEmpty { note(.clone, .ok, "\(workspace.root), with its whole history") } else { note(problems) }
  }

  private func isPartial(_ repository: Repository) async -> Bool {
    for remote in (try? await repository.remotes()) ?? [] {
      guard let value = try? await repository.configValue("remote.\(remote).promisor") else { continue }
      if value.lowercased() == "true" { return true }
    }
    return false
  }

  /// The branch that results go to; nil where nothing says which.
  private mutating func examineBranch(of repository: Repository) async -> ResultsBranch? {
    let branch: ResultsBranch
    do throws(ApplyFailure) {
      branch = try await ResultsBranch.choose(
        for: workspace.folder, named: nil, in: repository, ci: CIEnvironment(workspace.runEnvironment.variables),
        pushing: .toUpstream,
        environment: workspace.runEnvironment.variables, log: workspace.log)
    } catch {
      note(
        .branch, .failure, "\(error)",
        advice: "Check out the branch that results belong on, or name it with `botfleet apply --branch NAME`.")
      return nil
    }
    guard let remote = branch.remote else {
      note(
        .branch, .warning,
        "results stay on the branch \(branch.name) of this clone: it has no upstream, so that other machines see neither them nor the lock",
        advice: "Run `git push -u origin \(branch.name)`, with a remote that all who apply share.")
      return branch
    }
    if await examinePolicy(of: branch, repository) {
      note(.branch, .ok, "results go to \(branch.name) of \(remote.shownName)")
    }
    await examineRemote(remote, branch, repository)
    return branch
  }

  /// Whether apply would go on from here, by the only branch that the fleet or the environment wants to be applied.
  private mutating func examinePolicy(of branch: ResultsBranch, _ repository: Repository) async -> Bool {
    do throws(ApplyFailure) {
      try await workspace.requireBranch(branch.name, in: repository)
      return true
    } catch {
      guard case .otherBranch(let other) = error else { return true }
      let verdict: Finding.Verdict =
        switch request.purpose {
        case .planOnly: .warning
        case .planAndApply: .failure
        }
      note(
        .branch, verdict, "apply refuses this branch, \(branch.name): only \(other.meant) is applied (\(other.source))",
        advice: "Check out \(other.meant) to apply, or correct \(other.source). Plans work on every branch.")
      return false
    }
  }

  private mutating func examineRemote(_ remote: Remote, _ branch: ResultsBranch, _ repository: Repository) async {
    let patient = remote.within(.seconds(30))
    do throws(GitError) {
      let tip = try await patient.tip(of: branch.ref)
      note(.remote, .ok, "\(remote.shownName) can be read\(tip == nil ? "; it has no branch \(branch.name) yet" : "")")
    } catch {
      note(
        .remote, .failure, "\(error)",
        advice:
          "Check the address (`git remote -v`) and this account's access to it: `git ls-remote \(remote.shownName)` must work."
      )
      if case .planAndApply = request.purpose {
        note(.writing, .unchecked, "the remote cannot be read")
        note(.lock, .unchecked, "the remote cannot be read")
      }
      return
    }
    guard case .planAndApply = request.purpose else { return }
    note(
      await LockTrial(remote: patient, repository: repository, lock: workspace.folder.lockRef, now: request.now())
        .findings())
  }

  private mutating func examineSigning(of repository: Repository, _ fleet: Fleet?) async {
    guard case .planAndApply = request.purpose else { return }
    do throws(GitError) {
      let signer = try await Signer.find(
        for: repository, in: workspace.runEnvironment.variables, log: workspace.log)
      guard let signer else {
        note(.signing, .ok, "commits of results are not signed: commit.gpgsign is not set")
        return
      }
      let author = fleet?.settings.author ?? FleetSettings.Author()
      try await signer.test(
        as: Signature(name: author.name, email: author.email, time: Int64(request.now().seconds)))
      note(.signing, .ok, "commits of results are signed, as commit.gpgsign asks")
    } catch {
      note(
        .signing, .failure, "\(error)",
        advice:
          "Make the key available where apply runs, or unset commit.gpgsign there: see “Signed commits” in docs/operating.md."
      )
    }
  }
}
