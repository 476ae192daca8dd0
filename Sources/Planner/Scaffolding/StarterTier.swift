internal import EggRules

/// A tier that a new catalog begins with. Sizes are MiB, the CPU's are percent of a core.
struct StarterTier: Hashable {
  let name: String
  let memory: Int
  let cpu: Int
  let disk: Int
  let databases: Int
  let backups: Int
  let guilds: Int

  var sample: OrderSample { OrderSample(tier: name, guilds: guilds) }
}

/// The tiers of a new catalog, the smallest first: by the names that the egg knows, where it names some. The largest takes a quarter of
/// the smallest node at most, so that several fit on every one.
func starterTiers(on nodes: [ObservedNode], for variables: [OfferedVariable]) -> [StarterTier] {
  let names = tierNames(in: variables) ?? ["starter", "pro", "business"]
  let memory = largest(2048, below: nodes.map(\.memory.size.count).min())
  let disk = largest(4096, below: nodes.map(\.disk.size.count).min())
  return names.enumerated().map { index, name in
    // Each is twice the one before it, the last ones as large as that leads to.
    let steps = min(names.count - 1 - index, 3)
    let rank = min(index, guilds.count - 1)
    return StarterTier(
      name: name, memory: max(128, memory >> steps), cpu: 200 >> steps, disk: max(256, disk >> steps),
      databases: (1 << rank) - 1, backups: (2 << rank) - 1, guilds: guilds[rank])
  }
}

private let guilds = [1, 3, 10, 25]

/// The largest power of two up to `most` that is no more than a quarter of what there is.
private func largest(_ most: Int, below size: Int?) -> Int {
  var value = most
  while let size, value > 128, value * 4 > size { value /= 2 }
  return value
}

/// The words among which the egg wants a tier's name, where it says so and the catalog can have them all.
private func tierNames(in variables: [OfferedVariable]) -> [String]? {
  for variable in variables.map(\.variable) where templateWord(of: variable.name) == .tier {
    guard let choices = VariableRules(variable.rules).choices, (1...12).contains(choices.count),
      Set(choices).count == choices.count, choices.allSatisfy({ (try? parseCatalogName($0)) != nil })
    else { continue }
    return choices
  }
  return nil
}
