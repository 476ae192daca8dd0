import ChildPrograms

/// Writes a program, from a process of its own: whatever this process starts meanwhile would inherit the file open for writing, and as
/// long as it did nobody could start the program ("Text file busy").
public func writeProgram(_ text: String, to path: String) throws {
  let ended = try runProgram(["sh", "-c", #"cat > "$0" && chmod 755 "$0""#, path], input: Array(text.utf8))
  guard ended.status == 0 else { throw GitFailed(stderr: "\(path) could not be written: \(ended.complaint)") }
}
