/// Where servers' files are put, over SFTP.
public struct FileHost: Hashable, Sendable {
  public let host: String
  public let port: Int

  public init(host: String, port: Int) { (self.host, self.port) = (host, port) }
}

extension BotClient {
  /// A panel that does not say.
  public func files(of server: String) async throws(PanelFailure) -> FileHost? { nil }
}
