import CLibCurl
import Glibc

/// Drives all transfers of a client; lives and dies on one thread.
///
/// The queue is ours: libcurl 7.88 forgets transfers that exceed its own connection limits, and counts their waiting
/// as part of the timeout. It never gets more than `maxTransfers`, and no limit of its own.
final class TransferLoop {
  private let inbox: TransferInbox
  private let configuration: HTTPClient.Configuration
  private let multi: UnsafeMutableRawPointer
  private var queue: ArraySlice<Submission> = []
  private var running: [UnsafeMutableRawPointer: (transfer: Transfer, submission: Submission)] = [:]

  init(inbox: TransferInbox, configuration: HTTPClient.Configuration) {
    self.inbox = inbox
    self.configuration = configuration
    guard let multi = curl_multi_init() else { preconditionFailure("out of memory") }
    self.multi = multi
    _ = bf_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, configuration.maxTransfers)
  }

  deinit {
    curl_multi_cleanup(multi)
  }

  /// Returns when the inbox is closed and everybody has been answered.
  func run() {
    while true {
      let delivery = inbox.take()
      queue.append(contentsOf: delivery.submissions)
      delivery.cancellations.forEach(cancel)
      if delivery.isClosed { return cancelAll() }
      startQueued()
      var count: Int32 = 0
      let code = curl_multi_perform(multi, &count)
      precondition(code == CURLM_OK, String(cString: curl_multi_strerror(code)))
      finishDone()
      startQueued()
      sleepUntilSomethingHappens()
    }
  }

  private func sleepUntilSomethingHappens() {
    var wake = curl_waitfd(fd: inbox.pipe.readingEnd, events: Int16(CURL_WAIT_POLLIN), revents: 0)
    let code = curl_multi_poll(multi, &wake, 1, 60_000, nil)
    precondition(code == CURLM_OK, String(cString: curl_multi_strerror(code)))
  }

  private func startQueued() {
    while running.count < configuration.maxTransfers, let submission = queue.popFirst() {
      do throws(TransportFailure) {
        let transfer = try Transfer(submission.request, configuration)
        try transfer.join(multi)
        running[transfer.handle] = (transfer, submission)
      } catch {
        submission.answer.resume(returning: .failure(error))
      }
    }
  }

  private func finishDone() {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
      let code = bf_curl_message_result(message)
      guard let (transfer, submission) = running.removeValue(forKey: handle) else {
        preconditionFailure("libcurl finished a transfer that nobody started")
      }
      let result = transfer.result(for: code)
      transfer.leave(multi)
      submission.answer.resume(returning: result)
    }
  }

  private func cancel(_ id: TransferID) {
    if let position = queue.firstIndex(where: { $0.id == id }) {
      queue.remove(at: position).answer.resume(returning: .failure(.cancelled(.incomplete)))
    } else if let (handle, entry) = running.first(where: { $0.value.submission.id == id }) {
      running[handle] = nil
      end(entry.transfer, of: entry.submission)
    }
  }

  private func cancelAll() {
    for submission in queue {
      submission.answer.resume(returning: .failure(.cancelled(.incomplete)))
    }
    for (transfer, submission) in running.values {
      end(transfer, of: submission)
    }
    queue = []
    running = [:]
  }

  private func end(_ transfer: Transfer, of submission: Submission) {
    let progress = transfer.progress
    transfer.leave(multi)
    submission.answer.resume(returning: .failure(.cancelled(progress)))
  }
}
