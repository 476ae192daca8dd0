import Foundation
public import RepositoryFixtures

/// An sshd on loopback for whoever runs the tests, with a host key of its own, and a key that it lets in.
public final class SecureShellServer: Sendable {
  /// `ssh://USER@127.0.0.1:PORT/PATH`.
  public let url: String
  private let folder: ServerFolder
  private let port: Int

  public init(serving repository: TemporaryRepository) throws {
    folder = try ServerFolder()
    port = try freePort()
    guard let person = getpwuid(geteuid()) else { throw GitFailed(stderr: "nobody runs the tests") }
    url = "ssh://\(String(cString: person.pointee.pw_name))@127.0.0.1:\(port)\(repository.path)"
    for key in ["host", "key", "other"] {
      try folder.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "tests", "-f", "\(folder.path)/\(key)")
    }
    try folder.write(try folder.read("key.pub"), to: "authorized")
    try folder.write(
      """
      ListenAddress 127.0.0.1
      Port \(port)
      HostKey \(folder.path)/host
      PidFile none
      AuthorizedKeysFile \(folder.path)/authorized
      StrictModes no
      UsePAM no
      PasswordAuthentication no
      KbdInteractiveAuthentication no
      MaxStartups 100
      """, to: "sshd_config")
    // sshd asks for this folder when it runs as root, and the init system makes it otherwise.
    if geteuid() == 0 { try folder.run("mkdir", "-p", "/run/sshd") }
    // It executes itself again from elsewhere: all paths are absolute.
    let program = ["/usr/sbin/sshd", "/usr/bin/sshd"].first { FileManager.default.isExecutableFile(atPath: $0) }
    try folder.serve(program ?? "sshd", "-D", "-f", "\(folder.path)/sshd_config", "-E", "\(folder.path)/log")
    let folder = folder
    try untilServed(port) { (try? folder.read("log")) ?? "" }
    try knowHost("host")
  }

  /// What ssh is told about the host's key.
  public enum Knowledge: Sendable {
    case right
    case none
    /// The key has changed since: somebody may listen between.
    case wrong
  }

  /// Which key ssh offers.
  public enum Access: Sendable {
    case keyFile
    /// The key that an agent holds.
    case agent(KeyAgent)
    case strangersKey
  }

  /// What lets git come in.
  public func access(_ access: Access = .keyFile, knowing knowledge: Knowledge = .right) throws -> [String: String] {
    switch knowledge {
    case .right: try knowHost("host")
    case .wrong: try knowHost("other")
    case .none: try folder.write("", to: "known_hosts")
    }
    let ssh =
      "ssh -F /dev/null -o BatchMode=yes -o StrictHostKeyChecking=yes -o UserKnownHostsFile=\(folder.path)/known_hosts"
    switch access {
    case .keyFile:
      return ["GIT_SSH_COMMAND": "\(ssh) -o IdentitiesOnly=yes -o IdentityAgent=none -i \(folder.path)/key"]
    case .strangersKey:
      return ["GIT_SSH_COMMAND": "\(ssh) -o IdentitiesOnly=yes -o IdentityAgent=none -i \(folder.path)/other"]
    case .agent(let agent): return ["GIT_SSH_COMMAND": ssh, "SSH_AUTH_SOCK": agent.socket]
    }
  }

  /// An agent that holds the key.
  public func startAgent() throws -> KeyAgent { try KeyAgent(holding: "\(folder.path)/key") }

  private func knowHost(_ key: String) throws {
    try folder.write("[127.0.0.1]:\(port) \(try folder.read("\(key).pub"))", to: "known_hosts")
  }
}
