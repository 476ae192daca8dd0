/// What `filter[*]` takes for an address: `192.0.2.10`, `192.0.2.10:255` or `:255`, the port by its beginning.
struct AddressSearch {
  private let ip: String?
  private let port: String?

  /// Nothing where the text is no address.
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let hasIP = numbers.count == 4 && numbers.allSatisfy { Self.isNumber($0, longest: 3) }
    let hasPort = parts.count == 2 && Self.isNumber(parts[1], longest: 5)
    guard parts.count <= 2, hasIP || parts[0].isEmpty, hasPort || parts.count == 1, hasIP || hasPort else { return nil }
    ip = hasIP ? String(parts[0]) : nil
    port = hasPort ? String(parts[1]) : nil
  }

  func finds(_ allocation: Allocation) -> Bool {
    (ip == nil || ip == allocation.ip) && (port.map { String(allocation.port).hasPrefix($0) } ?? true)
  }

  private static func isNumber(_ text: Substring, longest: Int) -> Bool {
    (1...longest).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
