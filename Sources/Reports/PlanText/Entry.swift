internal import Planner

/// What is listed as one: a row, or rows that say the same.
enum Entry {
  case row(Row)
  case group(Group)
  /// Groups that there is no room for.
  case rest(Mark, groups: Int, orders: Int)

  /// Two or more rows that have everything in common but the order and their own.
  struct Group {
    let shared: Row.Shared
    let orders: [OrderID]
    /// How often each tally occurs, most frequent first: `node 1 (ams-1): 150`.
    let tallies: [String]
    /// `ord-0001 ord-0002 … and 1,830 more`.
    let names: String

    /// Orders named before "and … more", where there may be thousands.
    static let named = 10
  }

  /// How many rows it stands for.
  var rowCount: Int {
    switch self {
    case .row: 1
    case .group(let group): group.orders.count
    case .rest(_, _, let orders): orders
    }
  }

  /// The mark of what is listed.
  var mark: Mark {
    switch self {
    case .row(let row): row.shared.mark
    case .group(let group): group.shared.mark
    case .rest(let mark, _, _): mark
    }
  }
}

/// How many entries of one kind a grouped plan shows.
private let entriesPerMark = 40

/// What a plan lists by itself and what as one.
func entries(of rows: [Row]) -> [Entry] {
  rows.count > Listing.longest ? grouped(rows) : gathered(rows)
}

/// The rows of a plan that is no longer than a page: those put together, where their first one stands, of which more than a handful say the
/// same and nothing of their own. Nothing is lost by that, for each order is named.
private func gathered(_ rows: [Row]) -> [Entry] {
  var alike = Dictionary(grouping: rows.filter(\.saysNothingOfItsOwn), by: \.shared)
  alike = alike.filter { $0.value.count > Listing.handful }
  let gathered = Set(alike.keys)
  return rows.compactMap { row in
    guard row.saysNothingOfItsOwn, gathered.contains(row.shared) else { return .row(row) }
    return alike.removeValue(forKey: row.shared).map { .group(Entry.Group($0, naming: $0.count)) }
  }
}

extension Row {
  fileprivate var saysNothingOfItsOwn: Bool {
    switch attention {
    case .eachByItself: false
    case .together: order != nil && own == nil && fold.isEmpty
    }
  }
}

/// The rows of a long plan, with those put together that say the same, and with no more than a page of the harmless ones of each kind.
private func grouped(_ rows: [Row]) -> [Entry] {
  let byMark = Dictionary(grouping: rows, by: \.shared.mark)
  return Mark.allCases.flatMap { mark -> [Entry] in
    let rows = byMark[mark] ?? []
    switch mark.attention {
    case .eachByItself: return rows.map(Entry.row)
    case .together: return cut(grouped(alike: rows), mark)
    }
  }
}

/// Groups by their size, largest first, in the order of the rows where they are equal.
private func grouped(alike rows: [Row]) -> [[Row]] {
  var positions: [Row.Shared: Int] = [:]
  var groups: [[Row]] = []
  for row in rows {
    // A row that speaks for no single order is never one of many.
    if row.order != nil, let position = positions[row.shared] {
      groups[position].append(row)
    } else {
      positions[row.shared] = groups.count
      groups.append([row])
    }
  }
  return groups.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(\.element)
}

private func cut(_ groups: [[Row]], _ mark: Mark) -> [Entry] {
  let shown = groups.prefix(entriesPerMark).map {
    $0.count == 1 ? Entry.row($0[0]) : .group(Entry.Group($0, naming: Entry.Group.named))
  }
  let hidden = groups.dropFirst(entriesPerMark)
  if hidden.isEmpty { return shown }
  return shown + [.rest(mark, groups: hidden.count, orders: hidden.reduce(0) { $0 + $1.count })]
}

extension Entry.Group {
  fileprivate init(_ rows: [Row], naming limit: Int) {
    shared = rows[0].shared
    orders = rows.compactMap(\.order)
    let counts = Dictionary(grouping: rows.compactMap(\.tally)) { $0 }.mapValues(\.count)
    tallies = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key): \(thousands($0.value))" }
    names = Reports.named(orders.map(\.text), upTo: limit)
  }
}
