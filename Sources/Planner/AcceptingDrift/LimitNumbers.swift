/// A server's limits as numbers, so that what add-ons add up to can be counted.
struct LimitNumbers: Hashable {
  /// One for each field that counts, in the fields' order.
  var numbers: [Int]

  /// - Parameter ignored: fields that do not count.
  init(_ limits: ServerSpec.Build, ignoring ignored: Set<Field>) {
    self.init(
      Resources(
        memory: limits.memory, swap: limits.swap, disk: limits.disk, cpu: limits.cpu,
        databases: limits.databases ?? .max, backups: limits.backups, allocations: limits.allocations), io: limits.io,
      ignoring: ignored)
  }

  init(_ resources: Resources, io: Int, ignoring ignored: Set<Field>) {
    let all: [(Field, Int)] = [
      (.memory, resources.memory.count), (.swap, resources.swap.count), (.disk, resources.disk.count), (.io, io),
      (.cpu, resources.cpu), (.databases, resources.databases), (.backups, resources.backups),
      (.allocations, resources.allocations),
    ]
    numbers = all.filter { !ignored.contains($0.0) }.map(\.1)
  }

  var areZero: Bool { numbers.allSatisfy { $0 == 0 } }

  /// What is left without these; nil where there is less than that.
  func without(_ other: LimitNumbers) -> LimitNumbers? {
    var rest = self
    for index in rest.numbers.indices {
      rest.numbers[index] -= other.numbers[index]
      if rest.numbers[index] < 0 { return nil }
    }
    return rest
  }
}
