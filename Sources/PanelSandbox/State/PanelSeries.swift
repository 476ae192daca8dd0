/// Which panels the embedded one behaves as, where they differ.
public enum PanelSeries: String, Sendable, CaseIterable {
  /// Up to 1.11.
  case former = "1.11"
  /// From 1.12 on, as 1.15 does: what is missing or not an administrator's is told before a request is counted, and servers have a name of
  /// their own on the Client API.
  case current = "1.15"

  /// Requests a minute and user that it allows by itself.
  var usualLimits: (application: Int, client: Int) {
    switch self {
    case .former: (240, 720)
    case .current: (256, 256)
    }
  }
}
