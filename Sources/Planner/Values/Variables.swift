/// Variables of a server and their values, by name.
///
/// Most servers have the same few: apart from the values, their names are kept once for all of them (`sharing`), and so few are looked
/// through as fast as they are hashed.
public struct Variables: Hashable, Sendable {
  /// In their order, each once.
  private var names: [String] = []
  /// Those of the names, in the same order.
  private var values: [String] = []

  public init() {}

  public init(_ values: [String: String]) { self.init(values.map { ($0.key, $0.value) }) }

  /// - Precondition: each name stands there once.
  public init(_ elements: [Element]) {
    let sorted = elements.sorted { $0.key < $1.key }
    names = sorted.map(\.key)
    values = sorted.map(\.value)
  }

  /// Nil where there is none of that name.
  public subscript(name: String) -> String? {
    get {
      let place = place(of: name)
      return has(name, at: place) ? values[place] : nil
    }
    set {
      // Whoever fills it in their order looks for no place.
      let place = (names.last.map { $0 < name } ?? true) ? names.count : place(of: name)
      switch (newValue, has(name, at: place)) {
      case (let value?, true): values[place] = value
      case (let value?, false):
        names.insert(name, at: place)
        values.insert(value, at: place)
      case (nil, true):
        names.remove(at: place)
        values.remove(at: place)
      case (nil, false): break
      }
    }
  }

  /// Where a name stands, or would.
  private func place(of name: String) -> Int {
    var (low, high) = (0, names.count)
    while low < high {
      let middle = (low + high) / 2
      if names[middle] < name { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func has(_ name: String, at place: Int) -> Bool { place < names.count && names[place] == name }

  /// Those that a condition holds for.
  public func filter(_ isIncluded: (Element) throws -> Bool) rethrows -> Variables {
    var included = Variables()
    for element in self where try isIncluded(element) {
      included.names.append(element.key)
      included.values.append(element.value)
    }
    return included
  }

  /// The same with these in the place of those of the same names.
  public func overlaid(with others: Variables) -> Variables {
    if isEmpty { return others }
    var all = self
    for (name, value) in others { all[name] = value }
    return all
  }

  /// For whoever wants them in no order.
  public var byName: [String: String] { Dictionary(uniqueKeysWithValues: zip(names, values)) }

  /// The same, with what pools have of it.
  func sharing(_ texts: inout Pool<String>, _ lists: inout Pool<[String]>) -> Variables {
    var shared = Variables()
    shared.names = lists.shared(names)
    shared.values = values.map { texts.sharedText($0) }
    return shared
  }
}

extension Variables: RandomAccessCollection {
  public typealias Element = (key: String, value: String)

  public var startIndex: Int { 0 }
  public var endIndex: Int { names.count }
  public subscript(place: Int) -> Element { (names[place], values[place]) }

  /// The names, in their order.
  public var keys: [String] { names }
}

extension Variables: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, String)...) {
    self.init(Dictionary(uniqueKeysWithValues: elements))
  }
}

extension Variables: CustomStringConvertible {
  public var description: String { "[" + map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "]" }
}
