import FoundationEssentials
import Glibc

/// Puts a text in the place of a file, at once: whoever reads it sees the old or the new one, whole.
public func writeMetricsFile(_ text: String, to path: String) throws(ServerFailure) {
  let temporary = "\(path).\(getpid()).new"
  do {
    try Data(text.utf8).write(to: URL(filePath: temporary))
  } catch {
    throw .file(path: path, why: "\(temporary) cannot be written")
  }
  // Others read it: node_exporter runs as a user of its own.
  chmod(temporary, 0o644)
  guard rename(temporary, path) == 0 else {
    let why = String(cString: strerror(errno))
    unlink(temporary)
    throw .file(path: path, why: why)
  }
}
