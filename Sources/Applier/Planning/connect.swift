public import Panel
import Planner

/// How the panel is talked to, beside what the fleet says.
public struct PanelAccess: Sendable {
  /// A PEM file with the authorities to trust in place of the system's.
  public let authoritiesFile: String?
  public let time: Timekeeper
  public let userAgent: String
  public let maxRequests: Int
  /// Announcements how far the panel's servers are read, from any thread.
  public let tell: @Sendable (ReadingProgress) -> Void
  /// Announcements when requests begin to wait for the panel's limit, from any thread.
  public let tellOfWait: @Sendable (LimitWait) -> Void

  public init(
    authoritiesFile: String?, time: Timekeeper, userAgent: String, maxRequests: Int,
    tell: @escaping @Sendable (ReadingProgress) -> Void = { _ in },
    tellOfWait: @escaping @Sendable (LimitWait) -> Void = { _ in }
  ) {
    self.authoritiesFile = authoritiesFile
    self.time = time
    self.userAgent = userAgent
    self.maxRequests = maxRequests
    self.tell = tell
    self.tellOfWait = tellOfWait
  }

  /// The same, with others who are told.
  func telling(
    _ tell: @escaping @Sendable (ReadingProgress) -> Void, ofWaits tellOfWait: @escaping @Sendable (LimitWait) -> Void
  ) -> PanelAccess {
    PanelAccess(
      authoritiesFile: authoritiesFile, time: time, userAgent: userAgent, maxRequests: maxRequests, tell: tell,
      tellOfWait: tellOfWait)
  }
}

extension Workspace {
  /// The panel of a fleet, perhaps looked at for another fleet too; nothing is sent yet.
  func connect(to fleet: Fleet, and other: Fleet? = nil, _ access: PanelAccess) throws(ApplyFailure) -> PterodactylPanel
  {
    guard let address = fleet.settings.panel else { throw .noPanel }
    guard let key = runEnvironment.key else { throw .noKey }
    do throws(PanelFailure) {
      return try PterodactylPanel(
        at: try PanelURL(address.url, encryption: runEnvironment.encryption), key: key,
        .init(
          variables: fleet.declaredVariables.union(other?.declaredVariables ?? []), userAgent: access.userAgent,
          maxRequests: access.maxRequests, reservePercent: address.reservePercent,
          daemonTimeout: address.daemonTimeoutSeconds.map { .seconds($0) },
          authoritiesFile: access.authoritiesFile, time: access.time, tell: access.tell,
          tellOfWait: access.tellOfWait))
    } catch {
      throw .panel(error)
    }
  }
}
