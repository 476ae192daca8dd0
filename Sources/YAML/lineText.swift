/// The text of a line, from 1, without its line break; empty beyond the last one.
///
/// Lines end where ``Place`` says they do. Bytes that are not UTF-8 become U+FFFD.
public func lineText(_ line: Int, in bytes: [UInt8]) -> String {
  var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  for _ in 1..<max(line, 1) {
    guard let end = bytes[start...].firstIndex(of: 0x0A) else { return "" }
    start = end + 1
  }
  let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
  let text = bytes[start..<end]
  return String(decoding: text.last == 0x0D ? text.dropLast() : text, as: UTF8.self)
}
