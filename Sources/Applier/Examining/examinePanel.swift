import HTTP
import Panel
import Planner

/// What was found out about a panel, for the checks that follow.
struct PanelFindings {
  let client: any PanelClient
  /// Nil where it could not be read.
  let offers: PanelOffers?
}

extension FleetExaminer {
  /// Looks at the panel, the key, and what the documents name of it.
  ///
  /// - Returns: nil where the panel cannot be asked.
  mutating func examinePanel(of fleet: Fleet?) async -> PanelFindings? {
    guard let address = address(of: fleet) else {
      note(
        .address, .failure, "no panel is configured",
        advice:
          "Set panel.url in fleet.yaml, or \(EnvironmentVariable.panelURL.rawValue) in the environment or .env.local.")
      noteUnchecked(after: .address, because: "no panel is configured")
      return nil
    }
    let client: any PanelClient
    let url: PanelURL
    do throws(PanelFailure) {
      url = try PanelURL(address.url, encryption: workspace.runEnvironment.encryption)
      client = try await connect(to: address, url, workspace.runEnvironment.key ?? .noKey)
    } catch {
      note(error)
      return nil
    }
    note(.address, .ok, "\(url)")
    do throws(PanelFailure) {
      let examination = try await client.examine(ExaminationHints(fleet))
      note(.connection, .ok, "a Pterodactyl panel's API")
      noteEncryption(of: url)
      await noteClock(of: client)
      noteSeries(examination.series)
      note(keyFindings(examination, of: fleet))
    } catch {
      if case .access = error {
        note(.connection, .ok, "a Pterodactyl panel's API")
        noteEncryption(of: url)
        await noteClock(of: client)
      }
      note(error)
      return nil
    }
    let offers = await examineOffers(of: client, fleet)
    await noteRequests(of: client, address)
    return PanelFindings(client: client, offers: offers)
  }

  private func address(of fleet: Fleet?) -> FleetSettings.PanelAddress? {
    if let fleet { return fleet.settings.panel }
    // Without a fleet that can be read, the environment may still name a panel.
    guard let url = workspace.runEnvironment.variables[EnvironmentVariable.panelURL.rawValue], !url.isEmpty else {
      return nil
    }
    return FleetSettings.PanelAddress(url: url)
  }

  /// A client of the panel with a key; nothing is sent yet.
  func connect(
    to address: FleetSettings.PanelAddress, _ url: PanelURL, _ key: Secret
  ) async throws(PanelFailure) -> any PanelClient {
    try await access.client(of: address, at: url, key: key, reading: [], log: workspace.log)
  }

  private mutating func noteEncryption(of url: PanelURL) {
    if url.description.lowercased().hasPrefix("https:") {
      note(.encryption, .ok, "TLS, with a certificate that is trusted")
    } else if workspace.runEnvironment.isInClear(url) {
      note(
        .encryption, .warning, "the key travels unencrypted, as BOTFLEET_ALLOW_HTTP allows",
        advice:
          "Whoever is on the way can read it and do everything that it may. Give the panel a certificate, and use https."
      )
    } else {
      note(.encryption, .ok, "none, and none is needed: the panel is on this machine")
    }
  }

  private mutating func noteClock(of client: any PanelClient) async {
    let now = request.now()
    guard let panel = await client.clock else {
      note(.clock, .unknown, "the panel's answers tell no time")
      return
    }
    guard ClockGap(machine: now, panel: panel) != nil else {
      let gap = abs(now.seconds - panel.seconds)
      note(.clock, .ok, gap < 2 ? "as this machine's" : "\(gap) seconds from this machine's")
      return
    }
    note(
      .clock, .failure, "it is \(now) on this machine and \(panel) on the panel",
      advice: "Set the wrong one (timedatectl). Until then apply deletes nothing, and ends with 3.")
  }

  private mutating func noteSeries(_ series: PanelExamination.Series?) {
    switch series {
    case let series?: note(.series, .ok, "\(series.releases), by the way it counts requests")
    case nil:
      note(.series, .unknown, "the panel's answers do not tell its version; its admin page does (Admin > Overview)")
    }
  }

