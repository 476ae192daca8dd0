public import Applier
import FoundationEssentials
import Git
import Mirror
import Planner

/// One line of `--check`.
public struct CheckLine: Sendable, Hashable, CustomStringConvertible {
  public enum Verdict: String, Sendable, Hashable { case ok, warning, failure }

  public let verdict: Verdict
  public let what: String
  /// What to do; nil where nothing is to be done.
  public let advice: String?

  public init(_ verdict: Verdict, _ what: String, advice: String? = nil) {
    (self.verdict, self.what, self.advice) = (verdict, what, advice)
  }

  /// `failure  the remote …: do this`
  public var description: String {
    let word = verdict.rawValue + String(repeating: " ", count: 8 - verdict.rawValue.count)
    return "\(word) \(what)\(advice.map { ": \($0)" } ?? "")"
  }
}

/// Looks at everything that a server needs before it runs: variables, state folder, remote, fleet and `service.yaml`. Changes nothing
/// but a clone in a temporary folder.
///
/// - Parameter temporary: a folder that exists, for the clone; it is empty afterwards.
public func checkServer(_ setup: ServerSetup, temporary: String) async -> [CheckLine] {
  var lines = [CheckLine(.ok, "the machine's file has no errors")]
  lines += checkVariables(setup)
  lines += checkFiles(setup)
  lines += checkListeners(setup)
  lines += await checkMirror(setup)
  lines += await checkRemote(setup, in: temporary + "/check-\(setup.process).git")
  return lines
}

/// What the lines mean for an exit status: nothing is wrong, or something is.
public func meaning(of lines: [CheckLine]) -> RunEnd { lines.contains { $0.verdict == .failure } ? .faulty : .done }

private func checkVariables(_ setup: ServerSetup) -> [CheckLine] {
  var lines: [CheckLine] = []
  do {
    let secrets = try ServerSecrets(of: setup.configuration, in: setup.environment)
    _ = try secrets.keys(of: setup.configuration)
    lines.append(CheckLine(.ok, "\(setup.configuration.variables.count) variables that it names are set"))
  } catch {
    lines += error.description.split(separator: "\n").map {
      CheckLine(.failure, String($0), advice: "set it where the service is started")
    }
  }
  if setup.environment[EnvironmentVariable.apiKey.rawValue, default: ""].isEmpty {
    lines.append(
      CheckLine(.failure, "\(EnvironmentVariable.apiKey.rawValue) is not set", advice: "it is the panel's key"))
  }
  let configuration = setup.configuration
  if configuration.shop.hooks.isEmpty, configuration.shop.database == nil {
    lines.append(
      CheckLine(
        .warning, "no shop is named, so that orders come from administrators alone",
        advice: "write `shop: { hook: { secretFrom: NAME } }`"))
  }
  if configuration.admins.isEmpty {
    lines.append(
      CheckLine(
        .warning, "nobody may see /status or decide about deliveries",
        advice: "write `admins: { NAME: { tokenFrom: … } }`"))
  }
  return lines + checkSignIn(setup.configuration)
}

private func checkSignIn(_ configuration: ServerConfiguration) -> [CheckLine] {
  guard let signIn = configuration.signIn else { return [] }
  var lines: [CheckLine] = []
  if configuration.publicURL == nil {
    lines.append(
      CheckLine(
        .warning, "people sign in, and nobody said where they reach the server",
        advice: "write `publicURL: https://…` as the browser shows it"))
  }
  if signIn.supabase != nil, signIn.key == nil {
    lines.append(
      CheckLine(
        .warning, "nobody is mailed a link", advice: "name the project's publishable key: `signIn: { keyFrom: NAME }`"))
  }
  if signIn.supabase == nil, signIn.links == nil {
    lines.append(
      CheckLine(.warning, "nobody can sign in", advice: "give `signIn` a `supabase`, or `linksFrom`"))
  }
  return lines
}

private func checkFiles(_ setup: ServerSetup) -> [CheckLine] {
  var lines: [CheckLine] = []
  do {
    _ = try StateFolder(setup.path(setup.configuration.state))
    lines.append(CheckLine(.ok, "the state folder can be used"))
  } catch {
    if case .inUse = error {
      lines.append(CheckLine(.warning, "a botfleet-server works with the state folder now"))
    } else {
      lines.append(CheckLine(.failure, error.description, advice: "give the service's user a folder that it may write"))
    }
  }
  return lines
}

