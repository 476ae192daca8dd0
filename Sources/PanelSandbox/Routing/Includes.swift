/// Which related objects an answer is to contain, two levels deep (recording 20-069).
struct Includes: Sendable {
  private var children: [String: Includes] = [:]

  static let none = Includes()

  init() {}

  /// Reads `a,b.c` or a list of such; names keep their case, spaces do not count.
  init(_ value: JSON?) {
    let texts = value?.items?.compactMap(\.text) ?? value?.text.map { [$0] } ?? []
    for name in texts.flatMap({ $0.split(separator: ",") }) {
      insert(name.filter { $0 != " " }.split(separator: ".").prefix(Self.depth).map(String.init)[...])
    }
  }

  private static let depth = 2

  private mutating func insert(_ path: ArraySlice<String>) {
    guard let first = path.first else { return }
    children[first, default: Includes()].insert(path.dropFirst())
  }

  var isEmpty: Bool { children.isEmpty }

  /// What to include in the related object of this name; nil if it is not asked for.
  subscript(name: String) -> Includes? { children[name] }
}
