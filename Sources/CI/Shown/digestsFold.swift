import Planner

// What a comment says of the digests that it shows, and how that is read again.

/// The line before the digests that nobody sees.
private let marker = "<!-- botfleet:digests -->"
private let opening = "```text"
private let closing = "```"
private let ending = "</details>"

/// The fold with the digests of a plan's changes, as many as there is room for, those that cannot be undone first.
///
/// It is written where there is no change as well: that nothing was shown is something to be sealed, too.
///
/// - Parameter room: bytes that it may have.
func digestsFold(_ changes: [Change], room: Int) -> String {
  let entries = changes.enumerated().sorted { ($0.element.kind.rank, $0.offset) < ($1.element.kind.rank, $1.offset) }
    .map { ShownDigests.Entry($0.element) }
  // A change that is in two plans at once is one entry.
  var left = room - fold([], of: changes.count).utf8.count - 32
  var shown: Set<ShownDigests.Entry> = []
  for entry in entries where !shown.contains(entry) {
    left -= entry.line.utf8.count + 1
    if left < 0 { break }
    shown.insert(entry)
  }
  return fold(ShownDigests(entries: shown).lines, of: changes.count)
}

private func fold(_ lines: [String], of count: Int) -> String {
  let shown = lines.count < count ? "\(thousands(lines.count)) of \(thousands(count))" : thousands(count)
  let summary = "<details><summary>Digests (\(shown))</summary>"
  return ([marker, summary, "", opening] + lines + [closing, "", ending, ""]).joined(separator: "\n")
}

extension ShownDigests {
  /// Reads the digests from a comment's text, as `digestsFold` writes them; nil where they are not there in just that form, or twice.
  ///
  /// Whoever may write to the repository may have edited it: what is read counts only with the seal that a commit status has.
  public init?(comment body: String) {
    // Some forges send back other line ends than they were given.
    let lines = body.split(omittingEmptySubsequences: false) { $0.isNewline }
    let starts = lines.indices.filter { lines[$0] == marker }
    guard starts.count == 1, let start = starts.first, start + 4 < lines.count,
      lines[start + 1].hasPrefix("<details><summary>Digests"), lines[start + 2].isEmpty, lines[start + 3] == opening
    else { return nil }
    var entries: Set<Entry> = []
    for line in lines[(start + 4)...] {
      if line == closing {
        self.init(entries: entries)
        return
      }
      guard let entry = Entry(line: line), entries.insert(entry).inserted else { return nil }
    }
    return nil
  }
}

extension Change.Kind {
  /// What cannot be undone comes first, and what is only recorded last.
  fileprivate var rank: Int {
    switch self {
    case .terminate: 0
    case .linkUser, .link: 1
    case .suspend: 2
    case .update: 3
    case .create, .createUser, .unsuspend: 4
    case .adopt: 5
    }
  }
}
