extension ServerSpec {
  /// The wish, with the panel's own value wherever the panel answered this very wish with it before.
  ///
  /// What the panel stores otherwise than it was asked would else differ for ever.
  func acceptingNormalization(to observed: ServerSpec, where applied: OrderResult.Applied?) -> ServerSpec {
    guard let applied, !applied.asked.isEmpty else { return self }
    let (wish, found) = (FieldValues(self), FieldValues(observed))
    var settled = self
    for field in applied.asked.fields
    where wish[field] == applied.asked[field] && found[field] == applied.spec[field] {
      settled.take(field, from: observed)
    }
    return settled
  }

  /// Makes one field what it is in another spec.
  mutating func take(_ field: Field, from other: ServerSpec) {
    switch field {
    case .name: details.name = other.details.name
    case .description: details.description = other.details.description
    case .owner: details.owner = other.details.owner
    case .memory: build.memory = other.build.memory
    case .swap: build.swap = other.build.swap
    case .disk: build.disk = other.build.disk
    case .io: build.io = other.build.io
    case .cpu: build.cpu = other.build.cpu
    case .threads: build.threads = other.build.threads
    case .databases: build.databases = other.build.databases
    case .backups: build.backups = other.build.backups
    case .allocations: build.allocations = other.build.allocations
    case .egg: startup.egg = other.startup.egg
    case .image: startup.image = other.startup.image
    case .command: startup.command = other.startup.command
    case .variable(let name): startup.environment[name] = other.startup.environment[name]
    case .suspended: isSuspended = other.isSuspended
    }
  }
}
