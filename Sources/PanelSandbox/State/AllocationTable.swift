import Foundation

/// The allocations, indexed by node, by server, and by being free.
struct AllocationTable: Sendable {
  private var table = Table<Allocation>()
  private var byNode: [Int: SortedIDs] = [:]
  private var byServer: [Int: SortedIDs] = [:]
  private var freeByNode: [Int: SortedIDs] = [:]
  private var byAddress: Set<Address> = []

  private struct Address: Hashable, Sendable {
    let node: Int
    let ip: String
    let port: Int
  }

  var nextID: Int { table.nextID }

  subscript(id: Int) -> Allocation? { table[id] }

  func ofNode(_ node: Int) -> SortedIDs { byNode[node] ?? SortedIDs() }
  func ofServer(_ server: Int) -> SortedIDs { byServer[server] ?? SortedIDs() }
  func free(onNode node: Int) -> SortedIDs { freeByNode[node] ?? SortedIDs() }

  func exists(ip: String, port: Int, onNode node: Int) -> Bool {
    byAddress.contains(Address(node: node, ip: ip, port: port))
  }

  mutating func reserve(_ capacity: Int) {
    table.reserve(capacity)
    byAddress.reserveCapacity(capacity)
    byServer.reserveCapacity(capacity)
  }

  /// Inserts an allocation, or replaces the one with its id.
  mutating func put(_ allocation: Allocation) {
    if let former = table[allocation.id] { unindex(former) }
    table.put(allocation)
    byAddress.insert(Address(node: allocation.node, ip: allocation.ip, port: allocation.port))
    byNode[allocation.node, default: SortedIDs()].insert(allocation.id)
    if let server = allocation.server {
      byServer[server, default: SortedIDs()].insert(allocation.id)
    } else {
      freeByNode[allocation.node, default: SortedIDs()].insert(allocation.id)
    }
  }

  mutating func remove(_ id: Int) {
    if let former = table.remove(id) { unindex(former) }
  }

  /// Gives an allocation to a server, taking it from whoever had it.
  mutating func assign(_ id: Int, to server: Int?) {
    guard var allocation = table[id] else { return }
    allocation.server = server
    put(allocation)
  }

  mutating func dropNotes(of id: Int) {
    guard var allocation = table[id], allocation.notes != nil else { return }
    allocation.notes = nil
    put(allocation)
  }

  /// Frees all allocations of a server that is gone. Their notes stay, as the database leaves them.
  mutating func release(server: Int, forgettingNotes: Bool) {
    for id in ofServer(server) {
      assign(id, to: nil)
      guard forgettingNotes, var allocation = self[id] else { continue }
      allocation.notes = nil
      put(allocation)
    }
  }

  private mutating func unindex(_ allocation: Allocation) {
    byAddress.remove(Address(node: allocation.node, ip: allocation.ip, port: allocation.port))
    byNode[allocation.node]?.remove(allocation.id)
    freeByNode[allocation.node]?.remove(allocation.id)
    if let server = allocation.server { byServer[server]?.remove(allocation.id) }
  }
}

/// How the panel's database compares text: without case, accents and trailing spaces (recordings 21-013, 21-020).
func collated(_ text: String) -> String {
  var folded = foldedForSearch(text)
  while folded.last == " " { folded.removeLast() }
  return folded
}

/// How the panel's filters compare text: without case and accents.
func foldedForSearch(_ text: String) -> String {
  let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
  return isPlain ? text.lowercased() : text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
}
