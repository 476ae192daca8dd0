internal import Planner

/// What can become of what another hand moved; nothing where none did.
func waysOut(of differences: [Difference], on order: OrderID) -> [String] {
  let drifted = differences.filter(\.cause.isDrift).map(\.field)
  if drifted.isEmpty { return [] }
  var ways = ["apply puts it back", "to take it over: botfleet plan --adopt \(order)"]
  let paths = drifted.filter { $0 != .suspended }.map(\.path)
  if !paths.isEmpty {
    let named = paths.prefix(3).joined(separator: ", ") + (paths.count > 3 ? ", …" : "")
    ways.append("to leave it: ignore: [\(named)]")
  }
  return [ways.joined(separator: "; ")]
}
