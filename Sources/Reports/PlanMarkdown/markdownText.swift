internal import Planner

/// A foreign text as code in Markdown, which nothing in it can end, on one line.
///
/// - Parameter limit: characters that are shown of a longer one.
public func codeSpan(_ text: String, upTo limit: Int) -> String {
  let shown = escapedForDisplay(text, upTo: limit)
  let fence = String(repeating: "`", count: longestRunOfBackticks(shown) + 1)
  // By bytes: a backtick with a combining mark behind it is another character to Swift, and the same one to Markdown.
  let ends = [shown.utf8.first, shown.utf8.last]
  let isBare = !shown.isEmpty && !ends.contains(UInt8(ascii: "`")) && shown.utf8.first != UInt8(ascii: " ")
  return isBare ? fence + shown + fence : "\(fence) \(shown) \(fence)"
}

func longestRunOfBackticks(_ text: String) -> Int {
  var (run, longest) = (0, 0)
  for byte in text.utf8 {
    run = byte == UInt8(ascii: "`") ? run + 1 : 0
    longest = max(longest, run)
  }
  return longest
}

/// An address as a link in Markdown, under a text of our own or under itself; nil for one that Markdown or HTML could take for more than that.
public func markdownLink(_ address: String, titled title: String? = nil) -> String? {
  guard isPlainAddress(address) else { return nil }
  return title.map { "[\($0)](\(address))" } ?? "<\(address)>"
}

/// An address that is safe as a link: https, and nothing in it that Markdown or HTML could take for its own.
private func isPlainAddress(_ text: String) -> Bool {
  guard text.hasPrefix("https://") || text.hasPrefix("http://"), text.utf8.count <= 400 else { return false }
  return text.unicodeScalars.allSatisfy {
    $0.isASCII && ($0.properties.isAlphabetic || "0123456789-._~:/?#=&%+".unicodeScalars.contains($0))
  }
}
