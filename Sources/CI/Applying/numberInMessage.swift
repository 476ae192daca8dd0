/// The pull request that a merge's message names, by the texts that forges write by themselves; nil for none.
///
/// Anybody may write such a text. It says where to ask first, and nothing more.
func numberInMessage(_ message: String) -> Int? {
  let lines = message.split(omittingEmptySubsequences: true) { $0.isNewline }
  guard let subject = lines.first else { return nil }
  let github = "Merge pull request #"
  if subject.hasPrefix(github) { return number(subject.dropFirst(github.count)) }
  // `Add ord-7 (#12)`: what a forge adds stands last, behind whatever the title said. Gitea goes on with the branch.
  if let start = subject.lastPlace(of: "(#") {
    let end = subject[start...].dropFirst(2)
    if let found = number(end), end.drop(while: \.isNumber).first == ")" { return found }
  }
  for line in lines.dropFirst().reversed() where line.hasPrefix("See merge request ") {
    return line.split(separator: "!").last.flatMap { number($0) }
  }
  return nil
}

private func number(_ text: Substring) -> Int? {
  let digits = text.prefix { $0.isASCII && $0.isNumber }
  guard (1...9).contains(digits.count), let number = Int(digits), number > 0 else { return nil }
  return number
}

extension Substring {
  /// Where a text begins for the last time; nil where it is not there.
  fileprivate func lastPlace(of text: String) -> Index? {
    var place = endIndex
    while place > startIndex {
      place = index(before: place)
      if self[place...].hasPrefix(text) { return place }
    }
    return nil
  }
}
