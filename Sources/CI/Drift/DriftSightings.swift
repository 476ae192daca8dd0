import Planner

/// When each drift was seen first. An issue's own text keeps it.
struct DriftSightings: Sendable, Hashable {
  /// One thing that drifted.
  struct Key: Sendable, Hashable {
    let order: OrderID
    let kind: DriftItem.Kind
  }

  private(set) var since: [Key: Instant]

  init(_ since: [Key: Instant] = [:]) { self.since = since }

  /// Those of what differs now: as before, or from now on.
  func updated(for items: [DriftItem], at now: Instant) -> DriftSightings {
    var next: [Key: Instant] = [:]
    for item in items { next[item.key] = since[item.key] ?? now }
    return DriftSightings(next)
  }
}

extension DriftItem {
  var key: DriftSightings.Key { DriftSightings.Key(order: order, kind: kind) }
}

private let marker = "<!-- botfleet:since -->"
private let opening = "```text"
private let closing = "```"
/// More would be nobody's drift.
private let most = 20_000

extension DriftSightings {
  /// The lines of an issue that keep them: `2026-11-28T22:15:00Z changed ord-1042`.
  ///
  /// - Parameter room: bytes that they may have. What there is no room for counts as new in the next run.
  func lines(room: Int) -> String {
    var room = room - 160
    let all = since.map { "\($0.value) \($0.key.kind.rawValue) \($0.key.order)" }.sorted()
    let shown = all.prefix { line in
      room -= line.utf8.count + 1
      return room >= 0
    }
    let summary = "<details><summary>First seen</summary>"
    return ([marker, summary, "", opening] + shown + [closing, "", "</details>", ""]).joined(separator: "\n")
  }

  /// Reads what `lines` writes. Others may have edited it: a line in another form does not count, and neither does a time that is yet to come.
  init(reading body: String, now: Instant) {
    var since: [Key: Instant] = [:]
    let lines = body.split(omittingEmptySubsequences: false) { $0.isNewline }
    if let start = lines.lastIndex(where: { $0 == marker }), start + 4 <= lines.count, lines[start + 3] == opening {
      for line in lines[(start + 4)...].prefix(most) {
        if line == closing { break }
        let parts = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let at = Instant(parts[0]), at <= now, let kind = DriftItem.Kind(rawValue: parts[1]),
          let order = OrderID(parts[2])
        else { continue }
        since[Key(order: order, kind: kind)] = at
      }
    }
    self.init(since)
  }
}
