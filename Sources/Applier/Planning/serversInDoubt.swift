import Panel
import Planner

extension PlannedFleet {
  /// Servers that no run has recorded and that the panel may yet take back: a run that was killed had only just begun them.
  ///
  /// The panel's clock and this one have to agree to about half a minute for that, as clocks that are set by the network do.
  func serversInDoubt(asOf now: Instant) -> [ObservedServer] {
    serversInstalling.filter { server in
      let recorded = server.externalID.flatMap { OrderID($0) }.flatMap { fleet.results[$0]?.livingServer?.uuid }
      return recorded != server.uuid
        && now.seconds - server.createdAt.seconds < PterodactylPanel.patience.components.seconds
    }
  }

  /// Servers of the fleet's orders that are being installed: as a rule none or few.
  var serversInstalling: [ObservedServer] {
    let installing = observation.servers.filter { $0.status == .installing }
    if installing.isEmpty { return [] }
    let ours = Set(fleet.orders.map(\.id.text))
    return installing.filter { $0.externalID.map(ours.contains) == true }
  }
}
