public import Applier
import Forges
import Logging
public import Planner

/// Asks the forge that hosts a repository about its token, and about the branch that results go to. Sends only questions.
///
/// No plan and no apply needs the answers, so that what cannot be asked is unknown and no failure.
///
/// - Parameter file: the bytes of a file by its path, for the event of a run; nil where it cannot be read.
public func examineForge(
  _ question: HostQuestion, _ access: ForgeAccess, reading file: (String) -> [UInt8]?
) async -> [Finding] {
  let found: FoundPlace?
  do throws(PipelineFailure) { found = try findPlace(question, reading: file) } catch {
    return [unknownProtection("\(error)", question, advice: "Run `botfleet doctor` in a job that works.")]
  }
  guard let found else { return [unknownForge(question)] }
  let variables = question.variables.filter { found.tokens.contains($0.key) }
  let title = "\(found.place.kind.title) (\(found.place.api))"
  guard let token = PipelineToken(for: found.place.kind, in: variables) else {
    return [
      unknownProtection(
        "\(title) was not asked: the environment has no token for it", question,
        advice: "Set \(found.tokens.joined(separator: " or ")) to a token that may read the repository.")
    ]
  }
  let pipeline = Pipeline(place: found.place, event: .other("doctor"))
  let client: any ForgeClient
  do throws(ForgeFailure) {
    guard let connected = try connectPipeline(pipeline, variables, access) else { return [] }
    client = connected
  } catch {
    return [unknownProtection("\(title) was not asked: \(error)", question)]
  }
  return await withinPatience(access) { await examine(client, title, token, question) }
    ?? [
      Finding(
        .forge, .unknown, "\(title) gave no answer within \(patience.components.seconds) seconds",
        advice: "Look again later: plan and apply do not need it."),
      unknownProtection("\(client.kind.title) did not say how it protects the branch", question),
    ]
}

/// A client waits minutes for a forge that fails; whoever looks on does not.
private let patience = Duration.seconds(20)

private func withinPatience(
  _ access: ForgeAccess, _ ask: @escaping @Sendable () async -> [Finding]
) async -> [Finding]? {
  await withTaskGroup(of: [Finding]?.self) { group in
    group.addTask { await ask() }
    group.addTask {
      try? await access.time.sleep(patience)
      return nil
    }
    let first = await group.next() ?? nil
    group.cancelAll()
    return first
  }
}

private func examine(
  _ client: any ForgeClient, _ title: String, _ token: PipelineToken, _ question: HostQuestion
) async -> [Finding] {
  guard let branch = question.branch else {
    return [await examineToken(token, client), unknownProtection("nothing says which branch results go to", question)]
  }
  let protection: BranchProtection
  do throws(ForgeFailure) { protection = try await client.protection(of: branch) } catch {
    switch error {
    case .unauthorized where token.canWrite: return [rejected(token, client)]
    case .noAnswer, .failing, .limited:
      return [
        Finding(.forge, .unknown, "\(title): \(error)", advice: "Look again later: plan and apply do not need it."),
        unknownProtection("\(client.kind.title) did not say how it protects \(branch)", question),
      ]
    default:
      return [
        await examineToken(token, client),
        unknownProtection(
          "\(client.kind.title) did not say how it protects \(branch): \(error)", question,
          advice: "The token needs \(ForgePermission.readRepository.grant(on: client.kind))."),
      ]
    }
  }
  return [
    Finding(.forge, .ok, "\(title) answers"), await examineToken(token, client),
    judge(protection, of: branch, at: client.kind, question),
  ]
}

private func rejected(_ token: PipelineToken, _ client: any ForgeClient) -> Finding {
  Finding(
    .forgeToken, .warning, "\(client.kind.title) does not accept the token in \(token.variable)",
    advice:
      "Put a new one there: until then nothing is written on \(client.kind.pullRequestTitle)s, and nothing can be asked."
  )
}

/// Whom the token is of. What it may write is not tried.
private func examineToken(_ token: PipelineToken, _ client: any ForgeClient) async -> Finding {
  guard token.canWrite else {
    return Finding(
      .forgeToken, .warning, "\(token.variable) only reads: comments, statuses and issues are not written with it",
      advice: "Set BOTFLEET_FORGE_TOKEN: \(ForgePermission.comment.grant(on: client.kind)).")
  }
  do throws(ForgeFailure) {
    switch try await client.identity() {
    case .user(let id): return Finding(.forgeToken, .ok, "\(token.variable) is a token of user \(id)")
    case .automation:
      return Finding(.forgeToken, .ok, "\(token.variable) is a job's own; the workflow says what it may")
    }
  } catch .unauthorized {
    return rejected(token, client)
  } catch {
    return Finding(.forgeToken, .unknown, "\(client.kind.title) did not say whose token \(token.variable) is: \(error)")
  }
}

private func unknownForge(_ question: HostQuestion) -> Finding {
  let remote = question.remoteURL.flatMap(RemoteAddress.init).map { "which forge \($0.host) is" }
  return unknownProtection(
    remote.map { "nothing says \($0)" } ?? "only the host of the repository knows which branches it protects", question,
    advice: remote == nil ? nil : "Run `botfleet doctor` in a CI job: its environment says which forge it is.")
}

private func unknownProtection(_ why: String, _ question: HostQuestion, advice: String? = nil) -> Finding {
  Finding(
    .protection, .unknown, why,
    advice: [advice, "If the branch refuses results, they wait on \(question.waitingBranch): \(waitingPage)."]
      .compactMap { $0 }.joined(separator: " "))
}

let waitingPage = "see “Results that could not be pushed” in docs/operating.md"
