import Dispatch
import Glibc
import Synchronization

extension StandardStreams {
  /// What somebody types, up to the end of the line, read on a thread of its own: signals, and the lock that is held meanwhile, are
  /// looked after.
  ///
  /// - Returns: nil where nothing comes any more, or where its task is cancelled.
  func lineFromInput() async -> String? {
    let isOver = Flag()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { answered in
        DispatchQueue.global().async { answered.resume(returning: self.readLine(until: isOver)) }
      }
    } onCancel: {
      isOver.isUp.store(true, ordering: .relaxed)
    }
  }

  private func readLine(until isOver: Flag) -> String? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      guard waitForInput(until: isOver) else { return nil }
      let count = read(input, &byte, 1)
      if count < 0 && errno == EINTR { continue }
      guard count == 1 else { return line.isEmpty ? nil : String(decoding: line, as: UTF8.self) }
      if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
      line.append(byte)
    }
  }

  /// Looks now and then whether anybody still waits for it.
  private func waitForInput(until isOver: Flag) -> Bool {
    while !isOver.isUp.load(ordering: .relaxed) {
      var waiting = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      if poll(&waiting, 1, 50) > 0 { return true }
    }
    return false
  }
}

/// Put up once, and seen by every thread.
private final class Flag: Sendable {
  let isUp = Atomic(false)
}
