import HTTP
import Panel
import PanelProcess

extension SandboxProcess {
  /// A client of the panel.
  func client(key: String = "app_full", variables: Set<String> = ["TIER", "FEATURES"]) throws -> PterodactylPanel {
    try PterodactylPanel(
      at: PanelURL(url), key: Secret(keys[key] ?? ""),
      ConnectionOptions(userAgent: "tests/1", time: Timekeeper(ContinuousClock()) { 0.5 }),
      for: RunOptions(variables: variables))
  }
}
