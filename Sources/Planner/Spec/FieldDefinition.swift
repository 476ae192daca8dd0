/// What is declared of a field: a row of `Field.table`.
struct FieldDefinition: Sendable {
  /// For the variables, which share a row, one without a name.
  let field: Field
  /// The field's own name: `memory`.
  let label: String
  let place: Place
  let group: Field.Group

  /// Where the value stands in a spec, and what kind of value it is.
  enum Place: Sendable {
    case details(FieldSlot<ServerSpec.Details>)
    case build(FieldSlot<ServerSpec.Build>)
    case startup(FieldSlot<ServerSpec.Startup>)
    /// The egg's variables: a field each.
    case environment
    case suspension(FieldSlot<ServerSpec>)
  }

  init(_ field: Field, _ label: String, _ place: Place) {
    self.field = field
    self.label = label
    self.place = place
    group =
      switch place {
      case .details: .details
      case .build: .build
      case .startup, .environment: .startup
      case .suspension: .suspension
      }
  }
}

extension Field {
  /// A field by its name in a record, one without a name for the variables; nil where its group has none.
  init?(label: String, in group: Group) {
    let length = label.utf8.count
    // Lengths are compared first: a result has very many fields.
    let row = Self.labels.first { $0.text.utf8.count == length && $0.text == label && $0.group == group }
    guard let row else { return nil }
    self = row.field
  }

  private static let labels = table.map { (text: $0.label, group: $0.group, field: $0.field) }
}

/// Where a value stands in a part of a spec; its kind says how it is written for people, records, digests and the panel.
enum FieldSlot<Part>: Sendable {
  typealias Path<Value> = any (WritableKeyPath<Part, Value> & Sendable)

  /// Words that a customer, or somebody else's fleet, may have written.
  case text(Path<String>)
  case owner(Path<Owner>)
  /// - Parameter unlimited: what the panel takes for no limit.
  case mebibytes(Path<Mebibytes>, unlimited: Int)
  /// Percent of one core; 0 is no limit.
  case percent(Path<Int>)
  case count(Path<Int>)
  /// Nil is no limit.
  case limit(Path<Int?>)
  /// As the panel writes them; nil for all.
  case threads(Path<String?>)
  case egg(Path<EggID>)
  case flag(Path<Bool>)

  /// In the words that people read and records keep: `1536MiB`, `150%`.
  func text(in part: Part) -> String {
    switch self {
    case .text(let path): part[keyPath: path]
    case .owner(let path): part[keyPath: path].text
    case .mebibytes(let path, _): part[keyPath: path].description
    case .percent(let path): "\(part[keyPath: path])%"
    case .count(let path): String(part[keyPath: path])
    case .limit(let path): part[keyPath: path].map(String.init) ?? "unlimited"
    case .threads(let path): part[keyPath: path] ?? "all"
    case .egg(let path): part[keyPath: path].description
    case .flag(let path): part[keyPath: path] ? "yes" : "no"
    }
  }

  /// As actions carry it, in plans, in digests and to the panel.
  func json(in part: Part) -> JSONValue {
    switch self {
    case .text(let path): .string(part[keyPath: path])
    case .owner(let path): .string(part[keyPath: path].text)
    case .mebibytes(let path, _): .integer(part[keyPath: path].count)
    case .percent(let path), .count(let path): .integer(part[keyPath: path])
    case .limit(let path): part[keyPath: path].map { .integer($0) } ?? .null
    case .threads(let path): part[keyPath: path].map { .string($0) } ?? .null
    case .egg(let path): .integer(part[keyPath: path].number)
    case .flag(let path): .bool(part[keyPath: path])
    }
  }

  /// As an amount that add-ons may add to; nil where it is none.
  func amount(in part: Part) -> Int? {
    switch self {
    case .mebibytes(let path, _): part[keyPath: path].count
    case .percent(let path), .count(let path): part[keyPath: path]
    case .limit(let path): part[keyPath: path] ?? .max
    case .text, .owner, .threads, .egg, .flag: nil
    }
  }

  /// Makes the value what it is in another part.
  func copy(from other: Part, to part: inout Part) {
    switch self {
    case .text(let path): part[keyPath: path] = other[keyPath: path]
    case .owner(let path): part[keyPath: path] = other[keyPath: path]
    case .mebibytes(let path, _): part[keyPath: path] = other[keyPath: path]
    case .percent(let path), .count(let path): part[keyPath: path] = other[keyPath: path]
    case .limit(let path): part[keyPath: path] = other[keyPath: path]
    case .threads(let path): part[keyPath: path] = other[keyPath: path]
    case .egg(let path): part[keyPath: path] = other[keyPath: path]
    case .flag(let path): part[keyPath: path] = other[keyPath: path]
    }
  }

  /// What is said of the value, whatever part it stands in.
  var traits: FieldTraits {
    switch self {
    case .text: FieldTraits(isText: true)
    case .owner: FieldTraits(notation: .number, isStoredAsAsked: true)
    case .mebibytes(_, let unlimited): FieldTraits(unlimited: Mebibytes(unlimited).description)
    case .percent: FieldTraits(unlimited: "0%")
    case .count, .limit, .egg: FieldTraits(notation: .number)
    case .threads: FieldTraits()
    case .flag: FieldTraits(notation: .flag, isStoredAsAsked: true)
    }
  }
}

/// What a field's kind of value says of how it is shown, recorded and compared.
struct FieldTraits: Sendable {
  /// Whether it holds words that a customer, or somebody else's fleet, may have written.
  var isText = false
  /// What a record holds as a rule.
  var notation = Notation.words
  /// Whether the panel stores it as it is asked, or not at all. It may store another value of every other field.
  var isStoredAsAsked = false
  /// The value, as it is written, that stands for no limit; nil where none does.
  var unlimited: String?

  /// Numbers and flags stand without quotes in a record, as people would write them.
  enum Notation: Sendable { case words, number, flag }
}
