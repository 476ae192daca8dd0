internal import YAML

/// Who decides a value that is written as plain text.
enum PlainTextMeans {
  /// The fleet does: the server is to have exactly this.
  case declared
  /// The customer does: the server begins with this.
  case initial
}

/// Reads a value that is declared, or left to the customer by `{ setBy: customer, initially: … }`.
func readSetting(
  _ node: Node?, with reader: inout DocumentReader, plainText: PlainTextMeans = .declared,
  _ parse: (String) throws(ScalarError) -> Template = parseTemplate
) -> Setting? {
  guard let node else { return nil }
  if reader.isMapping(node) { return readCustomersSetting(node, with: &reader, parse) }
  guard let template = reader.value(node, parse) else { return nil }
  switch plainText {
  case .declared: return .declared(template)
  case .initial: return .leftToCustomer(initially: template)
  }
}

/// Reads variables by name; a later declaration elsewhere replaces one of the same name.
func readEnvironment(_ node: Node?, with reader: inout DocumentReader) -> [String: Located<Setting>]? {
  reader.dictionary(node, name: parseVariableName) { reader, node in
    readSetting(node, with: &reader).map { Located($0, at: reader.place(of: node)) }
  }
}

private enum SettingKey: String, DocumentKey { case setBy, initially }

private enum Setter: String, CaseIterable { case customer }

private func readCustomersSetting(
  _ node: Node, with reader: inout DocumentReader, _ parse: (String) throws(ScalarError) -> Template
) -> Setting? {
  if let word = reader.bracedWord(node), SettingKey(rawValue: word) == nil {
    reader.report(
      "unquoted-template", "text that begins with a brace needs quotes", hint: "write \(quoted("\"{\(word)}\""))",
      at: node)
    return nil
  }
  guard let fields: Fields<SettingKey> = reader.fields(of: node) else { return nil }
  let setter: Setter? = reader.value(reader.required(.setBy, in: fields), parseWord)
  let initially = reader.value(reader.required(.initially, in: fields), parse)
  guard setter != nil, let initially else { return nil }
  return .leftToCustomer(initially: initially)
}
