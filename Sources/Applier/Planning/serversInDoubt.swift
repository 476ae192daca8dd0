import Panel
import Planner

extension PlannedFleet {
  /// Servers that no run has recorded and that the panel may yet take back: a run that was killed had only just begun them.
  ///
  /// The panel's clock and this one have to agree to about half a minute for that, as clocks that are set by the network do.
  func serversInDoubt(asOf now: Instant) -> [ObservedServer] {
    let ours = Dictionary(uniqueKeysWithValues: fleet.orders.map { ($0.id.text, $0.id) })
    return observation.servers.filter { server in
      guard server.status == .installing, let order = server.externalID.flatMap({ ours[$0] }) else { return false }
      let isRecorded = fleet.results[order]?.livingServer?.uuid == server.uuid
      return !isRecorded && now.seconds - server.createdAt.seconds < PterodactylPanel.patience.components.seconds
    }
  }
}
