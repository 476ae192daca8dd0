import EggRules

/// Reads the panel's address: `https://panel.example.com`, without the slashes at its end.
func parsePanelURL(_ text: String) throws(ScalarError) -> FleetSettings.PanelAddress {
  let example = "write it like `https://panel.example.com`"
  guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
    throw ScalarError("bad-url", "\(quoted(text)) is not a web address", hint: example)
  }
  let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
  guard parts.count == 2, ["https", "http"].contains(parts[0].lowercased()) else {
    throw ScalarError("bad-url", "\(quoted(text)) is not a web address", hint: example)
  }
  let host = parts[1].prefix { $0 != "/" }
  guard !host.isEmpty, !parts[1].contains(where: { "?#@\\".contains($0) }) else {
    throw ScalarError("bad-url", "the panel's address may have only scheme, host, port and path", hint: example)
  }
  var path = parts[1].dropFirst(host.count)
  while path.last == "/" { path.removeLast() }
  return .init(url: parts[0].lowercased() + "://" + host.lowercased() + path)
}

/// Reads a name and an address as git has them: `botfleet <botfleet@example.com>`.
func parseAuthor(_ text: String) throws(ScalarError) -> FleetSettings.Author {
  let line = try parseShortLine(text)
  let parts = line.split(separator: "<", omittingEmptySubsequences: false)
  guard parts.count == 2, parts[1].last == ">", !parts[1].dropLast().contains(">"), !parts[0].contains(">") else {
    throw ScalarError(
      "bad-author", "\(quoted(text)) is not an author", hint: "write it like `botfleet <botfleet@example.com>`")
  }
  // It stands in every commit, wherever people read those.
  guard escapedForDisplay(line) == line else {
    throw ScalarError(
      "bad-author", "invisible characters, and characters that reorder text, are not allowed in an author")
  }
  guard let name = trimmedValue(String(parts[0])) else { throw ScalarError("bad-author", "the author has no name") }
  return .init(name: name, email: try parseEmail(String(parts[1].dropLast())))
}

/// Reads the address of a customer, which the panel has to take: it knows more rules than git has for an author.
func parseCustomersEmail(_ text: String) throws(ScalarError) -> String {
  let email = try parseEmail(text)
  let isTaken =
    switch emailVerdict(email) {
    case .right, .loose: true
    case .wrong: false
    case .unusual: hasLiteralHost(email)
    }
  guard isTaken else {
    throw ScalarError("bad-email", "\(quoted(text)) is not an e-mail address that a panel accepts")
  }
  return email
}

/// `ada@[192.0.2.1]` is the one unusual address of one piece; with a comment in it a panel fails or refuses it.
private func hasLiteralHost(_ email: String) -> Bool {
  let halves = email.split(separator: "@")
  guard halves.count == 2, halves[1].hasPrefix("["), halves[1].hasSuffix("]") else { return false }
  return !(halves[0] + halves[1].dropFirst().dropLast()).contains { "[]()\\".contains($0) }
}

/// Reads an e-mail address: one `@` with something on both sides and no white space. The rest is for mail servers to judge.
package func parseEmail(_ text: String) throws(ScalarError) -> String {
  let parts = text.split(separator: "@", omittingEmptySubsequences: false)
  let isPlain = text.unicodeScalars.allSatisfy {
    $0.value > 0x20 && !"<>,;\"".unicodeScalars.contains($0) && !isUnseen($0)
  }
  guard parts.count == 2, !parts.contains(where: \.isEmpty), isPlain, text.utf8.count <= 191 else {
    throw ScalarError("bad-email", "\(quoted(text)) is not an e-mail address")
  }
  return text
}
