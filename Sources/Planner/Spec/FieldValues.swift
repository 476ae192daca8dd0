/// A spec, or a part of one, field by field in the words that people read: `memory: 1536MiB`, `cpu: 150%`.
public struct FieldValues: Hashable, Sendable {
  /// In the fields' order, each field once: so few are looked through faster than they are hashed.
  private var entries: [Entry] = []

  private struct Entry: Hashable, Sendable {
    let field: Field
    var value: String

    init(_ field: Field, _ value: String) {
      self.field = field
      self.value = value
    }
  }

  public init() {}

  /// None yet, with room for so many.
  init(minimumCapacity: Int) { entries.reserveCapacity(minimumCapacity) }

  public init(_ values: [Field: String]) {
    entries = values.map { Entry($0.key, $0.value) }.sorted { $0.field < $1.field }
  }

  /// Every field of a spec.
  public init(_ spec: ServerSpec) {
    entries.reserveCapacity(Field.table.count + spec.startup.environment.count)
    for row in Field.table {
      switch row.place {
      case .details(let slot): entries.append(Entry(row.field, slot.text(in: spec.details)))
      case .build(let slot): entries.append(Entry(row.field, slot.text(in: spec.build)))
      case .startup(let slot): entries.append(Entry(row.field, slot.text(in: spec.startup)))
      case .environment:
        for (name, value) in spec.startup.environment.sorted(by: { $0.key < $1.key }) {
          entries.append(Entry(.variable(name), value))
        }
      case .suspension(let slot): entries.append(Entry(row.field, slot.text(in: spec)))
      }
    }
  }

  public subscript(field: Field) -> String? {
    get { entries.first { $0.field == field }?.value }
    set {
      // Fields come in their order as a rule: a new one is mostly the last.
      if let newValue, entries.last.map({ $0.field < field }) ?? true { return entries.append(Entry(field, newValue)) }
      let place = entries.firstIndex { !($0.field < field) } ?? entries.count
      let isThere = place < entries.count && entries[place].field == field
      switch (newValue, isThere) {
      case (let value?, true): entries[place].value = value
      case (let value?, false): entries.insert(Entry(field, value), at: place)
      case (nil, true): entries.remove(at: place)
      case (nil, false): break
      }
    }
  }

  /// The fields that have a value, in their order.
  public var fields: [Field] { entries.map(\.field) }

  /// The fields that have a value here or in others, in their order.
  func fields(and others: FieldValues) -> [Field] {
    let (own, other) = (fields, others.fields)
    return own == other ? own : Set(own).union(other).sorted()
  }

  public var isEmpty: Bool { entries.isEmpty }

  /// Without some of the fields.
  public func without(_ fields: Set<Field>) -> FieldValues {
    var rest = self
    rest.entries.removeAll { fields.contains($0.field) }
    return rest
  }
}

extension Owner {
  /// The user's number, or the external id of a user yet to be made.
  public var text: String {
    switch self {
    case .user(let id): id.description
    case .created(let customer): "new user \(customer)"
    }
  }
}
