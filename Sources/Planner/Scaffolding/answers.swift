/// Why an answer is none, and what would be one.
public struct AnswerProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence without a full stop.
  public let description: String

  public init(_ description: String) { self.description = description }

  init(_ error: ScalarError) { self.init(error.message + (error.hint.map { ": \($0)" } ?? "")) }
}

/// The name of a fleet.
public func readFleetName(_ text: String) throws(AnswerProblem) -> String { try answer(text, parseShortLine) }

/// The address of a panel, without slashes at its end.
public func readPanelAddress(_ text: String) throws(AnswerProblem) -> String {
  try answer(text) { text throws(ScalarError) in try parsePanelURL(text).url }
}

/// A startup command.
public func readStartupCommand(_ text: String) throws(AnswerProblem) -> String { try answer(text, parseStartup) }

/// An egg, by its number or its name.
public func chooseEgg(_ text: String, among eggs: [OfferedEgg]) throws(AnswerProblem) -> OfferedEgg {
  let matching = eggs.filter { text == "\($0.id)" }
  if let egg = matching.first { return egg }
  let named = eggs.filter { isSame($0.name, text) }
  if let egg = named.first, named.count == 1 { return egg }
  if named.count > 1 {
    throw AnswerProblem("\(named.count) eggs have that name: \(listed(named.map { "\($0.id)" })); answer with a number")
  }
  throw unknown("egg", text, eggs.map { "\($0.id) (\($0.name))" })
}

/// Nodes, by their numbers or names, between commas.
public func chooseNodes(_ text: String, among nodes: [OfferedNode]) throws(AnswerProblem) -> [OfferedNode] {
  var chosen: [OfferedNode] = []
  for word in try words(of: text) {
    let found = nodes.first { "\($0.id)" == word } ?? nodes.first { isSame($0.node.name, word) }
    guard let found else { throw unknown("node", word, nodes.map { "\($0.id) (\($0.node.name))" }) }
    if !chosen.contains(found) { chosen.append(found) }
  }
  return chosen.sorted { $0.id < $1.id }
}

/// A user, by number or username.
public func chooseUser(_ text: String, among users: [OfferedUser]) throws(AnswerProblem) -> OfferedUser {
  if let user = users.first(where: { "\($0.id)" == text }) ?? users.first(where: { isSame($0.username, text) }) {
    return user
  }
  throw unknown("user", text, users.filter(\.isAdministrator).map { "\($0.id) (\($0.username))" })
}

/// An image: one of an egg's by its place in the list, its label or its name, or any other by its name.
public func chooseImage(_ text: String, among images: [OfferedImage]) throws(AnswerProblem) -> String {
  if let place = Int(text), images.indices.contains(place - 1) { return images[place - 1].image }
  if let image = images.first(where: { isSame($0.label, text) }) { return image.image }
  let image = try answer(text, parseImage)
  guard images.isEmpty || images.contains(where: { $0.image == image }) || image.contains("/") else {
    throw unknown("image", text, images.map(\.label))
  }
  return image
}

/// The number of an egg, a user or another single thing, where the panel cannot be asked.
public func readNumber<Subject>(_ text: String) throws(AnswerProblem) -> PanelID<Subject> {
  try answer(text, parsePanelID)
}

/// Numbers between commas, where the panel cannot be asked.
public func readNumbers<Subject>(_ text: String) throws(AnswerProblem) -> [PanelID<Subject>] {
  var numbers: [PanelID<Subject>] = []
  for word in try words(of: text) { numbers.append(try answer(word, parsePanelID)) }
  return Set(numbers).sorted()
}

/// Whose continuous integration.
public func readForge(_ text: String) throws(AnswerProblem) -> NewFleet.Forge {
  guard let forge = NewFleet.Forge(rawValue: text.lowercased()) else {
    throw AnswerProblem("answer \(listed(NewFleet.Forge.allCases.map(\.rawValue)))")
  }
  return forge
}

private func answer<Value>(
  _ text: String, _ parse: (String) throws(ScalarError) -> Value
) throws(AnswerProblem) -> Value {
  do { return try parse(text) } catch { throw AnswerProblem(error) }
}

private func words(of text: String) throws(AnswerProblem) -> [String] {
  // A name may have blanks in it, a number has none.
  let isNumbers = text.utf8.allSatisfy { "0123456789, ".utf8.contains($0) }
  let words = text.split { $0 == "," || isNumbers && $0 == " " }.map { $0.trimmingBlanks }.filter { !$0.isEmpty }
  guard !words.isEmpty else { throw AnswerProblem("answer with numbers, such as 1,2") }
  return words
}

private func isSame(_ name: String, _ text: String) -> Bool { name.lowercased() == text.lowercased() }

private func unknown(_ kind: String, _ text: String, _ known: [String]) -> AnswerProblem {
  let shown = escapedForDisplay(text, upTo: 60)
  guard !known.isEmpty else { return AnswerProblem("the panel has no \(kind) \(shown)") }
  return AnswerProblem("the panel has no \(kind) \(shown); it has \(listed(known))")
}

private func listed(_ names: [String]) -> String {
  let most = 10
  let shown = names.prefix(most).map { escapedForDisplay($0, upTo: 60) }.joined(separator: ", ")
  return names.count > most ? "\(shown) and \(names.count - most) more" : shown
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    let start = drop { $0 == " " }
    return String(start.prefix(start.count - start.reversed().prefix { $0 == " " }.count))
  }
}
