/// Ids in ascending order. New ones are the highest nearly always, so inserting appends.
struct SortedIDs: Sendable, RandomAccessCollection {
  /// The ids themselves, ascending.
  private(set) var ids: [Int] = []

  init() {}
  init(_ ids: some Sequence<Int>) { self.ids = ids.sorted() }

  var startIndex: Int { ids.startIndex }
  var endIndex: Int { ids.endIndex }
  subscript(position: Int) -> Int { ids[position] }

  mutating func insert(_ id: Int) {
    if let last = ids.last, last >= id {
      let position = place(of: id)
      if ids[position] != id { ids.insert(id, at: position) }
    } else {
      ids.append(id)
    }
  }

  mutating func remove(_ id: Int) {
    let position = place(of: id)
    if position < ids.count, ids[position] == id { ids.remove(at: position) }
  }

  func contains(_ id: Int) -> Bool {
    let position = place(of: id)
    return position < ids.count && ids[position] == id
  }

  private func place(of id: Int) -> Int {
    var low = 0
    var high = ids.count
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
