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

  public init(parts: [Part]) { self.parts = parts }

  /// A text without holes.
  public init(_ text: String) { parts = text.isEmpty ? [] : [.text(text)] }

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
