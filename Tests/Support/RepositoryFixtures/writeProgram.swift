import Foundation

/// Writes a program, from a process of its own: whatever this process starts meanwhile would inherit the file open for writing, and as
/// long as it did nobody could start the program ("Text file busy").
public func writeProgram(_ text: String, to path: String) throws {
  let writer = Process()
  writer.executableURL = URL(fileURLWithPath: "/bin/sh")
  writer.arguments = ["-c", #"cat > "$0" && chmod 755 "$0""#, path]
  let input = Pipe()
  writer.standardInput = input
  try writer.run()
  try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
  try input.fileHandleForWriting.close()
  writer.waitUntilExit()
  guard writer.terminationStatus == 0 else { throw GitFailed(stderr: "\(path) could not be written") }
}
