/// What a list allows to filter and sort by, and how its rows are compared.
struct Listing<Row: Identifiable & Sendable>: Sendable where Row.ID == Int {
  /// By name; whether a row fits one of the values asked for, which come folded for search.
  struct Filter: Sendable {
    let name: String
    let fits: @Sendable (Row, _ wanted: [String]) -> Bool

    /// The row's text contains a wanted one.
    static func partial(_ name: String, _ text: @escaping @Sendable (Row) -> String?) -> Filter {
      Filter(name: name) { row, wanted in
        guard let text = text(row).map(foldedForSearch) else { return false }
        return wanted.contains { contains(text, $0) }
      }
    }

    /// The row's text is a wanted one.
    static func exact(_ name: String, _ text: @escaping @Sendable (Row) -> String?) -> Filter {
      Filter(name: name) { row, wanted in text(row).map(foldedForSearch).map(wanted.contains) ?? false }
    }
  }

  struct Sort: Sendable {
    let name: String
    let key: @Sendable (Row) -> SortKey
  }

  let filters: [Filter]
  let sorts: [Sort]

  /// The ids that `filter` and `sort` ask for, in their order. Without both, the ids as they are.
  func ids(_ all: SortedIDs, asked input: JSONObject, row: (Int) -> Row?) throws(Refusal) -> [Int] {
    let tests = try tests(input["filter"])
    let orders = try orders(input["sort"])
    var ids = all.ids
    if !tests.isEmpty {
      ids = ids.filter { id in row(id).map { row in tests.allSatisfy { $0(row) } } ?? false }
    }
    guard let first = orders.first else { return ids }
    if first.sort.name == "id" { return first.isDescending ? ids.reversed() : ids }
    let keyed = ids.compactMap { id in row(id).map { row in (keys: orders.map { $0.sort.key(row) }, id: id) } }
    return keyed.sorted { left, right in
      for (index, order) in orders.enumerated() where left.keys[index] != right.keys[index] {
        return (left.keys[index] < right.keys[index]) != order.isDescending
      }
      return left.id < right.id
    }.map(\.id)
  }

  /// The tests of `filter[name]=value`. A plain `filter=value` is none; an empty value is none either.
  private func tests(_ value: JSON?) throws(Refusal) -> [(Row) -> Bool] {
    var wanted = value?.members ?? [:]
    if case .array(let items)? = value {
      wanted = JSONObject(items.enumerated().map { (String($0.offset), $0.element) })
    }
    let unknown = wanted.keys.filter { key in !filters.contains { $0.name == key } }
    if !unknown.isEmpty { throw notAllowed("filter", unknown, filters.map(\.name)) }
    var tests: [(Row) -> Bool] = []
    for member in wanted {
      let values = alternatives(member.value)
      guard let filter = filters.first(where: { $0.name == member.key }), !values.isEmpty else { continue }
      tests.append { filter.fits($0, values) }
    }
    return tests
  }

  /// A comma separates alternatives; `true` and `false` that stand alone become `1` and `0`.
  private func alternatives(_ value: JSON) -> [String] {
    if let items = value.items { return items.flatMap(alternatives) }
    guard let text = PHPNumber.text(value) else { return [] }
    switch text {
    case "true": return ["1"]
    case "false": return ["0"]
    default: return text.split(separator: ",").map { foldedForSearch(String($0)) }
    }
  }

  /// The orders of `sort=name,-name`, the first first.
  private func orders(_ value: JSON?) throws(Refusal) -> [(sort: Sort, isDescending: Bool)] {
    if sorts.isEmpty { return [] }
    let parts = value?.items?.compactMap(\.text) ?? value?.text?.split(separator: ",").map(String.init) ?? []
    let asked = parts.map { part in (name: String(part.drop { $0 == "-" }), isDescending: part.hasPrefix("-")) }
    let unknown = asked.map(\.name).filter { name in !sorts.contains { $0.name == name } }
    if !unknown.isEmpty { throw notAllowed("sort", unknown, sorts.map(\.name)) }
    return asked.compactMap { order in
      sorts.first { $0.name == order.name }.map { (sort: $0, isDescending: order.isDescending) }
    }
  }

  private func notAllowed(_ what: String, _ asked: [String], _ allowed: [String]) -> Refusal {
    let verb = what == "filter" ? "are" : "is"
    let names = asked.joined(separator: ", ")
    return Refusal(
      400, what == "filter" ? "InvalidFilterQuery" : "InvalidSortQuery",
      "Requested \(what)(s) `\(names)` \(verb) not allowed. Allowed \(what)(s) are `\(allowed.joined(separator: ", "))`."
    )
  }
}

/// What rows are sorted by.
enum SortKey: Sendable, Comparable {
  case number(Int)
  case text(String)
}

/// Whether a text occurs in another; by bytes, which is enough for folded text and much faster.
func contains(_ text: String, _ wanted: String) -> Bool {
  var text = text
  var wanted = wanted
  return text.withUTF8 { haystack in
    wanted.withUTF8 { needle in
      guard needle.count <= haystack.count else { return false }
      return (0...(haystack.count - needle.count)).contains { start in
        needle.indices.allSatisfy { haystack[start + $0] == needle[$0] }
      }
    }
  }
}
