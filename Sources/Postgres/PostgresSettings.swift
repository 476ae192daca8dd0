internal import CLibPQ

/// Where a database is and who comes: a URL of libpq's, read and checked. It never shows itself.
///
/// Other machines are spoken to by `sslmode=verify-full`, unless the URL says otherwise. Where it names no `sslrootcert`, the system's
/// authorities are believed, as they are for `sslrootcert=system`, which libpq knows from version 16 on only.
public struct PostgresSettings: Sendable {
  /// Whether the server proves who it is, or is on this machine; false where the URL gave that up.
  public let isVerified: Bool
  let options: [String: String]

  /// Reads `postgresql://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=…`. Nothing is connected to.
  ///
  /// - Parameter program: what the server lists this program as.
  public init(parsing url: String, program: String) throws(PostgresSettingsFault) {
    guard url.hasPrefix("postgresql://") || url.hasPrefix("postgres://") else { throw url.isEmpty ? .empty : .noURL }
    var options = try parseWithLibPQ(url)
    try checkPlace(options)
    let isHere = isOnThisMachine(options)
    let mode = options["sslmode"] ?? (isHere ? "prefer" : "verify-full")
    guard let rank = modes.firstIndex(of: mode) else { throw .unknownMode }
    isVerified = isHere || rank >= verifying
    options["sslmode"] = mode
    if rank >= verifying, options["sslrootcert"] ?? "system" == "system" { options["sslrootcert"] = systemAuthorities }
    // It would come before TLS, whatever is demanded of that.
    options["gssencmode"] = options["gssencmode"] ?? "disable"
    options["client_encoding"] = "UTF8"
    options["fallback_application_name"] = program
    self.options = options
  }

  /// A text of libpq's without what is secret in it.
  func redacted(_ text: String) -> String {
    guard let password = options["password"], !password.isEmpty else { return text }
    return text.replacing(password, with: "«secret»")
  }
}

/// From the weakest to the strongest.
private let modes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"]
private let verifying = 4

/// As Debian has it, and what is derived from it.
private let systemAuthorities = "/etc/ssl/certs/ca-certificates.crt"

private func parseWithLibPQ(_ url: String) throws(PostgresSettingsFault) -> [String: String] {
  // libpq's own words quote the URL, so they are not shown.
  guard !url.utf8.contains(0), let parsed = PQconninfoParse(url, nil) else { throw .malformed }
  defer { PQconninfoFree(parsed) }
  var options: [String: String] = [:]
  var next = parsed
  while let keyword = next.pointee.keyword {
    if let value = next.pointee.val { options[String(cString: keyword)] = String(cString: value) }
    next += 1
  }
  return options
}

/// A password whose special characters stand as they are ends up in what follows it, and from there in messages.
private func checkPlace(_ options: [String: String]) throws(PostgresSettingsFault) {
  let hosts = parts(options["host"]) + parts(options["hostaddr"])
  guard !hosts.isEmpty || options["service"] != nil else { throw .noHost }
  for host in hosts where !isSocket(host) {
    let isName = host.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "%"):
        true
      default: false
      }
    }
    guard isName, !host.isEmpty else { throw .malformed }
  }
  // Of several hosts, one without a port has the usual.
  for port in parts(options["port"]) where !port.isEmpty {
    guard let number = Int(port), (1...65_535).contains(number) else { throw .malformed }
  }
}

private func isOnThisMachine(_ options: [String: String]) -> Bool {
  let addresses = parts(options["hostaddr"])
  // An address is connected to, whatever the host is called.
  let places = addresses.isEmpty ? parts(options["host"]) : addresses
  return !places.isEmpty
    && places.allSatisfy { isSocket($0) || $0 == "localhost" || $0 == "::1" || isLoopback($0) }
}

private func isLoopback(_ host: Substring) -> Bool {
  let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
  return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
}

private func isSocket(_ host: Substring) -> Bool { host.hasPrefix("/") || host.hasPrefix("@") }

private func parts(_ list: String?) -> [Substring] {
  (list ?? "").isEmpty ? [] : (list ?? "").split(separator: ",", omittingEmptySubsequences: false)
}

extension PostgresSettings: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Always `«database»`.
  public var description: String { "«database»" }

  /// Always `«database»`.
  public var debugDescription: String { description }

  /// Shows no children.
  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

/// Why a text is no address of a database. It shows nothing of the text.
public enum PostgresSettingsFault: Error, Sendable, Equatable {
  case empty
  case noURL
  case malformed
  case noHost
  case unknownMode
}

extension PostgresSettingsFault: CustomStringConvertible {
  /// What is wrong, and what to write.
  public var description: String {
    switch self {
    case .empty: "the database URL is empty"
    case .noURL: "the database URL does not begin with postgresql:// or postgres://"
    case .malformed:
      """
      the database URL is not postgresql://USER:PASSWORD@HOST:PORT/DATABASE?PARAMETER=…: either a parameter is none of libpq's, or a \
      character of user or password is not percent-encoded (@ is %40, : %3A, / %2F, ? %3F, # %23, % %25)
      """
    case .noHost: "the database URL names no host; a socket's folder is written ?host=/var/run/postgresql"
    case .unknownMode: "the database URL's sslmode is none of \(modes.joined(separator: ", "))"
    }
  }
}
