/// How an answer can go wrong. The names are those of `--fail` and of the control step `fault`.
enum FaultKind: Sendable, Equatable {
  /// The connection is reset: before anything was written, or with half of the body out.
  case reset, resetHalfway
  /// The connection ends in the middle of the body.
  case cutOff
  /// Nothing comes for so many milliseconds, then the connection ends.
  case hang(Int)
  /// The answer comes so many milliseconds late.
  case slow(Int)
  /// An error of the panel in JSON, or of whatever stands before it in HTML.
  case status(Int, PageForm)
  /// 429, with the seconds to wait if the panel tells them.
  case throttled(retryAfter: Int?)
  /// A whole answer whose JSON breaks off in the middle.
  case truncatedJSON
  /// A whole answer that says it is JSON and is not.
  case notJSON
  /// A list that announces one more than there are.
  case wrongTotal
  /// The answer is that of a request that was performed, and nothing of it stays.
  case pretended
  /// The panel lost the daemon: 504 in its own words.
  case daemonLost
  /// The panel is down for maintenance, wants a second factor, or has lost database or cache (recordings 70-*).
  case maintenance, twoFactor, databaseDown, cacheDown

  enum PageForm: String, Sendable {
    case json, html
  }

  /// Whether the fault spoils an answer that is there, rather than standing in for one.
  var needsAnswer: Bool {
    switch self {
    case .resetHalfway, .cutOff, .slow, .truncatedJSON, .notJSON, .wrongTotal, .pretended: true
    case .reset, .hang, .status, .throttled, .daemonLost, .maintenance, .twoFactor, .databaseDown, .cacheDown: false
    }
  }

  /// The kinds that a name can mean; `http-…` takes any status. The step's other fields say the rest.
  init?(name: String, _ step: JSON = .null) {
    func milliseconds(_ usual: Double) -> Int { Int((step["seconds"].flatMap(PHPNumber.number) ?? usual) * 1000) }
    let form = step["body"]?.text.flatMap(PageForm.init(rawValue:))
    switch name {
    case "reset": self = .reset
    case "reset-halfway": self = .resetHalfway
    case "cut-off": self = .cutOff
    case "hang": self = .hang(milliseconds(60))
    case "slow": self = .slow(milliseconds(5))
    case "truncated": self = .truncatedJSON
    case "not-json": self = .notJSON
    case "wrong-total": self = .wrongTotal
    case "pretended": self = .pretended
    case "daemon-lost": self = .daemonLost
    case "throttled": self = .throttled(retryAfter: step["retry_after"].flatMap(PHPNumber.integer))
    case "maintenance": self = .maintenance
    case "two-factor": self = .twoFactor
    case "database-down": self = .databaseDown
    case "cache-down": self = .cacheDown
    case "http-502": self = .status(502, form ?? .html)
    default:
      guard name.hasPrefix("http-"), let status = Int(name.dropFirst(5)), (300...599).contains(status) else {
        return nil
      }
      self = .status(status, form ?? .json)
    }
  }
}
