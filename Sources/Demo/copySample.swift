import FoundationEssentials

/// Copies the files of a fleet, to be those of whoever runs the demo.
///
/// An installed sample is root's. `copyItem` would keep it so, which nobody else may, and fails.
public func copySample(_ sample: String, to folder: String) throws {
  let files = FileManager.default
  try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
  for path in try files.subpathsOfDirectory(atPath: sample).sorted() {
    var isFolder = false
    _ = files.fileExists(atPath: "\(sample)/\(path)", isDirectory: &isFolder)
    if isFolder {
      try files.createDirectory(atPath: "\(folder)/\(path)", withIntermediateDirectories: true)
    } else {
      try Data(contentsOf: URL(filePath: "\(sample)/\(path)")).write(to: URL(filePath: "\(folder)/\(path)"))
    }
  }
}
