import HTTP
import Synchronization

/// Sends one mail over a connection of its own, and returns when the server has taken it.
///
/// A mail whose sending failed may have arrived all the same, where the connection was lost at its end; its `Message-ID` then shows that the
/// second is the first. A cancelled task ends the exchange within about a second.
public func sendMail(_ message: MailMessage, through server: MailServer) async throws(MailFailure) {
  let stopSign = StopSign()
  let result: Result<Void, MailFailure> = await withTaskCancellationHandler {
    await withCheckedContinuation { continuation in
      do throws(TransportFailure) {
        // libcurl blocks while it sends, and Swift's own threads are few.
        try startThread { continuation.resume(returning: SMTPTransfer(message, server, stopSign).perform()) }
      } catch {
        continuation.resume(returning: .failure(.interrupted(error.description)))
      }
    }
  } onCancel: {
    stopSign.raise()
  }
  try result.get()
}

/// Tells a thread that what it does is not wanted any more.
final class StopSign: Sendable {
  private let flag = Atomic(false)

  func raise() { flag.store(true, ordering: .relaxed) }

  var isRaised: Bool { flag.load(ordering: .relaxed) }
}
