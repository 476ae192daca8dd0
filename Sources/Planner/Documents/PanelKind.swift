/// The kinds of panels that there is a client for: `panel.kind`.
public enum PanelKind: String, Hashable, Sendable, CaseIterable {
  case pterodactyl
}
