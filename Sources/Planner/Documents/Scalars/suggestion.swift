/// The one word of `words` that was obviously meant by `word`; nil where there is none, or more than one.
///
/// - Parameter limit: how many letters may differ; nil for a third of them.
func suggestion(for word: String, among words: [String], within limit: Int? = nil) -> String? {
  let written = Array(word.lowercased().unicodeScalars)
  // Longer words are no misspelling of ours, and comparing them, or very many, would take time.
  guard written.count <= 64, words.count <= 200 else { return nil }
  let farthest = limit ?? max(1, written.count / 3)
  let near = words.map { (word: $0, distance: distance(written, Array($0.lowercased().unicodeScalars))) }
    .filter { $0.distance <= farthest }
  guard let nearest = near.map(\.distance).min() else { return nil }
  let candidates = near.filter { $0.distance == nearest }
  return candidates.count == 1 ? candidates.first?.word : nil
}

/// "did you mean …" where one word was obviously meant, else what there is to choose from.
package func hint(for word: String, among words: [String]) -> String? {
  if let meant = suggestion(for: word, among: words) { return "did you mean \(quoted(meant))?" }
  guard !words.isEmpty, words.count <= 20 else { return nil }
  return "one of " + words.map(quoted).joined(separator: ", ")
}

/// How many letters have to be left out, put in, replaced or swapped with their neighbour to make one word of the other.
private func distance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...other.count)
  for (row, letter) in one.enumerated() {
    var current = [row + 1]
    for (column, otherLetter) in other.enumerated() {
      var cost = min(last[column + 1], current[column]) + 1
      cost = min(cost, last[column] + (letter == otherLetter ? 0 : 1))
      if row > 0, column > 0, letter == other[column - 1], one[row - 1] == otherLetter {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    (beforeLast, last) = (last, current)
  }
  return last[other.count]
}

/// Of many names those that are nearest to one that is not among them, three at most, the nearest first.
public func nearest(to word: String, among words: [String]) -> [String] {
  let written = Array(word.lowercased().unicodeScalars)
  let farthest = max(2, written.count / 3)
  guard written.count <= 64 else { return [] }
  let near = words.compactMap { name -> (name: String, distance: Int)? in
    guard abs(name.utf8.count - written.count) <= farthest else { return nil }
    let distance = distance(written, Array(name.lowercased().unicodeScalars))
    return distance <= farthest ? (name, distance) : nil
  }
  return near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
}
