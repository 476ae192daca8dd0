/// Whether text is coloured.
public enum Palette: Hashable, Sendable {
  /// For a terminal: ANSI colours from the basic sixteen, which follow the reader's own theme.
  case coloured
  case plain

  /// The text in the colour of what it means.
  func paint(_ text: String, _ ink: Ink) -> String {
    switch self {
    case .plain: text
    case .coloured: ink.code.map { "\u{1b}[\($0)m\(text)\u{1b}[0m" } ?? text
    }
  }
}

/// What a piece of text means to its reader.
enum Ink: Hashable, Sendable {
  case plain
  case strong
  case faint
  /// Something comes into being.
  case new
  /// Something becomes different.
  case changed
  /// Something ends, fails, or was moved by another hand.
  case danger
  /// Something to know before going on.
  case caution
  /// Something waits.
  case waiting

  /// The parameters of the ANSI sequence; nil for the terminal's own colour.
  fileprivate var code: String? {
    switch self {
    case .plain: nil
    case .strong: "1"
    case .faint: "2"
    case .new: "32"
    case .changed: "33"
    case .danger: "1;31"
    case .caution: "35"
    case .waiting: "36"
    }
  }
}
