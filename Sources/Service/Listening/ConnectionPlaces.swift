import NIOConcurrencyHelpers

/// The places that connections take, in all and by source.
final class ConnectionPlaces: Sendable {
  private let taken = NIOLockedValueBox<Taken>(Taken())
  private let limits: ListenLimits

  private struct Taken {
    var all = 0
    var bySource: [String: Int] = [:]
  }

  init(_ limits: ListenLimits) { self.limits = limits }

  /// How many are taken.
  var count: Int { taken.withLockedValue(\.all) }

  /// Takes a place; false where there is none.
  func take(_ source: String) -> Bool {
    taken.withLockedValue { taken in
      let ofSource = taken.bySource[source, default: 0]
      guard taken.all < limits.connections, ofSource < limits.connectionsBySource else { return false }
      taken.all += 1
      taken.bySource[source] = ofSource + 1
      return true
    }
  }

  func giveBack(_ source: String) {
    taken.withLockedValue { taken in
      taken.all -= 1
      let left = taken.bySource[source, default: 1] - 1
      taken.bySource[source] = left > 0 ? left : nil
    }
  }
}

/// What a limit by source counts as one: an IPv4 address, or the network of an IPv6 address, of which one machine has many.
func networkSource(_ address: String) -> String {
  guard address.contains(":") else { return address }
  if let dot = address.lastIndex(of: ":"), address[dot...].contains(".") {
    return String(address[address.index(after: dot)...])
  }
  let halves = address.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
  let first = halves[0].split(separator: ":").prefix(4).map(String.init)
  return first.joined(separator: ":") + "::/64"
}
