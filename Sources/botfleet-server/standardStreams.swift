import Glibc

/// Writes to standard output without a buffer between, so that a reader sees it at once.
@Sendable func writeAnswer(_ text: String) { writeAll(text, to: STDOUT_FILENO) }

/// Writes to standard error.
@Sendable func writeNotice(_ text: String) { writeAll(text, to: STDERR_FILENO) }

private func writeAll(_ text: String, to stream: Int32) {
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let written = bytes.withUnsafeBytes { write(stream, $0.baseAddress, $0.count) }
    if written <= 0 { return }
    bytes = bytes.dropFirst(written)
  }
}
