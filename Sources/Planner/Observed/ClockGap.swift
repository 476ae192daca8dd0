/// The clocks of this machine and of the panel, where they are too far apart for any day to be believed.
public struct ClockGap: Hashable, Sendable {
  public let machine: Instant
  public let panel: Instant

  /// More than a request and its answer take, and more than clocks drift that are set by the network.
  private static let allowedSeconds = 300

  /// Nil where the clocks agree to a few minutes.
  public init?(machine: Instant, panel: Instant) {
    guard abs(machine.seconds - panel.seconds) > Self.allowedSeconds else { return nil }
    self.machine = machine
    self.panel = panel
  }
}
