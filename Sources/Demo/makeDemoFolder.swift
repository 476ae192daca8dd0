import FoundationEssentials

/// A folder that nobody else has, for a demo to play in.
public func makeDemoFolder() throws -> String {
  let path = "\(FileManager.default.temporaryDirectory.path)/botfleet-demo-\(UUID().uuidString)"
  try FileManager.default.createDirectory(
    atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  return path
}
