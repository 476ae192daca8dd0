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

    /// Orders named before "and … more".
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

/// The rows with those put together that say the same, and with no more than a page of the harmless ones of each kind.
func grouped(_ rows: [Row]) -> [Entry] {
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
  let shown = groups.prefix(entriesPerMark).map { $0.count == 1 ? Entry.row($0[0]) : .group(Entry.Group($0)) }
  let hidden = groups.dropFirst(entriesPerMark)
  if hidden.isEmpty { return shown }
  return shown + [.rest(mark, groups: hidden.count, orders: hidden.reduce(0) { $0 + $1.count })]
}

extension Entry.Group {
  fileprivate init(_ rows: [Row]) {
    shared = rows[0].shared
    orders = rows.compactMap(\.order)
    let counts = Dictionary(grouping: rows.compactMap(\.tally)) { $0 }.mapValues(\.count)
    tallies = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key): \(thousands($0.value))" }
  }

  /// `ord-0001 ord-0002 … and 1,830 more`.
  var names: String { Reports.named(orders.map(\.text), upTo: Self.named) }
}
