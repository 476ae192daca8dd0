/// A server's limits as numbers, so that what add-ons add up to can be counted.
struct LimitNumbers: Hashable {
  /// One for each field that counts, in the fields' order.
  var numbers: [Int]

  /// - Parameter ignored: fields that do not count.
  init(_ limits: ServerSpec.Build, ignoring ignored: Set<Field>) {
    numbers = limits.amounts.filter { !ignored.contains($0.field) }.map(\.amount)
  }

  init(_ resources: Resources, io: Int, ignoring ignored: Set<Field>) {
    self.init(ServerSpec.Build(resources, io: io, threads: nil), ignoring: ignored)
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
