/// Tiers for servers that fit none: one for each set of limits, named after what their servers call it, else after memory and CPU.
///
/// - Parameter taken: Names that are somebody else's.
func newTiers(for servers: [ObservedServer], under settings: FleetSettings, besides taken: Set<TierName>) -> [NewTier] {
  let groups = Dictionary(grouping: servers, by: \.spec.build)
    .map { TierGroup(limits: $0, servers: $1, settings) }.sorted(by: standsBefore)
  // Two groups that call themselves the same are two tiers, and neither has a claim to the name.
  let said = Dictionary(grouping: groups.compactMap(\.saidName)) { $0 }.filter { $1.count == 1 }.keys
  var names = taken
  return groups.map { group in
    let own = group.saidName.flatMap { said.contains($0) ? TierName($0) : nil }
    let name =
      ([own].compactMap(\.self) + group.names(besides: groups)).first { !names.contains($0) }
      ?? group.numbered(besides: names)
    names.insert(name)
    return NewTier(
      name: name, tier: group.tier, servers: group.servers.count, line: tierLine(name, group.tier))
  }
}

extension ServerSpec.Build {
  /// The limits that no tier can say.
  var unsellable: [Field] {
    var fields: [Field] = []
    if memory.count < 0 { fields.append(.memory) }
    if swap.count < 0 { fields.append(.swap) }
    if disk.count < 0 { fields.append(.disk) }
    if !(10...1000).contains(io) { fields.append(.io) }
    if !(0...1_000_000).contains(cpu) { fields.append(.cpu) }
    if let threads, (try? parseThreads(threads)) != threads { fields.append(.threads) }
    let countables: [(Field, Int?)] = [(.databases, databases), (.backups, backups), (.allocations, allocations)]
    return fields + countables.filter { !(0...1_000_000).contains($0.1 ?? -1) }.map(\.0)
  }
}

/// Servers with the same limits.
private struct TierGroup {
  let limits: ServerSpec.Build
  let servers: [ObservedServer]
  /// What all of its servers call their tier in a variable; nil where they do not agree.
  let saidName: String?
  private let guilds: Int

  init(limits: ServerSpec.Build, servers: [ObservedServer], _ settings: FleetSettings) {
    self.limits = limits
    self.servers = servers
    let names = Set(servers.flatMap { settings.values(of: .tier, on: $0) })
    saidName =
      names.count == 1
      ? names.first.flatMap { $0.utf8.count <= 32 && (try? parseCatalogName($0)) != nil ? $0 : nil } : nil
    let allowed = servers.flatMap { settings.values(of: .maxGuilds, on: $0) }
      .compactMap { plainNumber($0.utf8.span) }.filter { $0 <= 1_000_000 }
    let counts = Dictionary(allowed.map { ($0, 1) }, uniquingKeysWith: +)
    let listed = servers.flatMap { settings.values(of: .guilds, on: $0) }.map { items(of: $0).count }.max() ?? 0
    guilds = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? max(1, listed)
  }

  var tier: Tier {
    Tier(
      resources: Resources(
        memory: limits.memory, swap: limits.swap, disk: limits.disk, cpu: limits.cpu, databases: limits.databases ?? 0,
        backups: limits.backups, allocations: limits.allocations),
      guilds: guilds, threads: limits.threads, io: limits.io)
  }

  /// `2g-100cpu`, and with the disk where that is not enough.
  func names(besides groups: [TierGroup]) -> [TierName] {
    let short = shortName
    let long = "\(short)-\(size(limits.disk))"
    let isShort = groups.count { $0.shortName == short } == 1
    return (isShort ? [short] : [long]).map { TierName($0) }
  }

  func numbered(besides names: Set<TierName>) -> TierName {
    var number = 2
    let base = "\(shortName)-\(size(limits.disk))"
    while names.contains(TierName("\(base)-\(number)")) { number += 1 }
    return TierName("\(base)-\(number)")
  }

  private var shortName: String { "\(size(limits.memory))-\(limits.cpu == 0 ? "nocap" : "\(limits.cpu)cpu")" }
}

/// `2g`, `512m`; `any` where there is no limit.
private func size(_ amount: Mebibytes) -> String {
  if amount.count == 0 { return "any" }
  return amount.count.isMultiple(of: 1024) ? "\(amount.count / 1024)g" : "\(amount.count)m"
}

/// By memory, CPU and disk, then by all the rest: equal panels give equal names.
private func standsBefore(_ one: TierGroup, _ other: TierGroup) -> Bool {
  func rank(_ group: TierGroup) -> [Int] {
    [group.limits.memory.count, group.limits.cpu, group.limits.disk.count] + group.limits.amounts.map(\.amount)
  }
  let (left, right) = (rank(one), rank(other))
  return left == right
    ? (one.limits.threads ?? "") < (other.limits.threads ?? "") : left.lexicographicallyPrecedes(right)
}

extension FleetSettings {
  /// What a server has in the variables that hold one word and nothing else.
  fileprivate func values(of word: Template.Word, on server: ObservedServer) -> [String] {
    self.server.environment.compactMap { name, setting in
      guard case .declared(let template) = setting.value, template.parts == [.word(word)] else { return nil }
      return server.spec.startup.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
  }
}

/// A tier as one line of the catalog: what is not said there is what a tier has by itself.
private func tierLine(_ name: TierName, _ tier: Tier) -> String {
  let resources = tier.resources
  var entries = ["memory: \(resources.memory)", "cpu: \(resources.cpu)%", "disk: \(resources.disk)"]
  if resources.swap.count != 0 { entries.append("swap: \(resources.swap)") }
  if tier.io != 500 { entries.append("io: \(tier.io)") }
  if let threads = tier.threads { entries.append("threads: \"\(threads)\"") }
  entries += ["databases: \(resources.databases)", "backups: \(resources.backups)"]
  if resources.allocations != 0 { entries.append("allocations: \(resources.allocations)") }
  return "\(written(name)): { \((entries + ["guilds: \(tier.guilds)"]).joined(separator: ", ")) }"
}
