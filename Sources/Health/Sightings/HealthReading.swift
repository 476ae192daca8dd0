/// What is seen of the bots, for whoever shows it: answered from memory, without asking the panel.
public protocol HealthReading: Sendable {
  /// The latest look at a server, by its uuid; nil for one that is not watched.
  func sighting(of server: String) async -> BotSighting?

  /// The latest look at every server that is watched, by its uuid.
  func sightings() async -> [String: BotSighting]

  /// What a server took lately, oldest first: at most 120 points, five minutes apart or as far as the looks are, and none while it was unknown.
  /// It begins anew with the process.
  func history(of server: String) async -> [BotUsePoint]
}
