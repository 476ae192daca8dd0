import Health
import Planner

extension MetricsWriter {
  /// What is seen of the bots, and of the panel that tells it.
  ///
  /// - Parameter detail: whether each bot has lines of its own.
  mutating func add(_ health: HealthState, _ detail: MetricsDetail, _ now: Instant) {
    addNodes(health)
    family("botfleet_bots", .gauge, "Servers that are watched, by what is seen of them.")
    for state in BotState.allCases {
      sample(
        "botfleet_bots", ["state": state.rawValue], health.bots.count { $0.sighting.state == state })
    }
    family("botfleet_bots_not_as_declared", .gauge, "Servers that are declared running and are down.")
    sample("botfleet_bots_not_as_declared", [:], health.bots.count { $0.isDownAgainstItsOrder })
    family("botfleet_looks_total", .counter, "Looks at servers.")
    sample("botfleet_looks_total", [:], health.counts.looks)
    family("botfleet_starts_total", .counter, "Servers that were started again, by whether the panel took that.")
    sample("botfleet_starts_total", ["result": "accepted"], health.counts.starts)
    sample("botfleet_starts_total", ["result": "failed"], health.counts.failedStarts)
    family(
      "botfleet_oldest_look_timestamp_seconds", .gauge,
      "When the server was looked at that was not looked at for longest.")
    if let oldest = health.bots.compactMap(\.sighting.seenAt).min() {
      sample("botfleet_oldest_look_timestamp_seconds", [:], oldest.seconds)
    }
    addRequests(health)
    guard detail.shows(health.bots.count) else { return }
    addServers(health.bots)
    addUse(health.bots.filter { $0.isFresh(at: now) })
  }

  private mutating func addNodes(_ health: HealthState) {
    family("botfleet_node_up", .gauge, "Whether the daemon of a node answers the panel, as far as anybody has looked.")
    for node in health.nodes {
      if let isUp = node.isUp { sample("botfleet_node_up", ["node": "\(node.id)"], isUp ? 1 : 0) }
    }
    family("botfleet_node_servers", .gauge, "Servers of a node that are watched.")
    for node in health.nodes { sample("botfleet_node_servers", ["node": "\(node.id)"], node.bots) }
  }

  private mutating func addRequests(_ health: HealthState) {
    guard let requests = health.requests else { return }
    family(
      "botfleet_panel_requests_total", .counter,
      "Requests to the panel by the status of its answer; none where none came.")
    for (code, count) in requests.byStatus.sorted(by: { $0.key < $1.key }) {
      sample("botfleet_panel_requests_total", ["api": "client", "code": code == 0 ? "none" : "\(code)"], count)
    }
    if let limit = requests.perMinute {
      family("botfleet_panel_limit", .gauge, "Requests that the panel answers in a minute.")
      sample("botfleet_panel_limit", ["api": "client"], limit)
    }
    if let left = requests.left {
      family("botfleet_panel_limit_remaining", .gauge, "Requests that were left in the panel's minute.")
      sample("botfleet_panel_limit_remaining", ["api": "client"], left)
    }
  }

  private mutating func addServers(_ bots: [HealthState.Bot]) {
    family("botfleet_server_info", .gauge, "A server that is watched: its order, uuid, node and tier.")
    for bot in bots {
      var labels = bot.labels
      labels["server"] = bot.bot.server
      labels["node"] = "\(bot.bot.node)"
      labels["tier"] = bot.bot.tier ?? ""
      labels["source"] = "client"
      sample("botfleet_server_info", labels, 1)
    }
    family("botfleet_server_state", .gauge, "What is seen of a server: 1 for its state.")
    for bot in bots {
      for state in BotState.allCases {
        sample(
          "botfleet_server_state", bot.labels(["state": state.rawValue]), bot.sighting.state == state ? 1 : 0)
      }
    }
    family("botfleet_server_declared", .gauge, "What is declared of a server: 1 for its state.")
    for bot in bots {
      for wish in WatchedBot.Wish.allCases {
        sample("botfleet_server_declared", bot.labels(["state": wish.rawValue]), bot.bot.wish == wish ? 1 : 0)
      }
    }
    family(
      "botfleet_server_crash_loop", .gauge, "Whether nothing more is tried for a server that ends after every start.")
    for bot in bots { sample("botfleet_server_crash_loop", bot.labels, bot.sighting.state == .crashLoop ? 1 : 0) }
    family(
      "botfleet_server_restarts_total", .counter,
      "Starts after a crash: by botfleet, and by its node as far as looks show.")
    for bot in bots {
      sample("botfleet_server_restarts_total", bot.labels(["by": "botfleet"]), bot.sighting.restarts.total)
      sample("botfleet_server_restarts_total", bot.labels(["by": "node"]), bot.beganAnew)
    }
    family("botfleet_server_observed_timestamp_seconds", .gauge, "When a server was looked at last.")
    for bot in bots {
      if let seenAt = bot.sighting.seenAt {
        sample("botfleet_server_observed_timestamp_seconds", bot.labels, seenAt.seconds)
      }
    }
  }

