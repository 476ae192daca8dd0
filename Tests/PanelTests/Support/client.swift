import Panel
import PanelProcess

extension SandboxProcess {
  /// A client of the panel.
  func client(key: String = "app_full", variables: Set<String> = ["TIER", "FEATURES"]) throws -> PterodactylPanel {
    try PterodactylPanel(
      at: PanelURL(url), key: Secret(keys[key] ?? ""),
      PterodactylPanel.Options(
        variables: variables, userAgent: "tests/1", time: Timekeeper(ContinuousClock()) { 0.5 }))
  }
}
