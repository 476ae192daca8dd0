/// Finds keys that occur twice in a mapping.
struct KeyIndex {
  /// For each mapping with too many keys to be searched one by one, its keys.
  private var wideMappings: [Int: [[UInt8]: Int]] = [:]

  /// From this many keys on they are hashed, so that no document makes comparing them slow.
  private static let manyKeys = 16

  /// Where the same key occurs earlier in a mapping; nil for the first one.
  ///
  /// - Parameter index: the index of the record of the mapping's latest key.
  mutating func earlierKey(
    sameAs index: Int, in mapping: OpenCollection, _ records: [Record], _ text: [UInt8]
  ) -> Int? {
    guard mapping.count >= Self.manyKeys else { return findKey(sameAs: index, in: mapping, records, text) }
    if wideMappings[mapping.index] == nil { wideMappings[mapping.index] = hashedKeys(of: mapping, records, text) }
    let word = Array(text[records[index].textRange])
    if let first = wideMappings[mapping.index]?[word] { return first }
    wideMappings[mapping.index]?[word] = index
    return nil
  }

  /// Forgets a mapping that is closed: another one may take its index.
  mutating func close(_ mapping: OpenCollection) {
    if mapping.count >= Self.manyKeys { wideMappings[mapping.index] = nil }
  }

  private func findKey(sameAs index: Int, in mapping: OpenCollection, _ records: [Record], _ text: [UInt8]) -> Int? {
    records.withUnsafeBufferPointer { records in
      text.withUnsafeBufferPointer { text in
        var key = mapping.index + 1
        for _ in 0..<mapping.count {
          if isSameText(records[key], records[index], in: text) { return key }
          key = records[key + 1].end
        }
        return nil
      }
    }
  }

  private func hashedKeys(of mapping: OpenCollection, _ records: [Record], _ text: [UInt8]) -> [[UInt8]: Int] {
    var indexByKey: [[UInt8]: Int] = [:]
    for entry in Entries(records: records, index: mapping.index + 1, left: mapping.count) {
      indexByKey[Array(text[records[entry.key.index].textRange])] = entry.key.index
    }
    return indexByKey
  }
}

private func isSameText(_ one: Record, _ other: Record, in text: UnsafeBufferPointer<UInt8>) -> Bool {
  guard one.textLength == other.textLength else { return false }
  let (first, second) = (one.textRange.lowerBound, other.textRange.lowerBound)
  return (0..<one.textLength).allSatisfy { text[first + $0] == text[second + $0] }
}
