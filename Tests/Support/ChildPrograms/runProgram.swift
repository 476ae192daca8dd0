public import Foundation

/// What a program left when it had ended.
public struct ProgramEnd: Sendable {
  /// That of a signal is its number, negative.
  public let status: Int32
  public let output: [UInt8]
  public let errors: [UInt8]

  /// The output as text.
  public var text: String { String(decoding: output, as: UTF8.self) }
  /// What it complained of, as text.
  public var complaint: String { String(decoding: errors, as: UTF8.self) }
}

/// Runs a program, found on the path of its environment, to its end.
///
/// It reads and writes files, so that it never waits for this process.
public func runProgram(
  _ arguments: [String], in folder: String = "/",
  environment: [String: String] = ProcessInfo.processInfo.environment, input: [UInt8] = []
) throws -> ProgramEnd {
  let (given, output, errors) = (try unnamedFile(), try unnamedFile(), try unnamedFile())
  try given.write(contentsOf: input)
  try given.seek(toOffset: 0)
  let status = try withExtendedLifetime((given, output, errors)) {
    let streams = [given.fileDescriptor, output.fileDescriptor, errors.fileDescriptor]
    return wait(for: try spawn(arguments, in: folder, environment: environment, streams: streams))
  }
  func whole(_ file: FileHandle) throws -> [UInt8] {
    try file.seek(toOffset: 0)
    return Array(try file.readToEnd() ?? Data())
  }
  return ProgramEnd(status: status, output: try whole(output), errors: try whole(errors))
}

private func unnamedFile() throws -> FileHandle {
  var name = Array((FileManager.default.temporaryDirectory.path + "/stream-XXXXXX").utf8CString)
  let file = mkstemp(&name)
  guard file >= 0 else { throw SpawnFailure(detail: String(cString: strerror(errno))) }
  unlink(name)
  return FileHandle(fileDescriptor: file, closeOnDealloc: true)
}
