import NIOCore
import NIOHTTPTypes

/// Holds one connection to its limits: whoever is slower, larger or more numerous than is allowed is closed.
///
/// It stands between the decoder and the requests, so that a head or a body that never ends is closed here without anybody waiting for it.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let limits: ListenLimits
  private let places: ConnectionPlaces
  /// Whose place it has; nil where it has none.
  private var source: String?
  private var deadline: Scheduled<Void>?
  private var bodyBytes = 0

  init(_ limits: ListenLimits, _ places: ConnectionPlaces) {
    (self.limits, self.places) = (limits, places)
  }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { open(context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    open(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    close()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { close() }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      bodyBytes = 0
      expect(within: limits.bodySeconds, context)
    case .body(let bytes):
      bodyBytes += bytes.readableBytes
      // What is too large is answered before it is read whole; somebody who goes on all the same is not listened to for ever.
      if bodyBytes > 16 * limits.body { return context.close(promise: nil) }
    case .end: expect(within: limits.answerSeconds, context)
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) {
      // Taken, or on its way to somebody who does not take it: either way the next head has to come in time.
      expect(within: limits.headSeconds, context)
    }
    context.write(data, promise: promise)
  }

  private func open(_ context: ChannelHandlerContext) {
    guard source == nil else { return }
    let wanted = networkSource(context.channel.remoteAddress?.ipAddress ?? "local")
    guard places.take(wanted) else { return context.close(promise: nil) }
    source = wanted
    expect(within: limits.headSeconds, context)
  }

  private func close() {
    deadline?.cancel()
    deadline = nil
    if let source { places.giveBack(source) }
    source = nil
  }

  private func expect(within seconds: Double, _ context: ChannelHandlerContext) {
    deadline?.cancel()
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(Int64(seconds * 1000))) {
      context.close(promise: nil)
    }
  }
}
