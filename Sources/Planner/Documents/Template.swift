/// A text with holes that each order fills: `bot-{order}`.
public struct Template: Hashable, Sendable {
  /// The words that may stand between braces.
  public enum Word: String, Hashable, Sendable, CaseIterable {
    case order, customer, tier, addons, features, guild, guilds, maxGuilds
  }

  /// A stretch of plain text, or a hole.
  public enum Part: Hashable, Sendable {
    case text(String)
    case word(Word)
  }

  public let parts: [Part]
  /// How long the text between the holes is.
  private let plain: TextSize
  /// How often each word stands in it.
  private let occurrences: [Word: Int]

  public init(parts: [Part]) {
    self.parts = parts
    var (plain, occurrences): (TextSize, [Word: Int]) = (.zero, [:])
    for part in parts {
      switch part {
      case .text(let text): plain = plain + TextSize(of: text)
      case .word(let word): occurrences[word, default: 0] += 1
      }
    }
    self.plain = plain
    self.occurrences = occurrences
  }

  /// A text without holes.
  public init(_ text: String) { self.init(parts: text.isEmpty ? [] : [.text(text)]) }

  /// How long the text becomes, without making it.
  func size(_ size: (Word) -> TextSize) -> TextSize {
    occurrences.reduce(plain) { total, entry in total + size(entry.key) * entry.value }
  }

  /// The text, each hole filled.
  public func filled(_ value: (Word) -> String) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .text(let plain): text += plain
      case .word(let word): text += value(word)
      }
    }
    return text
  }
}
