import FlyingSocks
import FoundationEssentials
import Glibc

/// One caller's connection: reads requests, has them answered, and writes the answers, faults included.
struct Connection: Sendable {
  let socket: AsyncSocket
  let sandbox: Sandbox

  /// Serves the connection until either side ends it.
  func run() async {
    defer { try? socket.close() }
    var reader = RequestReader(
      source: { count in
        do { return try await socket.read(atMost: count) } catch SocketError.disconnected { return [] }
      },
      sendContinue: { try await socket.write(Data("HTTP/1.1 100 Continue\r\n\r\n".utf8)) })
    do {
      while let request = try await reader.next() {
        let answer = await sandbox.answer(request)
        guard try await write(answer, to: request), !request.wantsClose else { return }
      }
    } catch is RequestReader.Failure {
      let bad = encodeAnswer(.page(status: 400, title: "Bad Request"), to: .unreadable, at: await sandbox.toldNow)
      try? await socket.write(Data(bad))
    } catch {
      // The caller is gone; the panel did what it was asked to all the same.
    }
  }

  /// Whether the connection goes on.
  private func write(_ answer: Answer, to request: Request) async throws -> Bool {
    let bytes = encodeAnswer(answer, to: request, at: await sandbox.toldNow)
    let half = bytes.count - answer.body.count / 2 - 1
    switch answer.delivery {
    case .whole:
      try await socket.write(Data(bytes))
      return true
    case .reset: reset()
    case .resetHalfway:
      try await socket.write(Data(bytes[..<half]))
      // Lets the half arrive: a reset overtakes what is still on its way.
      try await Task.sleep(for: .milliseconds(50))
      reset()
    case .cutOff: try await socket.write(Data(bytes[..<half]))
    case .silence(let milliseconds): try await sandbox.sleep(milliseconds)
    }
    return false
  }

  /// Makes the coming close a reset.
  private func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket.socket.file.rawValue, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }
}

extension Request {
  fileprivate static let unreadable = Request(method: "GET", path: "/", headers: ["connection": "close"])
}
