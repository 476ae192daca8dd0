/// An installation that a daemon has under way.
struct Installation: Sendable {
  /// Counts the installations of a server: only the latest one's end is reported.
  var number: Int
  var kind: Kind
  /// Whether the server is started once it is installed.
  var startsAfterwards: Bool

  enum Kind: Sendable {
    case first, again
  }
}

extension PanelState {
  /// The daemon begins to install a server; how it will end is decided now.
  mutating func beginInstallation(of server: Server, _ kind: Installation.Kind, startsAfterwards: Bool = false) {
    let number = (installations[server.id]?.number ?? 0) + 1
    installations[server.id] = Installation(number: number, kind: kind, startsAfterwards: startsAfterwards)
    let ending = daemon(ofNode: server.node).install
    guard ending != .hold else { return }
    let end = ScheduledEvent.installationEnds(server: server.id, number: number, successfully: ending == .success)
    agenda.add(end, due: now + installDelay)
  }

  /// The daemon reports the end of an installation. A suspension meanwhile stays (scenario 29).
  mutating func endInstallation(of id: Int, successfully: Bool) {
    guard var server = servers[id], let installation = installations[id] else { return }
    installations[id]?.number += 1
    guard server.status != .suspended else { return }
    server.status = successfully ? nil : installation.kind == .first ? .installFailed : .reinstallFailed
    save(server)
    if successfully, installation.startsAfterwards { receive(.start, id) }
  }

  /// Lets everything happen that is due by then, in order, and sets the time.
  mutating func advance(to moment: Moment) {
    while let (due, happening) = agenda.takeNext(by: moment) {
      now = due
      perform(happening)
    }
    now = moment
  }

  private mutating func perform(_ happening: ScheduledEvent) {
    switch happening {
    case .installationEnds(let id, let number, let successfully):
      if installations[id]?.number == number { endInstallation(of: id, successfully: successfully) }
    case .restoreEnds(let id):
      guard var server = servers[id], server.status == .restoringBackup else { return }
      server.status = nil
      save(server)
    }
  }
}
