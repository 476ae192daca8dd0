import HTTPTypes
import Hummingbird
import NIOCore

/// What is known of a request beside what it says.
struct ServiceContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The address at the other end of the connection.
  let peer: String?

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    peer = source.channel.remoteAddress?.ipAddress
  }
}

/// Who sent a request: the other end of the connection, or where that is a proxy of ours, whom it says that it speaks for.
///
/// - Parameters:
///   - forwarded: the values of `X-Forwarded-For`, in their order. Each proxy adds at the end, so the last address that is no proxy of ours
///     is the sender; what stands before it, the sender may have written.
///   - proxies: the addresses of proxies that are believed.
func sender(peer: String?, forwarded: [String], proxies: Set<String>) -> String {
  guard let peer else { return "local" }
  guard proxies.contains(peer) else { return peer }
  let named = forwarded.flatMap { $0.split(separator: ",") }.map { String($0).trimmed }
  return named.last { !proxies.contains($0) }.flatMap { $0.isAddress ? $0 : nil } ?? peer
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }

  fileprivate var isAddress: Bool { (try? parseIPAddress(self)) != nil }
}
