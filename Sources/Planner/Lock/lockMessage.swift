/// The message of a commit that holds the lock.
public func lockMessage(for claim: LockClaim) -> String {
  let owner = escapedForDisplay(claim.owner, upTo: 200)
  let subject =
    switch claim.state {
    case .held: "lock: held by \(owner)"
    case .released: "lock: released by \(owner)"
    }
  var trailers = ["\(LockKey.owner): \(owner)"]
  if let run = claim.run { trailers.append("\(LockKey.run): \(escapedForDisplay(run, upTo: 1000))") }
  trailers += ["\(LockKey.since): \(claim.since)", "\(LockKey.expires): \(claim.expires)"]
  trailers.append("\(LockKey.nonce): \(claim.nonce)")
  if let taking = claim.taking { trailers.append("\(LockKey.taking): \(taking)") }
  trailers.append("\(LockKey.state): \(claim.state == .held ? "held" : "released")")
  return "\(subject)\n\n\(explanation)\n\n\(trailers.joined(separator: "\n"))\n"
}

private let explanation = """
  `botfleet apply` holds this lock while it works, renews it, and removes it at the end.
  A lock that was left behind expires. `botfleet apply --break-lock` takes it over at once.
  """

/// The keys of its trailers.
private enum LockKey {
  static let owner = "Lock-Owner"
  static let run = "Lock-Run"
  static let since = "Lock-Since"
  static let expires = "Lock-Expires"
  static let nonce = "Lock-Nonce"
  static let taking = "Lock-Took-Over"
  static let state = "Lock-State"
}

/// Reads the message of a commit that holds the lock; nil for anything that `lockMessage` does not write. What was taken over is not read
/// back: nobody decides by it.
public func readLockMessage(_ message: String) -> LockClaim? {
  guard message.utf8.count <= 8192 else { return nil }
  let values = lastParagraph(of: message)
  guard let owner = values[LockKey.owner], let since = values[LockKey.since].flatMap({ Instant($0) }),
    let expires = values[LockKey.expires].flatMap({ Instant($0) }), let nonce = values[LockKey.nonce], isNonce(nonce),
    let state = values[LockKey.state], ["held", "released"].contains(state)
  else { return nil }
  return LockClaim(
    owner: owner, run: values[LockKey.run], since: since, expires: expires, nonce: nonce,
    state: state == "held" ? .held : .released)
}

/// Its `Key: value` lines, by key; the first of each counts.
private func lastParagraph(of message: String) -> [String: String] {
  var values: [String: String] = [:]
  let lines = message.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  let end = lines.lastIndex { !$0.isEmpty } ?? 0
  let start = lines[..<end].lastIndex { $0.isEmpty }.map { $0 + 1 } ?? 0
  for line in lines[start...end] {
    guard let colon = line.firstIndex(of: ":"), line[colon...].hasPrefix(": ") else { continue }
    let key = String(line[..<colon])
    if values[key] == nil { values[key] = String(line[colon...].dropFirst(2)) }
  }
  return values
}

private func isNonce(_ text: String) -> Bool {
  text.utf8.count == 32 && text.utf8.allSatisfy { Array("0123456789abcdef".utf8).contains($0) }
}
