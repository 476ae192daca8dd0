internal import YAML

/// Reads `fleet.yaml`, completed from the environment.
///
/// - Parameters:
///   - file: The one that the listing names; nil where there is none.
///   - environment: The variables of the process and below them those of `.env.local`; empty ones count as unset.
public func readSettings(
  _ file: FleetFile?, in listing: FleetListing, environment: [String: String]
) -> ParsedDocument<FleetSettings> {
  guard let file else { return missingDocument(listing.path("fleet.yaml")) }
  do {
    var reader = SettingsReader(
      try openDocument(file, as: .settings), environment: SettingsEnvironment(environment))
    let settings = readSettings(with: &reader)
    return reader.document.reading(settings)
  } catch {
    return .faulty(error.diagnostics, about: [])
  }
}

private func readSettings(with reader: inout SettingsReader) -> FleetSettings? {
  guard let fields: Fields<SettingsKey> = reader.document.fields(of: reader.document.root) else { return nil }
  let name = reader.document.value(reader.document.required(.fleet, in: fields), parseShortLine)
  let panel = readPanel(fields[.panel], with: &reader)
  let server = readServer(fields, with: &reader)
  let placement = readPlacement(fields, with: &reader)
  let policy = readPolicy(fields[.policy], with: &reader)
  let safety = readSafety(fields[.safety], with: &reader.document)
  let author = readAuthor(fields[.results], with: &reader.document)
  guard let name, let server, let placement else { return nil }
  return FleetSettings(
    name: name, panel: panel, server: server, placement: placement, policy: policy, safety: safety, author: author,
    places: reader.places)
}

enum SettingsKey: String, DocumentKey { case fleet, panel, server, placement, policy, safety, results }

private enum SafetyKey: String, DocumentKey { case maxTerminations, maxChanged, always, maxCreates, maxUsers }
private enum ResultsKey: String, DocumentKey { case author }

private func readSafety(_ node: Node?, with reader: inout DocumentReader) -> FleetSettings.Safety {
  let standard = FleetSettings.Safety()
  guard let node, let fields: Fields<SafetyKey> = reader.fields(of: node) else { return standard }
  return FleetSettings.Safety(
    maxTerminations: reader.value(fields[.maxTerminations], parseCount) ?? standard.maxTerminations,
    maxChangedPercent: reader.value(fields[.maxChanged], parseShare) ?? standard.maxChangedPercent,
    always: reader.value(fields[.always], parseCount) ?? standard.always,
    maxCreates: reader.value(fields[.maxCreates], parseAllowance) ?? standard.maxCreates,
    maxUsers: reader.value(fields[.maxUsers], parseAllowance) ?? standard.maxUsers)
}

private func readAuthor(_ node: Node?, with reader: inout DocumentReader) -> FleetSettings.Author {
  guard let node, let fields: Fields<ResultsKey> = reader.fields(of: node) else { return .init() }
  return reader.value(fields[.author], parseAuthor) ?? .init()
}
