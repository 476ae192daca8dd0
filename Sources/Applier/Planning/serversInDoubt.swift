import Panel
import Planner

extension PlannedFleet {
  /// Servers that no run has recorded and that the panel may still take back: a run that was killed had only just begun
  /// them.
  ///
  /// - Parameter now: by the panel's clock where it shows one, as the creation times of servers are.
  func serversInDoubt(asOf now: Instant, on panel: any PanelClient) -> [ObservedServer] {
    fleet.serversInDoubt(among: observation.servers, youngerThan: panel.takesBackWithin, asOf: now)
  }

  /// Servers of the fleet's orders that are being installed: as a rule none or few.
  var serversInstalling: [ObservedServer] { fleet.serversInstalling(among: observation.servers) }
}

extension Fleet {
  /// Servers of the fleet's orders that are being installed, that no result names, and that are younger than the given
  /// age.
  func serversInDoubt(
    among servers: [ObservedServer], youngerThan age: Duration, asOf now: Instant
  ) -> [ObservedServer] {
    serversInstalling(among: servers).filter { server in
      let recorded = server.order.flatMap { results[$0]?.livingServer?.uuid }
      return recorded != server.uuid && now.seconds - server.createdAt.seconds < age.components.seconds
    }
  }

  fileprivate func serversInstalling(among servers: [ObservedServer]) -> [ObservedServer] {
    let installing = servers.filter { $0.status == .installing }
    if installing.isEmpty { return [] }
    let ours = Set(orders.map(\.id.text))
    return installing.filter { $0.externalID.map(ours.contains) == true }
  }
}
