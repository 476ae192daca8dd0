import CLibCurl

/// Sends requests over kept connections, a bounded number at a time.
///
/// One thread drives all transfers through libcurl. Redirects are answers and never followed, TLS is always verified,
/// proxies are those that libcurl finds in the environment. A client that is dropped ends its thread by itself.
public final class HTTPClient: Sendable {
  /// What all requests of a client have in common.
  public struct Configuration: Sendable {
    /// The `User-Agent` of every request.
    public var userAgent: String
    /// How many transfers run at once, each on a connection of its own; others queue.
    public var maxTransfers: Int
    /// The largest answer that is accepted, in bytes after decompression.
    public var maxResponseBytes: Int
    /// The path of a PEM file with the authorities to trust in place of the system's.
    public var authoritiesFile: String?

    /// Eight transfers at once and answers of up to 64 MiB by default.
    public init(
      userAgent: String, maxTransfers: Int = 8, maxResponseBytes: Int = 64 << 20, authoritiesFile: String? = nil
    ) {
      precondition(maxTransfers > 0 && maxResponseBytes > 0)
      self.userAgent = userAgent
      self.maxTransfers = maxTransfers
      self.maxResponseBytes = maxResponseBytes
      self.authoritiesFile = authoritiesFile
    }
  }

  private let inbox: TransferInbox

  /// Starts the client's thread; throws only `outOfResources`.
  public init(_ configuration: Configuration) throws(TransportFailure) {
    guard isLibCurlReady else { throw .outOfResources("libcurl cannot start") }
    let inbox = try TransferInbox()
    try startThread {
      TransferLoop(inbox: inbox, configuration: configuration).run()
      inbox.end()
    }
    self.inbox = inbox
  }

  deinit {
    inbox.close()
  }

  /// Sends a request and waits for its whole answer.
  ///
  /// Cancelling the task ends the transfer, on the wire as well. A `POST` or `PATCH` is put on the wire at most once.
  public func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
    let id = inbox.makeID()
    let result: TransferResult = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        inbox.submit(Submission(id: id, request: request, answer: continuation))
      }
    } onCancel: {
      inbox.cancel(id)
    }
    return try result.get()
  }

  /// Ends every transfer as cancelled, refuses new ones, and returns when nothing is left of the thread's work.
  public func shutDown() async {
    inbox.close()
    await inbox.waitForEnd()
  }
}

/// libcurl wants to be initialised once in a process, before any thread uses it.
private let isLibCurlReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
