/// The pull request that a merge's or a squash's message names, by the texts that forges write by themselves; nil for none.
///
/// Anybody may write such a text: it says where to ask first, and nothing more.
public func requestNumber(in message: String) -> Int? {
  let lines = message.split { $0.isNewline }
  guard let subject = lines.first else { return nil }
  for beginning in ["Merge pull request #", "Merged PR "] where subject.hasPrefix(beginning) {
    return number(subject.dropFirst(beginning.count))
  }
  // `Add ord-7 (#12)` and nothing behind it: `Revert "Add ord-7 (#12)"` did not come by that pull request.
  // Gitea's is `Merge pull request 'Add ord-7' (#12) from x into main`.
  if let start = subject.lastRange(of: "(#"), let found = number(subject[start.upperBound...]) {
    let rest = subject[start.upperBound...].drop(while: \.isNumber)
    if rest == ")" || rest.hasPrefix(") from ") && subject.hasPrefix("Merge pull request '") { return found }
  }
  for line in lines.dropFirst().reversed() where line.hasPrefix("See merge request ") {
    return line.split(separator: "!").last.flatMap { number($0) }
  }
  for line in lines.dropFirst().reversed() where line.hasPrefix("Reviewed-on: ") {
    return line.split(separator: "/").last.flatMap { number($0) }
  }
  return nil
}

private func number(_ text: Substring) -> Int? {
  let digits = text.prefix { $0.isASCII && $0.isNumber }
  guard (1...9).contains(digits.count), let number = Int(digits), number > 0 else { return nil }
  return number
}

extension Substring {
  fileprivate func lastRange(of text: String) -> Range<Index>? {
    ranges(of: text).last
  }
}
