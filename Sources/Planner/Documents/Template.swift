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

  /// The whole text, where it has no holes, as nearly all have none in an order.
  private let plain: String
  private let holes: Shared<Holes>?

  private struct Holes: Hashable, Sendable {
    let parts: [Part]
    /// How long the text between the holes is.
    let plain: TextSize
    /// How often each word stands in it.
    let occurrences: [Word: Int]
  }

  public var parts: [Part] { holes?.value.parts ?? (plain.isEmpty ? [] : [.text(plain)]) }

  public init(parts: [Part]) {
    var (text, size, occurrences): (String, TextSize, [Word: Int]) = ("", .zero, [:])
    for part in parts {
      switch part {
      case .text(let plain): (text, size) = (text + plain, size + TextSize(of: plain))
      case .word(let word): occurrences[word, default: 0] += 1
      }
    }
    plain = occurrences.isEmpty ? text : ""
    holes = occurrences.isEmpty ? nil : Shared(Holes(parts: parts, plain: size, occurrences: occurrences))
  }

  /// A text without holes.
  public init(_ text: String) {
    plain = text
    holes = nil
  }

  /// How long the text becomes, without making it.
  func size(_ size: (Word) -> TextSize) -> TextSize {
    guard let holes = holes?.value else { return TextSize(of: plain) }
    return holes.occurrences.reduce(holes.plain) { total, entry in total + size(entry.key) * entry.value }
  }

  /// The text, each hole filled.
  public func filled(_ value: (Word) -> String) -> String {
    guard let parts = holes?.value.parts else { return plain }
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
