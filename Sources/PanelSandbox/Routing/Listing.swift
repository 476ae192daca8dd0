/// What a list allows to filter and sort by, and how its rows are compared.
struct Listing<Row: Identifiable & Sendable>: Sendable where Row.ID == Int {
  /// By name; the row's text is compared as a substring, or whole if the filter is exact.
  struct Filter: Sendable {
    let name: String
    var isExact = false
    let text: @Sendable (Row) -> String?
  }

  struct Sort: Sendable {
    let name: String
    let key: @Sendable (Row) -> SortKey
  }

  let filters: [Filter]
  let sorts: [Sort]

  /// The ids that the query asks for, in its order. Without filter and sort, the ids as they are.
  func ids(
    _ all: SortedIDs, query: JSONObject, row: (Int) -> Row?
  ) throws(Refusal) -> [Int] {
    let tests = try tests(query["filter"])
    let order = try order(query["sort"])
    var ids = all.ids
    if !tests.isEmpty {
      ids = ids.filter { id in row(id).map { row in tests.allSatisfy { $0(row) } } ?? false }
    }
    guard let order else { return ids }
    if order.name == "id" { return order.isDescending ? ids.reversed() : ids }
    guard let sort = sorts.first(where: { $0.name == order.name }) else { return ids }
    let keyed = ids.compactMap { id in row(id).map { (key: sort.key($0), id: id) } }
    return keyed.sorted { order.isDescending ? $1.key < $0.key : $0.key < $1.key }.map(\.id)
  }

  /// The tests of `filter[name]=value`. A plain `filter=value` is none; an empty value is none either.
  private func tests(_ value: JSON?) throws(Refusal) -> [(Row) -> Bool] {
    guard case .object(let wanted)? = value else { return [] }
    let unknown = wanted.keys.filter { key in !filters.contains { $0.name == key } }
    if !unknown.isEmpty { throw notAllowed("filter", unknown, filters.map(\.name)) }
    var tests: [(Row) -> Bool] = []
    for member in wanted {
      let values = alternatives(member.value)
      guard let filter = filters.first(where: { $0.name == member.key }), !values.isEmpty else { continue }
      tests.append { row in
        guard let text = filter.text(row).map(foldedForSearch) else { return false }
        return values.contains { filter.isExact ? text == $0 : contains(text, $0) }
      }
    }
    return tests
  }

  /// A comma separates alternatives; `true` and `false` become `1` and the empty text.
  private func alternatives(_ value: JSON) -> [String] {
    let texts = value.items?.compactMap(\.text) ?? value.text.map { $0.split(separator: ",").map(String.init) } ?? []
    return texts.map { text in
      switch text {
      case "true": "1"
      case "false": "0"
      default: foldedForSearch(text)
      }
    }
  }

  private func order(_ value: JSON?) throws(Refusal) -> (name: String, isDescending: Bool)? {
    guard let text = value?.text, !sorts.isEmpty, let first = text.split(separator: ",").first else { return nil }
    let isDescending = first.hasPrefix("-")
    let name = String(isDescending ? first.dropFirst() : first)
    guard sorts.contains(where: { $0.name == name }) else { throw notAllowed("sort", [name], sorts.map(\.name)) }
    return (name, isDescending)
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
