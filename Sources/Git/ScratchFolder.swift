import FoundationEssentials
import Glibc

/// A folder of our own that is gone, with all that is in it, when nobody holds it any more.
final class ScratchFolder: Sendable {
  let path: String

  init(in folder: String) throws(GitError) {
    var name = Array("\(folder)/botfleet-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw systemFailure("making a temporary folder in \(folder)") }
    path = name.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
