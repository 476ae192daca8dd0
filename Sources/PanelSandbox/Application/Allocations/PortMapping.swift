/// One port, or a range of ports of four or five digits each, as allocations and deploys name them.
struct PortMapping {
  /// As written: a range may run backwards.
  let first: Int
  let last: Int

  /// Nothing where the panel cannot read the text.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } && !$0.isEmpty }) else { return nil }
    switch parts.count {
    case 1: (first, last) = (Int(parts[0]) ?? .max, Int(parts[0]) ?? .max)
    case 2 where parts.allSatisfy { (4...5).contains($0.utf8.count) }:
      (first, last) = (Int(parts[0]) ?? .max, Int(parts[1]) ?? .max)
    default: return nil
    }
  }
}
