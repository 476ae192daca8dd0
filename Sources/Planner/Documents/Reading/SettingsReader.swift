internal import YAML

/// Reads what `fleet.yaml` says, and in its stead what the environment says.
struct SettingsReader {
  var document: DocumentReader
  /// Where what was read so far stands.
  var places = SettingsPlaces()
  private let environment: SettingsEnvironment

  init(_ document: DocumentReader, environment: SettingsEnvironment) {
    self.document = document
    self.environment = environment
  }

  /// The values of a mapping that may be left out where the environment holds all that has to be in it.
  mutating func fields<Key, Inner: DocumentKey>(
    _ key: Key, in outer: Fields<Key>, coveredBy variables: [EnvironmentVariable]
  ) -> Fields<Inner>? {
    if let node = outer[key] { return document.fields(of: node) }
    let missing = variables.filter { environment[$0] == nil }
    guard !missing.isEmpty else { return Fields(missingIn: outer.node) }
    _ = document.required(key, in: outer, hint: hint(naming: missing))
    return nil
  }

  /// A value that has to be in the document or in the environment.
  mutating func value<Key, Value>(
    _ key: Key, in fields: Fields<Key>, or variable: EnvironmentVariable,
    _ parse: (String) throws(ScalarError) -> Value
  ) -> Value? {
    if let node = fields[key] { return document.value(node, parse) }
    guard environment[variable] == nil else { return value(of: variable, parse) }
    _ = document.required(key, in: fields, hint: hint(naming: [variable]))
    return nil
  }

  /// A value that may be in the document or in the environment.
  mutating func value<Key, Value>(
    ofOptional key: Key, in fields: Fields<Key>, or variable: EnvironmentVariable,
    _ parse: (String) throws(ScalarError) -> Value
  ) -> Value? {
    if let node = fields[key] { return document.value(node, parse) }
    return value(of: variable, parse)
  }

  /// Where a value stands that is in the document or in the environment.
  func source<Key>(
    _ key: Key, in fields: Fields<Key>, or variable: EnvironmentVariable
  ) -> SettingsPlaces.Source {
    fields[key].map { SettingsPlaces.Source(document.place(of: $0)) }
      ?? SettingsPlaces.Source(variable: variable.rawValue)
  }

  /// What a variable holds; nil where it is unset.
  mutating func value<Value>(
    of variable: EnvironmentVariable, _ parse: (String) throws(ScalarError) -> Value
  ) -> Value? {
    guard let text = environment[variable] else { return nil }
    do throws(ScalarError) {
      return try parse(text)
    } catch {
      document.log.add(error, inVariable: variable.rawValue)
      return nil
    }
  }

  private func hint(naming variables: [EnvironmentVariable]) -> String {
    "write it here, or set \(variables.map { quoted($0.rawValue) }.joined(separator: ", ")) in the environment"
  }
}
