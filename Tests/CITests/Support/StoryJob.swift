import CommandFixtures
import ForgeStandIn
import Foundation
import PanelProcess
import RepositoryFixtures
import Testing

/// A job of a run: a checkout and an environment as a runner gives them, from the moment when the run was started.
final class StoryJob: Sendable {
  /// What is checked out.
  let checkout: TemporaryRepository
  /// Where the runner's files are.
  let folder: String
  /// What the runner sets, tokens and keys included.
  let environment: [String: String]
  private let secrets: [String]

  fileprivate init(
    _ checkout: TemporaryRepository, _ folder: String, _ environment: [String: String], secrets: [String]
  ) {
    (self.checkout, self.folder, self.environment, self.secrets) = (checkout, folder, environment, secrets)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Runs `botfleet` in this process, in time that goes by faster.
  func botfleet(
    _ arguments: [String], environment changes: [String: String] = [:], speed: Double = 20,
    at location: SourceLocation = #_sourceLocation
  ) async throws -> Ended {
    let running = try start(arguments, environment: changes, speed: speed)
    let ended = await running.end()
    for secret in secrets {
      #expect(
        !ended.answer.contains(secret) && !ended.people.contains(secret), "a secret was told by \(arguments)",
        sourceLocation: location)
    }
    return ended
  }

  /// Starts it, and lets it run.
  func start(
    _ arguments: [String], environment changes: [String: String] = [:], speed: Double = 20
  ) throws -> RunningCommand {
    try RunningCommand(
      arguments + ["--clock-speed", "\(speed)"], in: checkout.path,
      environment: environment.merging(changes) { $1 }.filter { !$0.value.isEmpty })
  }

  /// Starts it as a process of its own, in real time, for what only a process has: signals.
  func startProcess(_ arguments: [String]) throws -> RunningProgram {
    try RunningProgram(
      builtProgram("botfleet"), arguments, in: checkout.path, environment: environment.filter { !$0.value.isEmpty })
  }

  /// The outputs that it left for later steps, by name; several lines are joined by a line feed.
  var outputs: [String: String] {
    let text = (try? String(contentsOfFile: "\(folder)/output", encoding: .utf8)) ?? ""
    var (outputs, open): ([String: String], (name: String, end: String, lines: [String])?) = ([:], nil)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let now = open {
        if line == now.end {
          outputs[now.name] = now.lines.joined(separator: "\n")
          open = nil
        } else {
          open?.lines.append(line)
        }
      } else if let start = line.firstRange(of: "<<"), !line[..<start.lowerBound].contains("=") {
        open = (String(line[..<start.lowerBound]), String(line[start.upperBound...]), [])
      } else if let sign = line.firstIndex(of: "=") {
        outputs[String(line[..<sign])] = String(line[line.index(after: sign)...])
      }
    }
    return outputs
  }

  /// The page that it left for the job's summary.
  var summary: String { (try? String(contentsOfFile: "\(folder)/summary.md", encoding: .utf8)) ?? "" }
}

extension ForgeStory {
  /// Whose run it is.
  enum Trust { case own, fork }

  /// Begins a job: what happens at the forge from now on is news to it.
  ///
  /// - Parameter earlier: a job in whose folder it runs, as on a runner that keeps its folders.
  func job(for event: ForgeEvent, _ trust: Trust = .own, in earlier: StoryJob? = nil) throws -> StoryJob {
    let folder = FileManager.default.temporaryDirectory.path + "/job-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let job = try forge.job(for: event, on: runner, in: folder)
    let checkout = try checkOut(job, in: earlier?.checkout)
    let secrets = trust == .own ? ["PTERODACTYL_API_KEY": key] : [:]
    let environment = checkout.environment.merging(["PTERODACTYL_PANEL_URL": panel.url]) { $1 }
      .merging(job.environment) { $1 }.merging(tokens(trust)) { $1 }.merging(secrets) { $1 }
    // The token is a word of every page; only the key is looked for.
    return StoryJob(checkout, folder, environment, secrets: [key])
  }

  /// As the checkout of a workflow with its whole history leaves it: on the branch, or with a detached `HEAD`.
  private func checkOut(_ job: ForgeJob, in kept: TemporaryRepository?) throws -> TemporaryRepository {
    let clone = try kept ?? TemporaryRepository()
    let repository = try #require(forge.repository)
    let address = repository.url(for: "ci", "token")
    if kept == nil {
      try clone.git("config", "http.sslCAInfo", repository.web.trust["GIT_SSL_CAINFO"] ?? "")
      try clone.git("remote", "add", "origin", address)
    }
    // GitLab's runner has a token for every repository of its server.
    let server = { (url: String) in url.split(separator: "/").prefix(2).joined(separator: "//") + "/" }
    if runner == .gitLab {
      try clone.git("config", "url.\(server(address)).insteadOf", server(repository.web.url))
    }
    try clone.git("fetch", "-q", "origin", "+refs/heads/*:refs/remotes/origin/*", "+\(job.ref):refs/remotes/run")
    let branch = job.ref.hasPrefix("refs/heads/") ? String(job.ref.dropFirst("refs/heads/".count)) : nil
    if let branch, runner != .gitLab, !branch.contains("queue") {
      try clone.git("checkout", "-q", "-B", branch, "refs/remotes/origin/\(branch)")
    } else {
      try clone.git("checkout", "-q", "--detach", job.commit)
    }
    try clone.git("update-ref", "-d", "refs/remotes/run")
    return clone
  }

  /// A fork's run has tokens that only read.
  private func tokens(_ trust: Trust) -> [String: String] {
    let token = trust == .own ? "token" : "fork"
    switch runner {
    case .gitHub: return ["GITHUB_TOKEN": token]
    case .forgejo: return ["GITHUB_TOKEN": token, "FORGEJO_TOKEN": token]
    case .gitea: return ["GITHUB_TOKEN": token, "GITEA_TOKEN": token]
    case .gitLab: return ["CI_JOB_TOKEN": "job", "GITLAB_TOKEN": trust == .own ? "token" : ""]
    }
  }

  /// Plans a pull request as it is now.
  @discardableResult
  func runPlan(
    _ number: Int, _ arguments: String..., expecting status: Int32 = 0, at location: SourceLocation = #_sourceLocation
  ) async throws -> Ended {
    let ended = try await job(for: .pullRequest(number)).botfleet(["ci", "plan"] + arguments, at: location)
    #expect(ended.status == status, "\(ended.answer)\n\(ended.people)", sourceLocation: location)
    return ended
  }

  /// Applies the branch as it is now.
  @discardableResult
  func runApply(
    _ arguments: String..., expecting status: Int32 = 0, at location: SourceLocation = #_sourceLocation
  ) async throws -> Ended {
    let ended = try await job(for: .push(branch: "main")).botfleet(["ci", "apply"] + arguments, at: location)
    #expect(ended.status == status, "\(ended.answer)\n\(ended.people)", sourceLocation: location)
    return ended
  }

  /// Looks for drift.
  @discardableResult
  func runDrift(
    _ arguments: String..., expecting status: Int32 = 0, at location: SourceLocation = #_sourceLocation
  ) async throws -> Ended {
    let ended = try await job(for: .schedule(branch: "main")).botfleet(["ci", "drift"] + arguments, at: location)
    #expect(ended.status == status, "\(ended.answer)\n\(ended.people)", sourceLocation: location)
    return ended
  }
}
