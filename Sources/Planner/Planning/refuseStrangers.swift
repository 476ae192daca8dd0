extension PlanDraft {
  /// Another server under a recorded external id means another panel, and then nothing at all is applied.
  ///
  /// Every record counts, also that of an order which was removed or cannot be read.
  mutating func refuseStrangers(among servers: ServerIndex) {
    for (order, result) in fleet.results {
      guard let recorded = result.livingServer, let server = servers[order], server.uuid != recorded.uuid else {
        continue
      }
      estranged.insert(order)
      refusals.append(.anotherPanel(order: order, recordedUUID: recorded.uuid, observedUUID: server.uuid))
    }
  }
}
