/// Names one transfer within its client.
typealias TransferID = UInt64

/// How a transfer ends.
typealias TransferResult = Result<HTTPResponse, TransportFailure>

/// A request on its way to the loop, and whom to answer.
struct Submission: Sendable {
  let id: TransferID
  let request: HTTPRequest
  let answer: CheckedContinuation<TransferResult, Never>
}

/// What callers leave for the loop's thread: the only state that both share.
final class TransferInbox: Sendable {
  /// What has arrived since the loop last looked.
  struct Delivery: Sendable {
    var submissions: [Submission] = []
    var cancellations: [TransferID] = []
    var isClosed = false
  }

  private struct State: Sendable {
    var delivery = Delivery()
    var nextID: TransferID = 0
    var hasEnded = false
    var waitingForEnd: [CheckedContinuation<Void, Never>] = []
  }

  let pipe: WakePipe
  private let state = Locked(State())

  init() throws(TransportFailure) {
    pipe = try WakePipe()
  }

  func makeID() -> TransferID {
    state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
  }

  /// Hands a request to the loop, or answers it at once where its task is cancelled already or the client closed.
  ///
  /// The task's flag is read under the lock: a cancellation that ran before this left no other trace, and one that
  /// runs after it is delivered behind the submission.
  func submit(_ submission: Submission) {
    let isAccepted = state.withLock { state in
      if Task.isCancelled || state.delivery.isClosed { return false }
      state.delivery.submissions.append(submission)
      return true
    }
    if isAccepted {
      pipe.wake()
    } else {
      submission.answer.resume(returning: .failure(.cancelled(.incomplete)))
    }
  }

  /// Asks for a transfer's end. One that has ended, or was never submitted, does not concern the loop.
  func cancel(_ id: TransferID) {
    state.withLock { $0.delivery.cancellations.append(id) }
    pipe.wake()
  }

  func close() {
    state.withLock { $0.delivery.isClosed = true }
    pipe.wake()
  }

  /// Everything that came since the last call; closing stays delivered.
  func take() -> Delivery {
    pipe.drain()
    return state.withLock { state in
      let delivery = state.delivery
      state.delivery = Delivery(isClosed: delivery.isClosed)
      return delivery
    }
  }

  /// The loop's last message.
  func end() {
    let waiting = state.withLock { state in
      state.hasEnded = true
      defer { state.waitingForEnd = [] }
      return state.waitingForEnd
    }
    for continuation in waiting {
      continuation.resume()
    }
  }

  func waitForEnd() async {
    await withCheckedContinuation { continuation in
      let hasEnded = state.withLock { state in
        if !state.hasEnded { state.waitingForEnd.append(continuation) }
        return state.hasEnded
      }
      if hasEnded { continuation.resume() }
    }
  }
}
