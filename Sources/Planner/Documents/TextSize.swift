/// How long a text is, counted as the panel's columns count it.
struct TextSize: Hashable, Sendable {
  /// In UTF-8.
  var bytes: Int
  /// Unicode scalars.
  var characters: Int

  static let zero = TextSize(bytes: 0, characters: 0)

  init(bytes: Int, characters: Int) {
    self.bytes = bytes
    self.characters = characters
  }

  init(of text: String) {
    let bytes = text.utf8.span
    // Each scalar has one byte that continues none.
    let characters = bytes.indices.count { bytes[$0] & 0xC0 != 0x80 }
    self.init(bytes: bytes.count, characters: characters)
  }

  /// That of texts with a comma between each two.
  init(ofList texts: some Sequence<String>) {
    self.init(bytes: 0, characters: 0)
    for (index, text) in texts.enumerated() {
      if index > 0 { self = self + Self(bytes: 1, characters: 1) }
      self = self + Self(of: text)
    }
  }

  static func + (left: TextSize, right: TextSize) -> TextSize {
    TextSize(bytes: left.bytes + right.bytes, characters: left.characters + right.characters)
  }

  /// So many of them, one behind the other.
  static func * (size: TextSize, count: Int) -> TextSize {
    TextSize(bytes: size.bytes * count, characters: size.characters * count)
  }
}

/// How much text the panel keeps, and a plan holds.
///
/// Source: the panel's columns: a name is a `varchar(191)`; description, startup command and a variable's value are a `text`, whose end
/// the database cuts off without a word.
enum TextLimit {
  /// Characters of a name.
  static let name = 191
  /// Bytes of a description, of a startup command and of a variable's value.
  static let text = 65_535
  /// Variables that are declared for one order, in all the places where they can be.
  static let variables = 1_000
  /// What name, description and variables of one order come to.
  static let order = 256 << 10
  /// What those of all orders come to: a plan holds them all at once.
  static let fleet = 128 << 20
}
