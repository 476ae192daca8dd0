import Foundation
public import Testing

/// The text must equal the file `Snapshots/<name>` of the tests that ask, byte by byte: a byte order mark counts.
///
/// With `RECORD_SNAPSHOTS=1` in the environment the file is written, and the test fails once all the same: what was recorded wants to be read.
public func expectSnapshot(
  _ text: String, _ name: String, askedIn file: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let snapshot = testsFolder(of: file).appending(path: "Snapshots/\(name)")
  let recorded = try? Data(contentsOf: snapshot)
  guard recorded != Data(text.utf8) else { return }
  if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
    try FileManager.default.createDirectory(at: snapshot.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: snapshot)
    Issue.record("recorded \(name): read it, then run again", sourceLocation: sourceLocation)
    return
  }
  guard let recorded else {
    Issue.record("no snapshot \(name); RECORD_SNAPSHOTS=1 records one", sourceLocation: sourceLocation)
    return
  }
  Issue.record(
    "differs from \(name); RECORD_SNAPSHOTS=1 records it anew:\n\(text)\n— instead of —\n\(String(decoding: recorded, as: UTF8.self))",
    sourceLocation: sourceLocation)
}

/// `Tests/ReportsTests` of a file anywhere below it.
private func testsFolder(of file: String) -> URL {
  var folder = URL(filePath: file).deletingLastPathComponent()
  while !folder.lastPathComponent.hasSuffix("Tests"), folder.path != "/" { folder.deleteLastPathComponent() }
  return folder
}
