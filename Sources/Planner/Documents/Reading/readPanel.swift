internal import YAML

/// Reads which panel the fleet is on; nil where neither document nor environment names one.
///
/// Plans run on changes that nobody has reviewed, with a key for the true panel: where both name one they must be equal, so
/// that no document sends the key elsewhere.
func readPanel(_ node: Node?, with reader: inout SettingsReader) -> FleetSettings.PanelAddress? {
  let given = reader.value(of: .panelURL, parsePanelURL)
  guard let node, let fields: Fields<PanelKey> = reader.document.fields(of: node) else { return given }
  let kind: PanelKind? = reader.document.value(fields[.kind], parseWord)
  let reserve = reader.document.value(fields[.reserve], parseReserve)
  let daemonTimeout = reader.document.value(fields[.daemonTimeout], parseDaemonTimeout)
  func completed(_ panel: FleetSettings.PanelAddress) -> FleetSettings.PanelAddress {
    .init(
      kind: kind ?? panel.kind, url: panel.url, reservePercent: reserve ?? panel.reservePercent,
      daemonTimeoutSeconds: daemonTimeout)
  }
  guard let url = fields[.url], let written = reader.document.value(url, parsePanelURL) else {
    return given.map(completed)
  }
  if let given, given != written {
    reader.document.report(
      "panel-differs", "the environment's `\(EnvironmentVariable.panelURL.rawValue)` names another panel",
      hint: "make them equal, or remove `url`", at: url)
  }
  return completed(written)
}

private enum PanelKey: String, DocumentKey { case kind, url, reserve, daemonTimeout }

/// How long the panel waits for a node's daemon.
private func parseDaemonTimeout(_ text: String) throws(ScalarError) -> Int {
  let seconds = try parseDuration(text)
  guard (1...600).contains(seconds) else {
    throw ScalarError(
      "number-out-of-range", "\(quoted(text)) is out of range for the time that a panel waits for a daemon",
      hint: "write the panel's GUZZLE_TIMEOUT, `1s` to `10m`; the default is `15s`")
  }
  return seconds
}

/// A share of the panel's request limit, with something left for us.
private func parseReserve(_ text: String) throws(ScalarError) -> Int {
  let share = try parseShare(text)
  guard share <= 90 else {
    throw ScalarError(
      "number-out-of-range", "\(quoted(text)) leaves too little for botfleet", hint: "write at most `90%`")
  }
  return share
}
