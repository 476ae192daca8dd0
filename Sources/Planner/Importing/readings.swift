/// What the words of a template stand for in one text.
typealias WordReading = [Template.Word: String]

extension Template {
  /// Whether it has one of these words.
  func hasAny(of words: Set<Word>) -> Bool {
    parts.contains { part in
      switch part {
      case .text: false
      case .word(let word): words.contains(word)
      }
    }
  }

  /// Every way in which the template can have become a text, up to two: more than one says nothing.
  ///
  /// - Parameter known: What words are known to stand for.
  func readings(in text: String, knowing known: WordReading) -> [WordReading] {
    guard text.utf8.count <= TemplateSearch.longest else { return [] }
    var search = TemplateSearch(parts, in: text)
    search.match(from: 0, at: 0, with: known)
    // Whoever did not look everywhere cannot say that there is one way only.
    return search.isOver ? [] : search.found
  }
}

/// Looks for the ways in which parts make a text.
private struct TemplateSearch {
  /// Lists of guilds and features are short; a longer text costs more to look through than it tells.
  static let longest = 2048

  private let parts: [Template.Part]
  private let text: [UInt8]
  private var triesLeft = 10_000
  private(set) var found: [WordReading] = []

  init(_ parts: [Template.Part], in text: String) {
    self.parts = parts
    self.text = Array(text.utf8)
  }

  /// Whether it gave up.
  var isOver: Bool { triesLeft <= 0 }

  mutating func match(from part: Int, at place: Int, with reading: WordReading) {
    guard part < parts.count else {
      if place == text.count, !found.contains(reading) { found.append(reading) }
      return
    }
    switch parts[part] {
    case .text(let plain): follow(plain, part, place, reading)
    case .word(let word):
      if let known = reading[word] { return follow(known, part, place, reading) }
      // The last part takes all that is left.
      for end in part == parts.count - 1 ? text.count...text.count : place...text.count {
        guard found.count < 2, triesLeft > 0 else { return }
        triesLeft -= 1
        let piece = String(decoding: text[place..<end], as: UTF8.self)
        guard word.mayBe(piece) else { continue }
        match(from: part + 1, at: end, with: reading.merging([word: piece]) { $1 })
      }
    }
  }

  private mutating func follow(_ plain: String, _ part: Int, _ place: Int, _ reading: WordReading) {
    guard text[place...].starts(with: plain.utf8) else { return }
    match(from: part + 1, at: place + plain.utf8.count, with: reading)
  }
}

extension Template.Word {
  /// Whether a document may say what then becomes this text.
  fileprivate func mayBe(_ text: String) -> Bool {
    switch self {
    case .order: OrderID(text) != nil
    case .customer: true
    case .tier: (try? parseTierName(text)) != nil
    case .addons: items(of: text).allSatisfy { (try? parseAddonName($0)) != nil }
    case .features: isList(text, of: isFeature)
    case .guild: text.isEmpty || (try? parseGuild(text)) != nil
    case .guilds: isList(text) { (try? parseGuild($0)) != nil }
    case .maxGuilds: plainNumber(text.utf8.span) != nil
    }
  }
}

/// The items of a list that was joined with commas; none for an empty text.
func items(of text: String) -> [String] {
  text.isEmpty ? [] : text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
}

private func isList(_ text: String, of isItem: (String) -> Bool) -> Bool {
  let items = items(of: text)
  return Set(items).count == items.count && items.allSatisfy(isItem)
}

/// Customers can write into most variables, and may have put anything there, a token too: only what looks like a feature's name is one.
private func isFeature(_ text: String) -> Bool {
  guard text.unicodeScalars.count <= 40, (try? parseListed(text)) != nil, escapedForDisplay(text) == text else {
    return false
  }
  return text.unicodeScalars.first != " " && text.unicodeScalars.last != " "
}
