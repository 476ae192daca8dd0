/// A rule about text of a known format.
enum FormatRule: Equatable {
  case url(schemes: Set<String>)
  case ip
  case ipv4
  case ipv6
  case macAddress
  case uuid
  case ulid
  case hexColor
  case json
  case email(modes: [String])
  case date
  case dateFormat([DateFormat])

  /// Nil where the name is none of these.
  init?(_ notation: RuleNotation) throws(EggRuleProblem) {
    switch notation.name {
    case "url": self = .url(schemes: Set(notation.parameters.map { $0.lowercased() }))
    case "ip": self = .ip
    case "ipv4": self = .ipv4
    case "ipv6": self = .ipv6
    case "mac_address": self = .macAddress
    case "uuid": self = .uuid
    case "ulid": self = .ulid
    case "hex_color": self = .hexColor
    case "json": self = .json
    case "email": self = .email(modes: notation.parameters)
    case "date": self = .date
    case "date_format":
      try notation.require(1)
      self = .dateFormat(try Self.dateFormats(notation))
    default: return nil
    }
  }

  private static func dateFormats(_ notation: RuleNotation) throws(EggRuleProblem) -> [DateFormat] {
    var formats: [DateFormat] = []
    for parameter in notation.parameters {
      guard let format = DateFormat(parameter) else {
        throw .notJudged(rule: notation.written, why: "the format `\(parameter)`")
      }
      formats.append(format)
    }
    return formats
  }

  func judge(_ subject: RuleSubject) -> RuleOutcome {
    guard let value = subject.value else { return .fails(message) }
    switch self {
    case .url(let schemes): return outcome(isURL(value, schemes: schemes))
    case .ip: return outcome(isIPv4(value) || isIPv6(value))
    case .ipv4: return outcome(isIPv4(value))
    case .ipv6: return outcome(isIPv6(value))
    case .macAddress: return outcome(isMACAddress(value))
    case .uuid: return outcome(isUUID(value))
    case .ulid: return outcome(isULID(value))
    case .hexColor: return outcome(isHexColor(value))
    case .json: return outcome(isJSON(value))
    case .email(let modes): return judgeEmail(value, modes)
    case .date: return judgeDate(value)
    case .dateFormat(let formats): return outcome(formats.contains { $0.accepts(value) })
    }
  }

  private func outcome(_ isRight: Bool) -> RuleOutcome {
    .passes(if: isRight, otherwise: message)
  }

  private func judgeEmail(_ value: String, _ modes: [String]) -> RuleOutcome {
    switch emailVerdict(value) {
    case .wrong: .fails(message)
    case .unusual: .open("an address with quotes, comments or a literal host")
    case .right, .loose:
      modes.allSatisfy { $0.isEmpty || $0 == "rfc" } ? .passes : .open("its further demands on an address")
    }
  }

  /// PHP reads dates in words too (`next friday`); of those only ISO's are judged.
  private func judgeDate(_ value: String) -> RuleOutcome {
    guard let isDay = isISODay(value) else { return .open("a date in free form") }
    return outcome(isDay)
  }

  private var message: String {
    switch self {
    case .url: "must be a URL"
    case .ip: "must be an IP address"
    case .ipv4: "must be an IPv4 address"
    case .ipv6: "must be an IPv6 address"
    case .macAddress: "must be a MAC address"
    case .uuid: "must be a UUID"
    case .ulid: "must be a ULID"
    case .hexColor: "must be a color such as #00ff00"
    case .json: "must be JSON"
    case .email: "must be an e-mail address"
    case .date: "must be a date"
    case .dateFormat(let formats): "must be a date written \(formats.map(\.text).joined(separator: " or "))"
    }
  }
}
