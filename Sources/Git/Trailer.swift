import CLibGit2

/// One `Key: value` line at the end of a commit message.
public struct Trailer: Hashable, Sendable {
  /// As written; keys compare without case.
  public let key: String
  /// Without the spaces around it; a folded value keeps its line breaks.
  public let value: String

  /// A trailer.
  public init(key: String, value: String) {
    self.key = key
    self.value = value
  }
}

/// The trailers of a commit message, found as `git interpret-trailers --parse` finds them.
public func trailers(of message: String) -> [Trailer] {
  // The library has no allocator before the first repository is opened.
  guard LibGit2.started else { return [] }
  var found = git_message_trailer_array()
  guard git_message_trailers(&found, message) == 0 else {
    git_error_clear()
    return []
  }
  defer { git_message_trailer_array_free(&found) }
  return UnsafeBufferPointer(start: found.trailers, count: found.count).map {
    Trailer(key: String(cString: $0.key), value: String(cString: $0.value))
  }
}
