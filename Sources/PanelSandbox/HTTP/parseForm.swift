/// Reads `a=1&b[c]=2&d[]=3` as PHP does: brackets nest, empty brackets append, later names replace earlier ones.
func parseForm(_ text: some StringProtocol) -> JSONObject {
  var form = JSON.object([:])
  for pair in text.split(separator: "&") {
    let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = percentDecoded(parts[0], plusIsSpace: true)
    let value = parts.count > 1 ? percentDecoded(parts[1], plusIsSpace: true) : ""
    let path = formPath(name)
    if !path.isEmpty { form = inserted(.string(value), at: path[...], into: form) }
  }
  return form.members ?? [:]
}

/// `filter[name][]` is `filter`, `name`, and a step without a name.
private func formPath(_ name: String) -> [String] {
  guard let open = name.firstIndex(of: "["), open != name.startIndex else { return name.isEmpty ? [] : [name] }
  var path = [String(name[..<open])]
  var rest = name[open...]
  while rest.first == "[", let close = rest.firstIndex(of: "]") {
    path.append(String(rest[rest.index(after: rest.startIndex)..<close]))
    rest = rest[rest.index(after: close)...]
  }
  return path
}

private func inserted(_ value: JSON, at path: ArraySlice<String>, into container: JSON) -> JSON {
  guard let step = path.first else { return value }
  let rest = path.dropFirst()
  switch container {
  case .array(let items) where step.isEmpty:
    return .array(items + [inserted(value, at: rest, into: .null)])
  case .object(var members) where !step.isEmpty:
    members[step] = inserted(value, at: rest, into: members[step] ?? .null)
    return .object(members)
  default:
    let first = inserted(value, at: rest, into: .null)
    return step.isEmpty ? .array([first]) : .object([step: first])
  }
}
