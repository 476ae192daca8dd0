/// Reads the name of an image, in the characters that the panel takes.
///
/// Source: panel-behaviour, "Create": up to 191 of letters, digits, `_ . / - : @` and space, with `~` before them or not.
func parseImage(_ text: String) throws(ScalarError) -> String {
  let image = try parseShortLine(text)
  let path = image.hasPrefix("~") ? image.utf8.dropFirst() : image.utf8[...]
  let allowed = path.allSatisfy { isWordByte($0) || "./:@ ".utf8.contains($0) }
  guard allowed else {
    throw ScalarError(
      "bad-image", "\(quoted(text)) is not the name of an image", hint: "write it like `ghcr.io/owner/image:tag`")
  }
  return image
}

/// Reads the CPU threads that a server is pinned to, as the panel writes them: `0-1,3`.
func parseThreads(_ text: String) throws(ScalarError) -> String {
  let text = try parseShortLine(text)
  let isPlain = text.utf8.allSatisfy {
    $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ",") || (0x30...0x39).contains($0)
  }
  guard isPlain, text.utf8.first.map({ (0x30...0x39).contains($0) }) == true else {
    throw ScalarError("bad-threads", "\(quoted(text)) is not a list of CPU threads", hint: "write it like `0-1,3`")
  }
  return text
}
