/// An approval as a results commit records it: `ada (#7 at 4f2c1ab93d5e)`, or a name alone.
public struct RecordedApproval: Hashable, Sendable {
  /// The login or the name of whoever approved.
  public let name: String
  /// The number of the pull request; nil where the record does not say it.
  public let request: Int?
  /// The first digits of the head that was approved; nil where the record does not say it.
  public let head: String?
  /// Whether the forge said that it was the pull request's own author.
  public let isOwn: Bool
  /// Whether another head was approved than the one that was merged.
  public let isOfAnotherHead: Bool

  public init(_ text: String) {
    let facts = text.split(separator: " (", maxSplits: 1)
    name = String(facts.first ?? "")
    let rest = facts.count > 1 ? facts[1] : ""
    request = requestNumber(in: rest)
    // `#7 at 4f2c1ab93d5e)`, `#7 at 4f2c1ab93d5e, the author)`.
    let digits = rest.split(separator: " at ", maxSplits: 1).dropFirst().first?.prefix { $0.isASCII && $0.isHexDigit }
    head = digits.flatMap { $0.count >= 7 ? String($0) : nil }
    isOwn = rest.hasSuffix(", the author)")
    isOfAnotherHead = rest.contains(", for another head")
  }
}

extension ResultsCommit {
  /// The numbers of the pull requests that it covers, as their pages' addresses end.
  public var requestNumbers: Set<Int> {
    Set(
      pullRequests.compactMap { address in
        let digits = String(address.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
        return digits.utf8.count <= 9 ? Int(digits) : nil
      })
  }

  /// Who approved a pull request, as far as it says.
  public func approvals(of request: Int) -> [RecordedApproval] {
    let isAlone = requestNumbers == [request]
    return approvedBy.map { RecordedApproval($0) }.filter { $0.request == request || $0.request == nil && isAlone }
  }
}

/// The number behind the first `#` or `!`: `#7 at 4f2c…`.
private func requestNumber(in text: Substring) -> Int? {
  guard let sign = text.firstIndex(where: { $0 == "#" || $0 == "!" }) else { return nil }
  let digits = text[text.index(after: sign)...].prefix { $0.isASCII && $0.isNumber }
  return (1...9).contains(digits.count) ? Int(digits) : nil
}
