/// The subject of a results commit.
struct ResultsSubject {
  let kind: ResultsCommit.Kind
  let counts: [ResultsCommit.Count]

  /// Reads `apply: 6 servers and 1 user created, 2 updated, 1 failed`, `apply: 3 results recorded` and
  /// `apply: 3 results taken over from botfleet/results`, each with the fleet's folder behind it where that is not the usual one.
  init(_ line: Substring, in folder: FleetFolder) throws(ResultsCommit.Fault) {
    guard line.utf8.starts(with: "apply: ".utf8), line.hasSuffix(folder.subjectEnd) else {
      throw .init("its subject is not that of a results commit, or names another fleet than its trailers")
    }
    let words = line.dropFirst("apply: ".count).dropLast(folder.subjectEnd.count)
    if let (count, branch) = Self.takeover(words) {
      kind = .takeover(from: branch)
      counts = [count]
      return
    }
    kind = .run
    var counts: [ResultsCommit.Count] = []
    for part in words.split(separator: ", ", omittingEmptySubsequences: false) {
      // `6 servers and 1 user created` counts two things.
      let halves = part.split(separator: " and ", maxSplits: 1)
      let verb = part.split(separator: " ").last.map(String.init) ?? ""
      for half in halves {
        guard let count = ResultsCommit.Count(half, verb: halves.count == 2 && half == halves[0] ? verb : nil) else {
          throw .init("its subject counts nothing that a run counts")
        }
        counts.append(count)
      }
    }
    guard !counts.isEmpty, counts.allSatisfy(\.isWrittenByRuns) else {
      throw .init("its subject counts nothing that a run counts")
    }
    self.counts = counts
  }

  private static func takeover(_ words: Substring) -> (ResultsCommit.Count, String)? {
    let parts = words.split(separator: " taken over from ", maxSplits: 1)
    guard parts.count == 2, let count = ResultsCommit.Count(parts[0], verb: nil) else { return nil }
    return (count, String(parts[1]))
  }
}

extension ResultsCommit.Count {
  /// Reads `6 servers`; `including 2 takeovers` as well.
  fileprivate init?(_ text: Substring, verb: String?) {
    let isPart = text.hasPrefix("including ")
    let parts = (isPart ? text.dropFirst("including ".count) : text).split(separator: " ", maxSplits: 1)
    // Thousands are written with a space or a comma between them by nobody else.
    guard parts.count == 2, let number = Int(parts[0].filter { $0 != "," }), number >= 0 else { return nil }
    self.number = number
    what = (isPart ? "including " : "") + parts[1] + (verb.map { " \($0)" } ?? "")
  }

  /// Whether a run counts such things.
  fileprivate var isWrittenByRuns: Bool {
    let words = what.split(separator: " ").map(String.init)
    if OutcomeWord.allCases.contains(where: { $0.title == what }) { return true }
    switch words.count {
    case 1: return participles.contains(words[0])
    case 2:
      return knownPairs.contains(what)
        || ["server", "servers", "user", "users"].contains(words[0]) && participles.contains(words[1])
    default: return false
    }
  }

  /// Whether it counts changes that were tried, each once.
  public var isOfChanges: Bool { !what.hasPrefix("including ") && !what.hasPrefix("result") }
}

private let participles = Set(Change.Kind.allCases.map(\.participle))
private let knownPairs: Set = ["including takeover", "including takeovers", "result recorded", "results recorded"]

/// The rows of a results commit.
struct ResultsBody {
  private(set) var rows: [ResultsCommit.Row] = []
  private(set) var unlisted = 0
  private(set) var remarks: [String] = []

  init(_ lines: [Substring], of kind: ResultsCommit.Kind) throws(ResultsCommit.Fault) {
    for line in lines {
      guard line.utf8.starts(with: "  ".utf8) else {
        throw .init("its body has a line that is no row: \(escapedForDisplay(String(line), upTo: 80))")
      }
      let text = line.dropFirst(2)
      if let more = Self.unlisted(text) {
        unlisted = more
      } else if remarkBeginnings.contains(where: text.hasPrefix) || text == openOrdersRemark
        || Self.isOfInstallations(text)
      {
        remarks.append(String(text))
      } else if let row = ResultsCommit.Row(text, of: kind) {
        rows.append(row)
      } else {
        throw .init("its body has a row that cannot be read: \(escapedForDisplay(String(line), upTo: 80))")
      }
    }
  }

  /// `… and 590 more; each has a file in results/`.
  private static func unlisted(_ text: Substring) -> Int? {
    let end = " more; each has a file in results/"
    guard text.hasPrefix("… and "), text.hasSuffix(end) else { return nil }
    return Int(text.dropFirst("… and ".count).dropLast(end.count).filter { $0 != "," })
  }

  /// `2 servers still being installed when the wait was over`.
  private static func isOfInstallations(_ text: Substring) -> Bool {
    text.first?.isNumber == true && text.hasSuffix("still being installed when the wait was over")
  }
}

private let remarkBeginnings = [
  "not tried ", "changed on the panel during the run: ", "the panel could not be read afterwards", "… and ",
]

extension ResultsCommit.Row {
  /// Reads `create    ord-1042   tier pro on node 1 (203.0.113.7:25565)`.
  fileprivate init?(_ text: Substring, of kind: ResultsCommit.Kind) {
    let words: [String] =
      switch kind {
      case .run: rowWords
      case .takeover: OrderResult.Phase.allCases.map(\.rawValue)
      }
    guard let word = words.first(where: { text.hasPrefix($0 + " ") }) else { return nil }
    let rest = text.dropFirst(word.count).drop { $0 == " " }
    let id = rest.prefix { $0 != " " }
    guard let order = OrderID(String(id)) else { return nil }
    self.init(word: word, order: order, told: String(rest.dropFirst(id.count).drop { $0 == " " }))
  }
}

/// What a row begins with; none is the beginning of another with a space behind it.
private let rowWords =
  Change.Kind.allCases.map(\.rawValue) + ["takeover"]
  + OutcomeWord.allCases.filter { $0 != .applied && $0 != .skipped }.map(\.ofRow)
