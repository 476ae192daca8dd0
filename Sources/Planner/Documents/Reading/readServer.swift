internal import YAML

/// Reads what every server gets.
func readServer(_ outer: Fields<SettingsKey>, with reader: inout SettingsReader) -> FleetSettings.ServerDefaults? {
  let needed: [EnvironmentVariable] = [.egg, .owner, .image, .startup]
  guard let fields: Fields<ServerKey> = reader.fields(.server, in: outer, coveredBy: needed) else { return nil }
  let nest: NestID? = reader.value(ofOptional: .nest, in: fields, or: .nest, parsePanelID)
  let egg: EggID? = reader.value(.egg, in: fields, or: .egg, parsePanelID)
  let owner: UserID? = reader.value(.owner, in: fields, or: .owner, parsePanelID)
  reader.places.egg = reader.source(.egg, in: fields, or: .egg)
  reader.places.owner = reader.source(.owner, in: fields, or: .owner)
  let image = readImage(fields, with: &reader)
  let startup = reader.value(.startup, in: fields, or: .startup, parseStartup)
  let name = readSetting(fields[.name], with: &reader.document, plainText: .initial, parseNameTemplate)
  let description = readSetting(fields[.description], with: &reader.document, plainText: .initial)
  let environment = readEnvironment(fields[.environment], with: &reader.document)
  guard let egg, let owner, let image, let startup else { return nil }
  return FleetSettings.ServerDefaults(
    egg: EggReference(egg, in: nest), owner: owner, image: image, startup: startup,
    name: name ?? .leftToCustomer(initially: Template(parts: [.text("bot-"), .word(.order)])),
    description: description ?? .leftToCustomer(initially: Template("")), environment: environment ?? [:])
}

private enum ServerKey: String, DocumentKey { case nest, egg, owner, image, startup, name, description, environment }

private func readImage(_ fields: Fields<ServerKey>, with reader: inout SettingsReader) -> Located<Setting>? {
  guard let node = fields[.image] else {
    let image = reader.value(.image, in: fields, or: .image, parseImageTemplate)
    return image.map { Located(.declared($0), at: reader.document.place(of: fields.node)) }
  }
  return readImage(node, with: &reader.document)
}

/// Reads an image that is declared, or left to the customer.
func readImage(_ node: Node?, with reader: inout DocumentReader) -> Located<Setting>? {
  guard let node else { return nil }
  return readSetting(node, with: &reader, parseImageTemplate).map { Located($0, at: reader.place(of: node)) }
}

/// An image is no template: its braces, if it had any, would be its own.
private func parseImageTemplate(_ text: String) throws(ScalarError) -> Template { Template(try parseImage(text)) }
