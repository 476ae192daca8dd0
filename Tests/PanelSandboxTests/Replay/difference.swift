@testable import PanelSandbox

/// Where an answer's body first differs from what was expected; nil if nowhere.
func difference(_ expected: JSON, _ actual: JSON, _ names: Names, at place: String = "body") -> String? {
  switch (names.filled(expected), actual) {
  case (.string(let text), _):
    if let marker = Marker(text) {
      return marker.fits(actual) ? nil : "\(place): expected \(text), got \(shown(actual))"
    }
    guard case .string(let got) = actual, Marker.fits(text, got) else {
      return "\(place): expected \(text), got \(shown(actual))"
    }
    return nil
  case (.object(let members), .object(let got)):
    if place == "body", members.keys == ["errors"] { return errorDifference(members, got, names) }
    let missing = members.keys.filter { got[$0] == nil }
    let extra = got.keys.filter { members[$0] == nil }
    if !missing.isEmpty || !extra.isEmpty { return "\(place): missing \(missing), not expected \(extra)" }
    return members.lazy.compactMap { difference($0.value, got[$0.key] ?? .null, names, at: "\(place).\($0.key)") }.first
  case (.array(let items), .array(let got)):
    guard items.count == got.count else { return "\(place): expected \(items.count) items, got \(got.count)" }
    return items.indices.lazy.compactMap { difference(items[$0], got[$0], names, at: "\(place)[\($0)]") }.first
  case (let other, _):
    return isEqual(other, actual) ? nil : "\(place): expected \(shown(other)), got \(shown(actual))"
  }
}

/// Errors may come in any order. Their wording is the panel's own here, so it counts too.
private func errorDifference(_ expected: JSONObject, _ actual: JSONObject, _ names: Names) -> String? {
  guard actual.keys == ["errors"], var rest = actual["errors"]?.items else { return "body: no list of errors" }
  for error in expected["errors"]?.items ?? [] {
    guard let index = rest.firstIndex(where: { difference(error, $0, names, at: "error") == nil }) else {
      return "errors: expected \(shown(error)), got \(rest.map(shown))"
    }
    rest.remove(at: index)
  }
  return rest.isEmpty ? nil : "errors: not expected \(rest.map(shown))"
}

private func isEqual(_ left: JSON, _ right: JSON) -> Bool {
  switch (left, right) {
  case (.integer(let left), .number(let right)): Double(left) == right
  case (.number(let left), .integer(let right)): left == Double(right)
  default: left == right
  }
}

private func shown(_ value: JSON) -> String {
  String(String(decoding: JSONWriter.encode(value), as: UTF8.self).prefix(300))
}

/// Where an answer's headers first differ from those that were named; nil if nowhere.
func difference(inHeaders expected: JSONObject, _ actual: [String: String], _ names: Names) -> String? {
  for (name, wanted) in expected {
    let got = actual[name]
    let fits =
      switch (wanted, got) {
      case (.null, nil): true
      case (.null, _), (_, nil): false
      case (let value, let text?): headerFits(name, names.filled(PHPNumber.text(value) ?? ""), text)
      }
    if !fits { return "header \(name): expected \(shown(wanted)), got \(got ?? "none")" }
  }
  return nil
}

private func headerFits(_ name: String, _ wanted: String, _ got: String) -> Bool {
  if name == "content-type" { return got.split(separator: ";").first.map { $0.lowercased() } == wanted }
  if name == "allow" { return methods(got) == methods(wanted) }
  if let marker = Marker(wanted) { return Int(got).map { marker.fits(.integer($0)) } ?? false }
  return got == wanted
}

private func methods(_ list: String) -> Set<String> {
  Set(list.split(separator: ",").map { String($0).trimmedOfSpaces })
}
