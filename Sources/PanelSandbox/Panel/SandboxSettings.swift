/// What the embedded panel is started with.
public struct SandboxSettings: Sendable {
  /// Which panels it behaves as.
  public var series = PanelSeries.current
  /// 0: a free port.
  public var port: UInt16 = 0
  /// A fixture file's bytes; nil: the one that comes with the sandbox.
  public var fixture: [UInt8]?
  /// Whether the egg of `fleet/eggs` is there beside those of the fixture that comes with the sandbox. The recorded panel had none but those.
  public var hasSampleEgg = true
  /// So many servers are there from the start.
  public var servers = 0
  /// Milliseconds that every answer takes longer.
  public var latency = 0
  /// Requests a minute and user, of each API; nil: the fixture's.
  public var rateLimit: Int?
  /// Milliseconds that an installation takes.
  public var installDelay = 300
  /// Milliseconds that the making of a user takes; one that begins meanwhile fails.
  public var userDelay = 50
  /// How many milliseconds the panel waits for a node's daemon.
  public var daemonTimeout = 15_000
  /// How many seconds of the panel's time go by in a real one.
  public var clockSpeed = 1.0
  /// What is wrong with the panel from the start.
  public var illness: FaultProfile?
  /// The seed of ids and random picks.
  public var seed: UInt64 = 1

  /// A panel that is well, on a free port.
  public init() {}
}
