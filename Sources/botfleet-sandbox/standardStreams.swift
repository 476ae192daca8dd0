import Dispatch
import Glibc

/// Writes to standard output without a buffer between, so that a reader sees it at once.
func printAtOnce(_ text: String) {
  var bytes = Array(text.utf8)[...]
  while !bytes.isEmpty {
    let written = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    if written <= 0 { return }
    bytes = bytes.dropFirst(written)
  }
}

/// Returns when standard input ends, or when the task is cancelled. A thread of its own waits for it, because it blocks.
func endOfStandardInput() async {
  let ends = AsyncStream<Void> { stream in
    DispatchQueue(label: "stdin").async {
      var byte: UInt8 = 0
      while read(STDIN_FILENO, &byte, 1) > 0 {}
      stream.finish()
    }
  }
  for await _ in ends {}
}

/// A whole file's bytes.
func readFile(_ path: String) throws -> [UInt8] {
  let descriptor = open(path, O_RDONLY)
  guard descriptor >= 0 else { throw FileFailure(path: path, reason: String(cString: strerror(errno))) }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 20)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    guard count >= 0 else { throw FileFailure(path: path, reason: String(cString: strerror(errno))) }
    if count == 0 { return bytes }
    bytes += chunk[..<count]
  }
}

/// A file that cannot be read.
struct FileFailure: Error, CustomStringConvertible {
  let path: String
  let reason: String
  var description: String { "\(path): \(reason)" }
}
