internal import YAML

/// Reads which panel the fleet is on; nil where neither document nor environment names one.
///
/// Plans run on changes that nobody has reviewed, with a key for the true panel: where both name one they must be equal, so
/// that no document sends the key elsewhere.
func readPanel(_ node: Node?, with reader: inout SettingsReader) -> FleetSettings.PanelAddress? {
  let given = reader.value(of: .panelURL, parsePanelURL)
  guard let node, let fields: Fields<PanelKey> = reader.document.fields(of: node) else { return given }
  let _: PanelSort? = reader.document.value(fields[.kind], parseWord)
  guard let url = fields[.url], let written = reader.document.value(url, parsePanelURL) else { return given }
  if let given, given != written {
    reader.document.report(
      "panel-differs", "the environment's `\(SettingsEnvironment.Variable.panelURL.rawValue)` names another panel",
      hint: "make them equal, or leave `url` out", at: url)
  }
  return written
}

private enum PanelKey: String, DocumentKey { case kind, url }

/// The kinds of panels there is a client for.
private enum PanelSort: String, CaseIterable { case pterodactyl }
