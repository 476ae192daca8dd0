/// The requests that came, and what became of them; the latest ten thousand are kept.
struct RequestLog: Sendable {
  private var entries: [Entry] = []
  private var total = 0
  private static let kept = 10_000

  struct Entry: Sendable {
    let method: String
    /// With the query, as it came.
    let target: String
    let status: Int
    /// The kind of key that it came with.
    let key: String?
    let at: Moment
  }

  mutating func note(_ request: Request, by key: String?, _ status: Int, at now: Moment) {
    total += 1
    if entries.count >= 2 * Self.kept { entries.removeFirst(Self.kept) }
    let target = request.query.isEmpty ? request.path : "\(request.path)?\(request.query)"
    entries.append(Entry(method: request.method, target: target, status: status, key: key, at: now))
  }

  /// `{"total": …, "requests": [{"method", "path", "status", "key", "at"}]}`, oldest first.
  var object: JSON {
    let list = entries.suffix(Self.kept).map { entry -> JSON in
      [
        "method": .string(entry.method), "path": .string(entry.target), "status": .integer(entry.status),
        "key": entry.key.map { .string($0) } ?? .null, "at": .string(entry.at.milliText),
      ]
    }
    return ["total": .integer(total), "requests": .array(list)]
  }
}