private func checkListeners(_ setup: ServerSetup) -> [CheckLine] {
  guard let metrics = setup.configuration.metrics, !metrics.isLoopback else { return [] }
  return [
    CheckLine(
      .warning, "metrics on \(metrics) can be read from elsewhere", advice: "let a firewall see to who reads them")
  ]
}

private func checkMirror(_ setup: ServerSetup) async -> [CheckLine] {
  // Variables that are missing are told elsewhere.
  guard let secrets = try? ServerSecrets(of: setup.configuration, in: setup.environment) else { return [] }
  do throws(ServerFailure) {
    guard let client = try connectDatabase(setup.configuration.mirror, secrets) else { return [] }
    do throws(MirrorFailure) {
      return [CheckLine(.ok, "the mirror's database has its tables: \(try await examineTables(in: client))")]
    } catch {
      return [CheckLine(.failure, "the mirror: \(error)", advice: error.advice)]
    }
  } catch {
    return [CheckLine(.failure, error.description, advice: "see `mirror.urlFrom`")]
  }
}

private func checkRemote(_ setup: ServerSetup, in clone: String) async -> [CheckLine] {
  defer { try? FileManager.default.removeItem(atPath: clone) }
  let branch = setup.configuration.repository.branch
  do {
    guard let tip = try await setup.follow(in: try await setup.openClone(clone)) else {
      return [CheckLine(.failure, "the remote has no branch \(branch)", advice: "correct `repository.branch`")]
    }
    var lines = [CheckLine(.ok, "the remote has \(branch) at \(tip.description.prefix(12))")]
    lines += await checkFleet(try await setup.workspace(in: clone), at: tip.description, setup.configuration)
    return lines
  } catch {
    return [CheckLine(.failure, "the remote cannot be read: \(error)", advice: "see `repository.remote`")]
  }
}

private func checkFleet(
  _ workspace: Workspace, at revision: String, _ configuration: ServerConfiguration
) async -> [CheckLine] {
  let fleet = configuration.repository.fleet
  do {
    let reading = try await workspace.readFleet(from: .revision(revision))
    var lines = reading.diagnostics.filter { $0.severity == .error }.prefix(20).map {
      CheckLine(.failure, $0.line, advice: "run `botfleet validate`")
    }
    if let found = reading.fleet {
      lines.append(CheckLine(.ok, "the fleet in \(fleet) has \(found.orders.count) orders"))
    }
    switch try await workspace.readServiceSettings(at: revision) {
    case nil:
      lines.append(
        CheckLine(.warning, "\(fleet)/service.yaml is not there, so that no part runs", advice: "write `reconcile: {}`")
      )
    case .sound(let settings):
      lines.append(CheckLine(.ok, "service.yaml: \(settings.words)"))
      if settings.health != nil, workspace.runEnvironment.clientKey == nil {
        lines.append(
          CheckLine(
            .failure, "\(EnvironmentVariable.clientKey.rawValue) is not set, so that no bot is watched",
            advice: "it is an account key of an administrator of the panel"))
      }
      if settings.mirror != nil, configuration.mirror == nil {
        lines.append(
          CheckLine(
            .failure, "service.yaml wants a mirror, and no database is named for it",
            advice: "write `mirror: { urlFrom: NAME }` into the machine's file"))
      }
    case .faulty: break
    }
    return lines
  } catch {
    return [CheckLine(.failure, "the fleet cannot be read: \(error)", advice: "see `repository.fleet`")]
  }
}

extension ServiceSettings {
  /// Which parts run.
  fileprivate var words: String {
    let parts = [
      intake.map { "intake (\($0.commit.rawValue), sweep every \($0.sweepSeconds) s)" },
      reconcile.map { "reconcile (every \($0.everySeconds) s, everything every \($0.sweepSeconds) s)" },
      mirror.map { _ in "mirror" }, health.map { "health (restart: \($0.restart.rawValue))" },
      notify.isEmpty ? nil : "notify (\(notify.count))",
    ].compactMap(\.self)
    return parts.isEmpty ? "no part runs" : parts.joined(separator: ", ")
  }
}
