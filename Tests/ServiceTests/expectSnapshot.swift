import Foundation
import Testing

/// The text must equal the file `Snapshots/<name>`.
///
/// With `RECORD_SNAPSHOTS=1` in the environment the file is written, and the test fails once all the same: what was recorded wants to be read.
func expectSnapshot(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
    guard (try? Data(contentsOf: file)) != Data(text.utf8) else { return }
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    Issue.record("recorded \(name): read it, then run again", sourceLocation: sourceLocation)
    return
  }
  guard let recorded = try? String(contentsOf: file, encoding: .utf8) else {
    Issue.record("no snapshot \(name); RECORD_SNAPSHOTS=1 records one", sourceLocation: sourceLocation)
    return
  }
  #expect(recorded == text, "differs from \(name); RECORD_SNAPSHOTS=1 records it anew", sourceLocation: sourceLocation)
}
