import Foundation

/// An ssh agent that holds one key; it ends with this object.
public final class KeyAgent: Sendable {
  /// What `SSH_AUTH_SOCK` is to be.
  public let socket: String
  private let folder: ServerFolder

  /// Starts it with the private key from a file.
  public init(holding key: String) throws {
    folder = try ServerFolder()
    socket = "\(folder.path)/agent"
    try folder.serve("ssh-agent", "-D", "-a", socket)
    for _ in 0..<500 where !FileManager.default.fileExists(atPath: socket) { usleep(10_000) }
    try folder.run("env", "SSH_AUTH_SOCK=\(socket)", "ssh-add", "-q", key)
  }
}