  private mutating func noteRequests(of client: any PanelClient, _ address: FleetSettings.PanelAddress) async {
    guard let use = await client.requestUse else {
      note(.limit, .unknown, "the panel's answers tell of no limit")
      return
    }
    note(
      .limit, .ok,
      "\(counted(use.perMinute, "request")) a minute for all keys of the key's user, of which \(address.reservePercent)% are left to people"
    )
    // Warn only if a run would notice the share. Repeated examinations use up some of the limit, too.
    guard use.byOthers * 2 >= use.perMinute else {
      note(
        .limitUse, .ok,
        use.byOthers == 0 ? "not at all in this minute" : "\(counted(use.byOthers, "request")) in this minute")
      return
    }
    note(
      .limitUse, .warning,
      "others, or an earlier run, sent \(counted(use.byOthers, "request")) with keys of the same user in this minute",
      advice:
        "Create botfleet's key with a user of its own: the limit is the user's, and plans and applies wait for it.")
  }

  /// Notes why the panel cannot be used, and which checks are impossible because of that.
  private mutating func note(_ failure: PanelFailure) {
    let check = failure.check
    if case .access(.keyRefused) = failure, workspace.runEnvironment.key == nil {
      note(
        .key, .failure, "\(EnvironmentVariable.apiKey.rawValue) is not set",
        advice:
          "Create an application key on the panel (Admin > Application API), and put it into the environment or .env.local."
      )
    } else {
      note(check, .failure, failure.words(aboutKey: workspace.runEnvironment.key), advice: Panel.advice(on: failure))
    }
    noteUnchecked(
      after: check, because: check.section == .key ? "the key is not accepted" : "the panel cannot be asked")
  }

  /// Notes what cannot be looked at because something before it is in the way.
  private mutating func noteUnchecked(after check: Finding.Check, because reason: String) {
    var open: [Finding.Check] = [.key, .egg, .node, .owner, .limit]
    if check.section == .key { open.removeFirst() }
    for check in open { note(check, .unchecked, reason) }
  }
}

extension Secret {
  /// Sent when there is no key: by answering that the key is unknown, the panel shows that it can be reached.
  fileprivate static let noKey = Secret("none")
}

extension RunEnvironment {
  /// Whether the environment alone lets the key travel to a panel in clear.
  fileprivate func isInClear(_ url: PanelURL) -> Bool { (try? PanelURL(url.description)) == nil }
}

extension ExaminationHints {
  /// What the documents say.
  fileprivate init(_ fleet: Fleet?) {
    let node: NodeID? =
      if case .nodes(let nodes)? = fleet?.settings.placement.candidates { nodes.min() } else { nil }
    self.init(node: node, nest: fleet?.settings.server.egg.nest)
  }
}

extension PanelFailure {
  /// The check to which this failure belongs.
  fileprivate var check: Finding.Check {
    switch self {
    case .unusableURL: .address
    case .untrusted: .encryption
    case .access(.permissionMissing): .permission
    case .access: .key
    case .noAnswer, .cancelled, .notAPanel, .unreadable, .throttled, .inMaintenance, .failing, .daemonFailed,
      .listKeepsMoving, .notFound, .taken, .noFreeAllocation, .rejected, .refused, .stale, .outcomeUnknown:
      .connection
    }
  }

  /// Describes what happened and, if the panel refused the key, what is noticeable about it.
  fileprivate func words(aboutKey key: Secret?) -> String {
    guard case .access(let problem) = self else { return description }
    let words = "API authentication failed: \(problem)"
    guard case .keyRefused = problem, let key else { return words }
    if !key.isOfKeyLength {
      return words + "; it is not whole, for a key has \(Secret.keyLength) characters, and the panel shows them once"
    }
    return key.shape == .unfamiliar ? words + "; it does not begin with ptla_, as application keys do" : words
  }
}
