/// A spec, or a part of one, field by field in the words that people read: `memory: 1536MiB`, `cpu: 150%`.
public struct FieldValues: Hashable, Sendable {
  /// In the fields' order, each field once: so few are looked through faster than they are hashed.
  public private(set) var fields: [Field] = []
  /// Those of the fields, in the same order. Apart from them, for most servers have the same fields.
  private var values: [String] = []

  public init() {}

  /// None yet, with room for so many.
  init(minimumCapacity: Int) {
    fields.reserveCapacity(minimumCapacity)
    values.reserveCapacity(minimumCapacity)
  }

  public init(_ values: [Field: String]) {
    self.init(minimumCapacity: values.count)
    for (field, value) in values.sorted(by: { $0.key < $1.key }) { append(field, value) }
  }

  /// Every field of a spec.
  public init(_ spec: ServerSpec) {
    self.init(minimumCapacity: Field.table.count + spec.startup.environment.count)
    for row in Field.table {
      switch row.place {
      case .details(let slot): append(row.field, slot.text(in: spec.details))
      case .build(let slot): append(row.field, slot.text(in: spec.build))
      case .startup(let slot): append(row.field, slot.text(in: spec.startup))
      case .environment:
        for (name, value) in spec.startup.environment.sorted(by: { $0.key < $1.key }) { append(.variable(name), value) }
      case .suspension(let slot): append(row.field, slot.text(in: spec))
      }
    }
  }

  private mutating func append(_ field: Field, _ value: String) {
    fields.append(field)
    values.append(value)
  }

  public subscript(field: Field) -> String? {
    get { fields.firstIndex(of: field).map { values[$0] } }
    set {
      // Fields come in their order as a rule: a new one is mostly the last.
      if let newValue, fields.last.map({ $0 < field }) ?? true { return append(field, newValue) }
      let place = fields.firstIndex { !($0 < field) } ?? fields.count
      let isThere = place < fields.count && fields[place] == field
      switch (newValue, isThere) {
      case (let value?, true): values[place] = value
      case (let value?, false):
        fields.insert(field, at: place)
        values.insert(value, at: place)
      case (nil, true):
        fields.remove(at: place)
        values.remove(at: place)
      case (nil, false): break
      }
    }
  }

  /// The fields that have a value here or in others, in their order.
  func fields(and others: FieldValues) -> [Field] {
    fields == others.fields ? fields : Set(fields).union(others.fields).sorted()
  }

  public var isEmpty: Bool { fields.isEmpty }

  /// Without some of the fields.
  public func without(_ fields: Set<Field>) -> FieldValues {
    var rest = FieldValues()
    for (field, value) in zip(self.fields, values) where !fields.contains(field) { rest.append(field, value) }
    return rest
  }

  /// The same, with what pools have of it, and no room for more.
  func sharing(_ texts: inout Pool<String>, _ lists: inout Pool<[Field]>) -> FieldValues {
    var shared = FieldValues()
    shared.fields = lists.shared(fields)
    shared.values.reserveCapacity(values.count)
    // No two servers have the same name, as a rule.
    for (field, value) in zip(fields, values) { shared.values.append(field == .name ? value : texts.sharedText(value)) }
    return shared
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
