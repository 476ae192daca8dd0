internal import YAML

/// Reads `catalog.yaml`: what can be bought.
///
/// - Parameter file: The one that the listing names; nil where there is none.
public func readCatalog(_ file: FleetFile?, in listing: FleetListing) -> ParsedDocument<Catalog> {
  guard let file else { return missingDocument(listing.path("catalog.yaml")) }
  var reader: DocumentReader
  do { reader = try openDocument(file, as: .catalog) } catch { return .faulty(error.diagnostics, about: []) }
  let catalog = readCatalog(with: &reader)
  return reader.reading(catalog)
}

private func readCatalog(with reader: inout DocumentReader) -> Catalog? {
  guard let fields: Fields<CatalogKey> = reader.fields(of: reader.root) else { return nil }
  let tiers = reader.dictionary(reader.required(.tiers, in: fields), name: parseTierName) { reader, node in
    readTier(node, with: &reader)
  }
  let addons = reader.dictionary(fields[.addons], name: parseAddonName) { reader, node in
    readAddon(node, tiers: tiers, with: &reader)
  }
  return tiers.map { Catalog(tiers: $0, addons: addons ?? [:]) }
}

private enum CatalogKey: String, DocumentKey { case tiers, addons }

private enum TierKey: String, DocumentKey {
  case memory, cpu, disk, guilds, swap, io, threads, databases, backups, allocations, nest, egg, image, startup
  case environment, retired
}

private enum AddonKey: String, DocumentKey {
  case memory, cpu, disk, guilds, swap, io, databases, backups, allocations, environment, tiers, repeatable
}

private func readTier(_ node: Node, with reader: inout DocumentReader) -> Tier? {
  guard let fields: Fields<TierKey> = reader.fields(of: node) else { return nil }
  let memory = reader.value(reader.required(.memory, in: fields), parseSize)
  let cpu = reader.value(reader.required(.cpu, in: fields), parsePercent)
  let disk = reader.value(reader.required(.disk, in: fields), parseSize)
  let guilds = reader.value(reader.required(.guilds, in: fields), parseCount)
  let resources = Resources(
    memory: memory ?? Mebibytes(0), swap: reader.value(fields[.swap], parseSize) ?? Mebibytes(0),
    disk: disk ?? Mebibytes(0), cpu: cpu ?? 0, databases: reader.value(fields[.databases], parseCount) ?? 0,
    backups: reader.value(fields[.backups], parseCount) ?? 0,
    allocations: reader.value(fields[.allocations], parseCount) ?? 0)
  return Tier(
    resources: resources, guilds: guilds ?? 0, threads: reader.value(fields[.threads], parseThreads),
    io: reader.value(fields[.io], parsePriority) ?? 500, egg: readEgg(fields, with: &reader),
    image: readImage(fields[.image], with: &reader), startup: reader.value(fields[.startup], parseStartup),
    environment: readEnvironment(fields[.environment], with: &reader) ?? [:],
    availability: reader.value(fields[.retired], parseFlag) == true ? .retired : .offered)
}

/// Reads a tier's own egg. `nest` is the nest of that egg, and never of the fleet's.
private func readEgg(_ fields: Fields<TierKey>, with reader: inout DocumentReader) -> Located<EggReference>? {
  let nest: NestID? = reader.value(fields[.nest], parsePanelID)
  let egg: Located<EggID>? = reader.located(fields[.egg], parsePanelID)
  if let node = fields[.nest], fields[.egg] == nil {
    reader.report(
      "nest-without-egg", "the tier names a nest and no egg",
      hint: "write the number of the tier's egg as `egg` beside it, or remove `nest`", at: node)
  }
  return egg.map { Located(EggReference($0.value, in: nest), at: $0.place) }
}

private func readAddon(_ node: Node, tiers: [TierName: Tier]?, with reader: inout DocumentReader) -> Addon? {
  guard let fields: Fields<AddonKey> = reader.fields(of: node) else { return nil }
  let resources = Resources(
    memory: reader.increase(fields[.memory], parseSize) ?? Mebibytes(0),
    swap: reader.increase(fields[.swap], parseSize) ?? Mebibytes(0),
    disk: reader.increase(fields[.disk], parseSize) ?? Mebibytes(0),
    cpu: reader.increase(fields[.cpu], parsePercent) ?? 0,
    databases: reader.increase(fields[.databases], parseCount) ?? 0,
    backups: reader.increase(fields[.backups], parseCount) ?? 0,
    allocations: reader.increase(fields[.allocations], parseCount) ?? 0)
  let goesWith = reader.list(fields[.tiers]) { reader, node in
    reader.value(node) { text throws(ScalarError) in try parseKnownTier(text, in: tiers) }
  }
  return Addon(
    resources: resources, guilds: reader.increase(fields[.guilds], parseCount) ?? 0,
    io: reader.increase(fields[.io], parseCount) ?? 0,
    environment: readEnvironment(fields[.environment], with: &reader) ?? [:], tiers: goesWith.map(Set.init),
    repetition: reader.value(fields[.repeatable], parseFlag) == true ? .repeatable : .once)
}
