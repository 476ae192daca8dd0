import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// The server that a router answers through, with its limits.
///
/// - Parameter address: port 0 takes a free one, which `running` is told.
func makeListener(
  _ router: Router<ServiceContext>, at address: ListenAddress, _ limits: ListenLimits, log: Logger,
  running: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
) -> some ApplicationProtocol {
  let places = ConnectionPlaces(limits)
  let plain = HTTPServerBuilder.http1(
    configuration: .init(
      additionalChannelHandlers: [ConnectionGuard(limits, places)],
      idleTimeout: .milliseconds(Int64(limits.answerSeconds * 2000)),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: limits.head, maxHeaderListSize: limits.head, maxHeaderFieldCount: limits.headers)))
  return Application(
    router: router, server: plain,
    configuration: .init(address: .hostname(address.host, port: address.port), serverName: nil, backlog: 512),
    onServerRunning: { channel in await running(channel.localAddress?.port ?? address.port) }, logger: log)
}