  /// What is old is left out: it would look as if it were so now.
  private mutating func addUse(_ bots: [HealthState.Bot]) {
    gauges("botfleet_server_memory_bytes", "Memory that a server takes.", bots) { Double($0.sighting.use?.memoryBytes) }
    gauges("botfleet_server_memory_limit_bytes", "Memory that a server may take.", bots) {
      Double($0.bot.limits.memoryBytes)
    }
    gauges("botfleet_server_cpu_ratio", "Cores that a server takes.", bots) {
      ($0.sighting.use?.cpuPercent).map { $0 / 100 }
    }
    gauges("botfleet_server_cpu_limit_ratio", "Cores that a server may take.", bots) {
      Double($0.bot.limits.cpuPercent).map { $0 / 100 }
    }
    gauges("botfleet_server_disk_bytes", "Disk that a server takes.", bots) { Double($0.sighting.use?.diskBytes) }
    gauges("botfleet_server_disk_limit_bytes", "Disk that a server may take.", bots) { Double($0.bot.limits.diskBytes) }
    family("botfleet_server_network_receive_bytes_total", .counter, "Bytes that a server received since it began.")
    for bot in bots {
      if let use = bot.sighting.use {
        sample("botfleet_server_network_receive_bytes_total", bot.labels, use.receivedBytes)
      }
    }
    family("botfleet_server_network_transmit_bytes_total", .counter, "Bytes that a server sent since it began.")
    for bot in bots {
      if let use = bot.sighting.use {
        sample("botfleet_server_network_transmit_bytes_total", bot.labels, use.sentBytes)
      }
    }
    gauges("botfleet_server_start_time_seconds", "When a server's process began.", bots) { bot in
      guard let use = bot.sighting.use, use.uptimeSeconds > 0, let seenAt = bot.sighting.seenAt else { return nil }
      return Double(seenAt.seconds - use.uptimeSeconds)
    }
  }

  private mutating func gauges(
    _ name: String, _ help: String, _ bots: [HealthState.Bot], _ value: (HealthState.Bot) -> Double?
  ) {
    family(name, .gauge, help)
    for bot in bots { if let value = value(bot) { sample(name, bot.labels, value) } }
  }
}

/// How much of a fleet has lines of its own.
public enum MetricsDetail: String, Sendable, Hashable, CaseIterable {
  case servers, nodes
  /// Servers up to a thousand of them.
  case automatic = "auto"

  func shows(_ bots: Int) -> Bool {
    switch self {
    case .servers: true
    case .nodes: false
    case .automatic: bots <= 1000
    }
  }
}

extension HealthState.Bot {
  fileprivate var labels: [String: String] { ["order": bot.order.text] }

  fileprivate func labels(_ more: [String: String]) -> [String: String] { labels.merging(more) { _, new in new } }

  fileprivate func isFresh(at now: Instant) -> Bool {
    sighting.seenAt.map { now.seconds - $0.seconds <= BotSighting.staleAfterSeconds } ?? false
  }

  fileprivate var isDownAgainstItsOrder: Bool {
    guard bot.wish == .running else { return false }
    switch sighting.state {
    case .crashed, .crashLoop: return true
    case .offline: return sighting.reason == .notStartedSince
    case .running, .starting, .stopping, .needsToken, .suspended, .installing, .unknown: return false
    }
  }
}

extension Double {
  fileprivate init?(_ number: Int?) {
    guard let number else { return nil }
    self = Double(number)
  }
}
