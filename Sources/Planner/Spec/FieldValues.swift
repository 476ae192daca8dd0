/// A spec, or a part of one, field by field in the words that people read: `memory: 1536MiB`, `cpu: 150%`.
public struct FieldValues: Sendable {
  /// In the fields' order, each field once: so few are looked through faster than they are hashed.
  public private(set) var fields: [Field] = []
  /// Those of the fields, in the same order; where values are shared, only those that `common` leaves out.
  private var own: [String] = []
  /// What many servers have in the same fields, and nil where each has its own value; empty where nothing is shared.
  private var common: [String?] = []

  public init() {}

  /// None yet, with room for so many.
  init(minimumCapacity: Int) {
    fields.reserveCapacity(minimumCapacity)
    own.reserveCapacity(minimumCapacity)
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
      case .environment: for (name, value) in spec.startup.environment { append(.variable(name), value) }
      case .suspension(let slot): append(row.field, slot.text(in: spec))
      }
    }
  }

  /// - Precondition: nothing is shared, and the field comes behind the others.
  private mutating func append(_ field: Field, _ value: String) {
    fields.append(field)
    own.append(value)
  }

  /// Of all fields, in their order.
  private var values: [String] {
    guard !common.isEmpty else { return own }
    var rest = own[...]
    return common.map { $0 ?? rest.removeFirst() }
  }

  private func value(at place: Int) -> String {
    guard !common.isEmpty else { return own[place] }
    return common[place] ?? own[common[..<place].count { $0 == nil }]
  }

  public subscript(field: Field) -> String? {
    get { fields.firstIndex(of: field).map(value) }
    set {
      if !common.isEmpty { (own, common) = (values, []) }
      // Fields come in their order as a rule: a new one is mostly the last.
      if let newValue, fields.last.map({ $0 < field }) ?? true { return append(field, newValue) }
      let place = fields.firstIndex { !($0 < field) } ?? fields.count
      let isThere = place < fields.count && fields[place] == field
      switch (newValue, isThere) {
      case (let value?, true): own[place] = value
      case (let value?, false):
        fields.insert(field, at: place)
        own.insert(value, at: place)
      case (nil, true):
        fields.remove(at: place)
        own.remove(at: place)
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
    if fields.isEmpty { return self }
    var rest = FieldValues()
    for (field, value) in zip(self.fields, values) where !fields.contains(field) { rest.append(field, value) }
    return rest
  }

  /// The same, with what pools have of it, and no room for more.
  func sharing(_ pools: inout SpecPools) -> FieldValues {
    guard !isEmpty else { return FieldValues() }
    let values = values
    var shared = FieldValues()
    shared.fields = pools.fields.shared(fields)
    shared.common = pools.values.shared(
      zip(fields, values).map { field, value in field.isEachServersOwn ? nil : pools.texts.sharedText(value) })
    shared.own.reserveCapacity(fields.count { $0.isEachServersOwn })
    for (field, value) in zip(fields, values) where field.isEachServersOwn {
      // No two servers have the same name, as a rule.
      shared.own.append(field == .name ? value : pools.texts.sharedText(value))
    }
    return shared
  }
}

extension FieldValues: Hashable {
  /// Whether they say the same, shared or not.
  public static func == (left: FieldValues, right: FieldValues) -> Bool {
    left.fields == right.fields
      && (left.common == right.common ? left.own == right.own : left.values == right.values)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(fields)
    hasher.combine(values)
  }
}

extension Field {
  /// Whether servers differ in it as a rule: who has it, what it is called, what is sent to the bot.
  fileprivate var isEachServersOwn: Bool { group == .details || isVariable }
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
