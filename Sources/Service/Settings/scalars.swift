internal import Planner

/// Reads the name of a variable of the environment. What looks like the secret itself is refused, and not shown.
func parseVariable(_ text: String) throws(ScalarError) -> VariableName {
  let isName =
    (1...100).contains(text.utf8.count)
    && text.utf8.enumerated().allSatisfy { index, byte in
      (0x41...0x5A).contains(byte) || byte == 0x5F || index > 0 && (0x30...0x39).contains(byte)
    }
  guard isName else {
    throw ScalarError(
      "secret-in-file", "the name of a variable of the environment is expected here, and this is none",
      hint: "put the secret into the environment, and write the variable's name: capitals, digits and `_`")
  }
  return VariableName(text)
}

/// Throws where a value may be a secret, wherever it stands.
func refuseSecret(_ text: String) throws(ScalarError) {
  let starts = [
    "whsec_", "whsk_", "ptla_", "ptlc_", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "eyJ", "sk_live_",
    "sb_secret_", "xoxb-",
  ]
  let hasStart = starts.contains { text.hasPrefix($0) }
  let credentials = text.split(separator: "://", maxSplits: 1).last.flatMap { rest in
    rest.prefix { $0 != "/" }.split(separator: "@", omittingEmptySubsequences: false).dropLast().first
  }
  // A user's name alone, as in ssh://git@host, is no secret.
  let hasPassword = text.contains("://") && (credentials?.contains(":") ?? false)
  let isWebhook = text.contains("/api/webhooks/")
  guard hasStart || hasPassword || isWebhook else { return }
  throw ScalarError(
    "secret-in-file", "this looks like a secret, and secrets do not belong into this file",
    hint: "put it into the environment, and name the variable")
}

/// Reads an address to listen on: `127.0.0.1:8080`, `[::1]:8080`.
func parseListenAddress(_ text: String) throws(ScalarError) -> ListenAddress {
  let fault = ScalarError(
    "bad-address", "\(quoted(text)) is not an address to listen on", hint: "write it like `127.0.0.1:8080`")
  guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
    (0...65_535).contains(port)
  else { throw fault }
  var host = String(text[..<colon])
  if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
  guard host == "localhost" || (try? parseIPAddress(host)) != nil else { throw fault }
  return ListenAddress(host: host, port: port)
}

/// Reads an IPv4 or IPv6 address.
func parseIPAddress(_ text: String) throws(ScalarError) -> String {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  let isFour = parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  let isSix = text.contains(":") && text.utf8.allSatisfy { isHexDigit($0) || $0 == 0x3A } && text.utf8.count <= 39
  guard isFour || isSix else {
    throw ScalarError("bad-address", "\(quoted(text)) is not an IP address", hint: "write it like `127.0.0.1`")
  }
  return text
}

private func isHexDigit(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
}

/// Reads `https://bots.example.com`, without the slashes at its end. In clear only to this machine.
func parseWebAddress(_ text: String) throws(ScalarError) -> String {
  try refuseSecret(text)
  let fault = ScalarError(
    "bad-url", "\(quoted(text)) is not a web address", hint: "write it like `https://bots.example.com`")
  let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
  guard parts.count == 2, ["https", "http"].contains(parts[0]), !parts[1].isEmpty,
    parts[1].utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !parts[1].contains(where: { "?#@\\".contains($0) })
  else { throw fault }
  let host = parts[1].prefix { $0 != "/" }
  let isHere = ["localhost", "127.0.0.1", "[::1]"].contains { host == $0 || host.hasPrefix("\($0):") }
  guard parts[0] == "https" || isHere else {
    throw ScalarError("plain-http", "\(quoted(text)) would be spoken to in clear", hint: "write `https://`")
  }
  var url = text
  while url.last == "/" { url.removeLast() }
  return url
}

/// Reads what git takes for a remote: a URL, `git@host:path`, or a folder.
func parseRemote(_ text: String) throws(ScalarError) -> String {
  try refuseSecret(text)
  guard !text.hasPrefix("-"), !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), !text.hasPrefix("ext::")
  else {
    throw ScalarError(
      "bad-remote", "\(quoted(text)) is not a git remote", hint: "write `git@git.example.com:shop/fleet.git`")
  }
  return text
}

/// Reads `shop/fleet`.
func parseRepositoryPath(_ text: String) throws(ScalarError) -> String {
  try refuseSecret(text)
  let parts = text.split(separator: "/", omittingEmptySubsequences: false)
  guard parts.count >= 2, parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }),
    text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"?#%\\".utf8.contains($0) })
  else { throw ScalarError("bad-repository", "\(quoted(text)) is not a repository's path", hint: "write `shop/fleet`") }
  return text
}

/// Reads a path on this machine.
func parsePath(_ text: String) throws(ScalarError) -> String { try parseLine(text) }

/// Reads a folder inside the repository.
func parseFolder(_ text: String) throws(ScalarError) -> String {
  let parts = text.split(separator: "/", omittingEmptySubsequences: false)
  guard parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." && $0.lowercased() != ".git" }) else {
    throw ScalarError(
      "bad-folder", "\(quoted(text)) is not a folder inside the repository",
      hint: "write a relative path such as `fleet`")
  }
  return try parseLine(text)
}
