/// The identity of an order, and the `external_id` of its server on the panel.
///
/// 1 to 63 of `a-z 0-9 _ -`, beginning and ending with a letter or digit: it becomes a file name, a path and an external id.
/// Capitals are refused, for the panel's database compares external ids without case.
public struct OrderID: Hashable, Sendable, CustomStringConvertible {
  /// The id as it is written.
  public let text: String

  /// Nil where `text` is not an order id.
  public init?(_ text: String) {
    let bytes = text.utf8
    guard (1...63).contains(bytes.count), bytes.allSatisfy(Self.isAllowed) else { return nil }
    guard let first = bytes.first, let last = bytes.last, Self.isAlphanumeric(first), Self.isAlphanumeric(last) else {
      return nil
    }
    self.text = text
  }

  public var description: String { text }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

extension OrderID: Comparable {
  public static func < (left: OrderID, right: OrderID) -> Bool { left.text < right.text }
}
