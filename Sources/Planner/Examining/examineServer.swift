import EggRules

/// Looks for what keeps an order's server from running, as far as the Application API shows it.
///
/// - Parameters:
///   - server: the one with the order's external id; nil where the panel has none.
///   - egg: the one that the fleet names, where the panel has it.
///   - now: by the machine's clock.
public func examineServer(
  _ server: ObservedServer?, of id: OrderID, in fleet: Fleet, egg: OfferedEgg?, now: Instant
) -> [Finding] {
  guard let server else {
    return [
      Finding(
        .server, .failure, "the panel has no server with the external id \(id)",
        advice: "Run `botfleet plan --order \(id)`: it says whether one will be created, or what the order waits for.")
    ]
  }
  let found = Finding.ok(.server, "server \(server.id) (\(server.identifier)) on node \(server.node)")
  let installation = examineInstallation(of: server, id, fleet, now)
  guard let order = fleet.order(id) else { return [found, installation] }
  let desired = fleet.effectiveCatalog.resolve(order)
  return [found, installation, examineImage(of: server, desired, egg), examineStartup(of: server, desired)]
}

private func examineInstallation(
  of server: ObservedServer, _ id: OrderID, _ fleet: Fleet, _ now: Instant
) -> Finding {
  let startingFailure = "server created but not starting: "
  switch server.status {
  case .ready: return .ok(.installation, "done")
  case .reinstallFailed:
    return Finding(
      .installation, .warning, "its last reinstallation failed; the bot can be started all the same",
      advice: "Read its install log on the panel, correct the cause, and reinstall it there.")
  case .installFailed:
    return Finding(
      .installation, .failure, startingFailure + "its installation failed",
      advice: FailureKind.installFailed.advice.capitalizedSentence)
  case .installing:
    let minutes = max(0, now.seconds - server.createdAt.seconds) / 60
    let isLate = now.seconds - server.createdAt.seconds > fleet.settings.policy.installWithinSeconds
    return Finding(
      .installation, isLate ? .failure : .warning,
      startingFailure + "it is still being installed, \(counted(minutes, "minute")) after it was created",
      advice: isLate
        ? "Look at its install log on the panel, and at the node's daemon: an installation whose end is never reported does not end by itself. See “A stuck installation” in docs/operating.md."
        : "Wait until it is installed, and look again.")
  case .suspended:
    return Finding(
      .installation, .warning, startingFailure + "it is suspended",
      advice: "Run `botfleet plan --order \(id)`: it says whether the order wants that.")
  case .restoringBackup:
    return Finding(
      .installation, .warning, startingFailure + "a backup of it is being restored",
      advice: "Wait until that is done, and look again.")
  case .unfamiliar(let word):
    return Finding(
      .installation, .warning, "its status on the panel is \(word), which botfleet does not know",
      advice: "Look at the server on the panel. A later botfleet may know this status.")
  }
}

/// An image that somebody else chose is shown to nobody.
private func examineImage(of server: ObservedServer, _ desired: Desired, _ egg: OfferedEgg?) -> Finding {
  let image = server.spec.startup.image
  let offered = egg.map { $0.id == server.spec.startup.egg ? $0.images.map(\.image) : [] } ?? []
  if offered.contains(image) { return .ok(.serverImage, "\(image), which the egg offers") }
  if case .byFleet(let wanted) = desired.image, wanted == image {
    return .ok(.serverImage, "\(image), as the fleet has it")
  }
  return Finding(
    .serverImage, .warning, "its image is neither the fleet's nor one that the egg offers",
    advice: "Make sure that the node can pull it, or choose another on the server's page (Startup, Docker Image).")
}

private func examineStartup(of server: ObservedServer, _ desired: Desired) -> Finding {
  if trimmed(server.spec.startup.command) == desired.command { return .ok(.serverStartup, "the fleet's command") }
  return Finding(
    .serverStartup, .warning, "its startup command is not the fleet's",
    advice: "Run `botfleet plan`: it shows what differs, and apply puts it back.")
}

/// Looks for what keeps a server from running, as far as its owner's page shows it.
///
/// - Parameter egg: the server's egg, where it was read.
public func examinePower(_ condition: ServerCondition, egg: OfferedEgg?) -> Finding {
  let startingFailure = "server created but not starting: "
  if condition.isMoving {
    return Finding(
      .power, .warning, startingFailure + "it is being moved to another node", advice: "Wait until that is done.")
  }
  if condition.isNodeInMaintenance {
    return Finding(
      .power, .warning, startingFailure + "its node is in maintenance",
      advice: "End the node's maintenance (Admin > Nodes > Settings).")
  }
  switch condition.power {
  case .running?: return .ok(.power, "running for \(lasting(condition.uptimeSeconds))")
  case .stopping?: return Finding(.power, .warning, "it is being stopped", advice: "Look again in a minute.")
  case .starting?: return examineStarting(condition, egg)
  case .offline?:
    return Finding(
      .power, .failure, startingFailure + "it is offline",
      advice:
        "Start it on its page on the panel and read the console: a bot that ends at once has no valid token as a rule, or its files are missing. Nobody starts a new server but its owner."
    )
  case nil:
    return Finding(
      .power, .unknown, "the panel does not say while the server is in its present state",
      advice: "See the installation above.")
  case .unfamiliar(let word)?:
    return Finding(
      .power, .warning, "its power state is \(word), which botfleet does not know",
      advice: "Look at the server's page on the panel.")
  }
}

private func examineStarting(_ condition: ServerCondition, _ egg: OfferedEgg?) -> Finding {
  let time = lasting(condition.uptimeSeconds)
  // Bots take seconds, and those with much to build some minutes.
  guard condition.uptimeSeconds >= 300 else {
    return Finding(.power, .warning, "it has been starting for \(time)", advice: "Look again in a few minutes.")
  }
  let texts = egg?.doneTexts ?? []
  let advice =
    texts.isEmpty
    ? "Give the egg a `done` text (Admin > Nests, Start Configuration): without one, no server of it is ever running."
    : "Compare what the bot prints with the egg's `done` text, \(texts.map { "“\($0)”" }.joined(separator: " or ")): the server is running once it prints that."
  return Finding(.power, .failure, "server created but not starting: it has been starting for \(time)", advice: advice)
}

private func lasting(_ seconds: Int) -> String {
  switch seconds {
  case ..<120: counted(seconds, "second")
  case ..<7200: counted(seconds / 60, "minute")
  case ..<172_800: counted(seconds / 3600, "hour")
  default: counted(seconds / 86_400, "day")
  }
}

extension String {
  /// A clause as a sentence.
  fileprivate var capitalizedSentence: String { prefix(1).uppercased() + dropFirst() + "." }
}
