/// How a server is doing, as its owner sees it on the panel.
public struct ServerCondition: Hashable, Sendable {
  /// What its node's daemon says; nil where the panel does not ask it: while the server is suspended, installed, restored or moved.
  public let power: Power?
  /// For how many seconds the bot has been up, or on its way.
  public let uptimeSeconds: Int
  /// Whether it is being moved to another node.
  public let isMoving: Bool
  /// Whether its node is in maintenance, in which nobody may do anything with it.
  public let isNodeInMaintenance: Bool

  /// What a bot's process does.
  public enum Power: Hashable, Sendable {
    case offline
    /// It runs, and has not printed the egg's `done` text yet.
    case starting
    case running
    case stopping
    /// A word that no known panel says.
    case unfamiliar(String)

    /// The panel's word.
    public init(_ word: String) {
      self =
        switch word {
        case "offline": .offline
        case "starting": .starting
        case "running": .running
        case "stopping": .stopping
        default: .unfamiliar(word)
        }
    }
  }

  public init(power: Power?, uptimeSeconds: Int, isMoving: Bool, isNodeInMaintenance: Bool) {
    self.power = power
    self.uptimeSeconds = uptimeSeconds
    self.isMoving = isMoving
    self.isNodeInMaintenance = isNodeInMaintenance
  }
}
