public import HTTP

/// A server that takes mails from this machine, and how it is reached.
public struct MailServer: Sendable {
  /// How what is said to the server is kept from others.
  public enum Protection: Sendable {
    /// TLS from the first byte: `smtps`.
    case tls
    /// `STARTTLS`, which the server has to offer.
    case startTLS
    /// Nothing: only on this machine itself.
    case none
  }

  /// How long to wait.
  public struct Timeouts: Sendable {
    /// For name lookup, connection and TLS together.
    public let connect: Duration
    /// For the whole exchange, connecting included.
    public let total: Duration

    /// Ten seconds to connect and a minute in all by default.
    public init(connect: Duration = .seconds(10), total: Duration = .seconds(60)) {
      self.connect = connect
      self.total = total
    }
  }

  /// A name or an address; that of IPv6 in brackets.
  public let host: String
  public let port: UInt16
  public let protection: Protection
  /// Nil signs in as nobody.
  let signIn: Credentials?
  public let timeouts: Timeouts
  /// The path of a PEM file with the authorities to trust in place of the system's.
  public let authoritiesFile: String?

  struct Credentials: Sendable {
    let user: String
    let password: Secret
  }

  /// Reads `smtps://mail.example.com`, `smtp://user%40example.com@mail.example.com:587`, `smtp://localhost`.
  ///
  /// `smtp` means `STARTTLS`, and a server that does not offer it gets nothing; on this machine itself it means no TLS unless that is asked
  /// for. Without a port: 465 for `smtps`, 587 for `smtp`, 25 on this machine.
  ///
  /// - Parameters:
  ///   - user: who signs in, where the URL does not say.
  ///   - password: nil signs in as nobody, and then nobody may be named either.
  ///   - onThisMachine: what `smtp` means on a loopback address.
  public init(
    _ url: String, user: String? = nil, password: Secret? = nil, authoritiesFile: String? = nil,
    onThisMachine: Protection = .none, timeouts: Timeouts = Timeouts()
  ) throws(MailServerProblem) {
    let parts = try parseServerURL(url)
    host = parts.host
    let isHere = isLoopback(parts.host)
    switch parts.scheme {
    case .smtps: protection = .tls
    case .smtp: protection = isHere ? onThisMachine : .startTLS
    }
    port = parts.port ?? (protection == .tls ? 465 : isHere ? 25 : 587)
    switch (parts.user ?? user, password) {
    case (nil, nil): signIn = nil
    case (let user?, let password?): signIn = Credentials(user: user, password: password)
    case (nil, _?): throw MailServerProblem("there is a password, and no user: write smtps://user@host")
    case (_?, nil): throw MailServerProblem("there is a user, and no password")
    }
    self.timeouts = timeouts
    self.authoritiesFile = authoritiesFile
  }
}

/// Why a text names no mail server; it repeats nothing that could be a password.
public struct MailServerProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// A sentence without a full stop.
  public let description: String

  init(_ description: String) { self.description = description }
}

private enum Scheme: String {
  case smtp, smtps
}

private func parseServerURL(
  _ url: String
) throws(MailServerProblem) -> (scheme: Scheme, user: String?, host: String, port: UInt16?) {
  let halves = url.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
  guard halves.count == 2, let scheme = Scheme(rawValue: halves[0].lowercased()) else {
    throw MailServerProblem("a mail server is written smtps://host or smtp://host")
  }
  var rest = halves[1]
  if rest.hasSuffix("/") { rest = rest.dropLast() }
  var user: String?
  if let at = rest.lastIndex(of: "@") {
    let words = rest[..<at]
    guard !words.contains(":") else {
      throw MailServerProblem("a mail server's URL holds no password; it belongs into the environment")
    }
    guard let decoded = percentDecoded(words), !decoded.isEmpty, !decoded.unicodeScalars.contains(where: isControl)
    else { throw MailServerProblem("the user before @ is not percent-encoded text") }
    user = decoded
    rest = rest[rest.index(after: at)...]
  }
  let (host, port) = try parseHost(rest)
  return (scheme, user, host, port)
}

private func parseHost(_ text: Substring) throws(MailServerProblem) -> (host: String, port: UInt16?) {
  let end = text.hasPrefix("[") ? text.firstIndex(of: "]").map(text.index(after:)) : text.firstIndex(of: ":")
  let host = text[..<(end ?? text.endIndex)]
  let after = text[(end ?? text.endIndex)...]
  let isAddress =
    host.hasPrefix("[") && host.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
  guard isAddress && host.hasSuffix("]") || isHostName(host) else {
    throw MailServerProblem("the mail server's host is neither a name nor an address")
  }
  if after.isEmpty { return (String(host), nil) }
  guard after.first == ":", let port = UInt16(after.dropFirst()), port > 0 else {
    throw MailServerProblem("what follows the mail server's host is no port from 1 to 65535, as in smtps://host:465")
  }
  return (String(host), port)
}

private func isLoopback(_ host: String) -> Bool {
  let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
  let isAddress = numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
  return isAddress || host.lowercased() == "localhost" || host == "[::1]"
}

/// Nil where a `%` is not followed by two digits, or where the bytes are no text.
private func percentDecoded(_ text: Substring) -> String? {
  var bytes: [UInt8] = []
  var rest = text.utf8[...]
  while let byte = rest.popFirst() {
    guard byte == UInt8(ascii: "%") else {
      bytes.append(byte)
      continue
    }
    let digits = rest.prefix(2)
    guard digits.count == 2, let value = UInt8(String(Substring(digits)), radix: 16) else { return nil }
    bytes.append(value)
    rest = rest.dropFirst(2)
  }
  return String(validating: bytes, as: UTF8.self)
}
