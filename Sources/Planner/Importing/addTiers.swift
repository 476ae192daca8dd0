internal import YAML

/// The bytes of a catalog with more tiers behind those that it has: everything else stays as people wrote it.
///
/// - Returns: Nil where the document is laid out in a way that this cannot change.
func addTiers(_ tiers: [NewTier], to bytes: [UInt8], of catalog: Catalog, in listing: FleetListing) -> [UInt8]? {
  guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
  let lineEnd = text.utf8.contains(0x0D) ? "\r\n" : "\n"
  var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map {
    String(String.UnicodeScalarView($0))
  }
  guard let key = lines.firstIndex(where: isTiersKey) else { return nil }
  guard let place = placeOfNewTiers(below: key, in: lines) else { return nil }
  let indent = String(lines.dropFirst(key + 1).first(where: isEntry)?.prefix { $0 == " " } ?? "  ")
  let made =
    ["\(indent)# Made by `botfleet import --make-tiers`; rename them as you like, here and in the orders."]
    + tiers.map { indent + $0.line }
  let carriage = lineEnd == "\r\n" ? "\r" : ""
  lines.insert(contentsOf: made.map { $0 + carriage }, at: place)
  let edited = Array(lines.joined(separator: "\n").utf8)
  let read = readCatalog(FleetFile(path: listing.path("catalog.yaml"), content: .bytes(edited)), in: listing).value
  return read.map { $0.isCatalog(catalog, with: tiers) } == true ? edited : nil
}

private func isTiersKey(_ line: String) -> Bool {
  guard line.hasPrefix("tiers:") else { return false }
  let rest = line.dropFirst("tiers:".count).drop { $0 == " " || $0 == "\r" }
  return rest.isEmpty || rest.hasPrefix("#")
}

/// Behind the last line of the mapping; nil where it has none.
private func placeOfNewTiers(below key: Int, in lines: [String]) -> Int? {
  var last: Int?
  for (index, line) in lines.enumerated().dropFirst(key + 1) {
    if isEntry(line) { last = index } else if !isBlankOrComment(line) { break }
  }
  return last.map { $0 + 1 }
}

private func isEntry(_ line: String) -> Bool { line.hasPrefix(" ") && !isBlankOrComment(line) }

private func isBlankOrComment(_ line: String) -> Bool {
  let rest = line.drop { $0 == " " || $0 == "\t" || $0 == "\r" }
  return rest.isEmpty || rest.hasPrefix("#")
}

/// The name of a tier as a key: names of digits alone would be numbers to some readers.
func written(_ name: TierName) -> String { plainOrQuoted(name.text) }

extension Catalog {
  /// The catalog with more tiers.
  func adding(_ tiers: [NewTier]) -> Catalog {
    Catalog(
      tiers: self.tiers.merging(tiers.map { ($0.name, $0.tier) }) { own, _ in own }, addons: addons)
  }

  /// Whether this is another catalog with more tiers; where things stand does not count.
  fileprivate func isCatalog(_ other: Catalog, with tiers: [NewTier]) -> Bool {
    let wanted = other.adding(tiers)
    return Set(self.tiers.keys) == Set(wanted.tiers.keys) && Set(addons.keys) == Set(other.addons.keys)
      && self.tiers.allSatisfy { name, tier in wanted.tiers[name].map { $0.isSold(as: tier) } ?? false }
  }
}

extension Tier {
  /// Whether both give the same.
  fileprivate func isSold(as other: Tier) -> Bool {
    resources == other.resources && guilds == other.guilds && threads == other.threads && io == other.io
      && availability == other.availability && environment.mapValues(\.value) == other.environment.mapValues(\.value)
  }
}
