/// The members of a JSON object in the order they were written. A key that comes again replaces the value.
struct JSONObject: Sendable {
  typealias Member = (key: String, value: JSON)

  private var members: [Member] = []

  init() {}

  init(_ members: [(String, JSON)]) {
    self.members = members.map { (key: $0.0, value: $0.1) }
  }

  subscript(key: String) -> JSON? {
    get { members.first { $0.key == key }?.value }
    set {
      let index = members.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append((key: key, value: value))
      case (nil, nil): break
      }
    }
  }

  /// Appends without looking for the key: for keys that are known to be new.
  mutating func append(_ key: String, _ value: JSON) {
    members.append((key: key, value: value))
  }

  var keys: [String] { members.map(\.key) }
}

extension JSONObject: RandomAccessCollection {
  var startIndex: Int { members.startIndex }
  var endIndex: Int { members.endIndex }
  subscript(position: Int) -> Member { members[position] }
}

extension JSONObject: Equatable {
  static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral elements: (String, JSON)...) { self.init(elements) }
}
