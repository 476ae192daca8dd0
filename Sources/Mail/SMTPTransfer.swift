import CLibCurl
import HTTP

/// One mail on its way through libcurl, on a thread that may block.
final class SMTPTransfer {
  private let message: MailMessage
  private let server: MailServer
  private let stopSign: StopSign
  private let bytes: [UInt8]
  private var sent = 0
  private var refusal: [UInt8] = []

  init(_ message: MailMessage, _ server: MailServer, _ stopSign: StopSign) {
    self.message = message
    self.server = server
    self.stopSign = stopSign
    bytes = writeMessage(message)
  }

  func perform() -> Result<Void, MailFailure> {
    guard isLibCurlReady, let handle = curl_easy_init() else { return .failure(.interrupted("libcurl cannot start")) }
    defer { curl_easy_cleanup(handle) }
    let recipients = curl_slist_append(nil, "<\(message.to.address)>")
    defer { curl_slist_free_all(recipients) }
    var words = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
    return words.withUnsafeMutableBufferPointer { buffer in
      let code = setUp(handle, recipients, buffer.baseAddress) ?? curl_easy_perform(handle)
      defer { bf_curl_set_error_buffer(handle, nil) }
      guard code != CURLE_OK else { return .success(()) }
      var answered = 0
      bf_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &answered)
      let detail = buffer.baseAddress.map { String(cString: $0) } ?? ""
      let said = detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
      return .failure(readFailure(code, reply(answered), said))
    }
  }

  /// Returns the first option that libcurl refuses; nil where all are set.
  private func setUp(
    _ handle: UnsafeMutableRawPointer, _ recipients: UnsafeMutablePointer<curl_slist>?,
    _ words: UnsafeMutablePointer<CChar>?
  ) -> CURLcode? {
    let this = Unmanaged.passUnretained(self).toOpaque()
    let isWholeTLS = server.protection == .tls
    var codes = [
      // The path is what this side calls itself; libcurl would tell the machine's name.
      bf_curl_set_string(
        handle, CURLOPT_URL, "\(isWholeTLS ? "smtps" : "smtp")://\(server.host):\(server.port)/\(message.from.domain)"),
      bf_curl_set_string(handle, CURLOPT_PROTOCOLS_STR, isWholeTLS ? "smtps" : "smtp"),
      // A proxy for the web would carry the mail in the clear, or not at all.
      bf_curl_set_string(handle, CURLOPT_PROXY, ""),
      bf_curl_require_tls(handle, server.protection == .none ? 0 : 1),
      bf_curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1),
      bf_curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2),
      bf_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(server.timeouts.connect)),
      bf_curl_set_long(handle, CURLOPT_TIMEOUT_MS, milliseconds(server.timeouts.total)),
      bf_curl_set_long(handle, CURLOPT_NOSIGNAL, 1),
      bf_curl_keep_sockets_private(handle),
      bf_curl_set_string(handle, CURLOPT_MAIL_FROM, "<\(message.from.address)>"),
      bf_curl_set_slist(handle, CURLOPT_MAIL_RCPT, recipients),
      bf_curl_set_long(handle, CURLOPT_UPLOAD, 1),
      bf_curl_set_body_source(handle, { readMore($0, $1 * $2, $3) }, this),
      bf_curl_set_header_receiver(handle, { keepReply($0, $1 * $2, $3) }, this),
      bf_curl_set_progress_watcher(handle, { context, _, _, _, _ in isStopped(context) ? 1 : 0 }, this),
      bf_curl_set_error_buffer(handle, words),
    ]
    if let file = server.authoritiesFile { codes.append(bf_curl_set_string(handle, CURLOPT_CAINFO, file)) }
    if let signIn = server.signIn {
      codes.append(bf_curl_set_string(handle, CURLOPT_USERNAME, signIn.user))
      codes.append(bf_curl_set_string(handle, CURLOPT_PASSWORD, signIn.password.revealed))
    }
    return codes.first { $0 != CURLE_OK }
  }

  fileprivate func read(into target: UnsafeMutablePointer<CChar>, atMost limit: Int) -> Int {
    let part = bytes[sent...].prefix(limit)
    part.withUnsafeBytes { source in
      // No bytes have no address.
      if let address = source.baseAddress {
        UnsafeMutableRawPointer(target).copyMemory(from: address, byteCount: part.count)
      }
    }
    sent += part.count
    return part.count
  }

  /// Only a refusal: after it comes a farewell.
  fileprivate func keep(_ line: UnsafeRawBufferPointer) {
    if line.first == UInt8(ascii: "4") || line.first == UInt8(ascii: "5") { refusal = Array(line.prefix(64)) }
  }

  fileprivate var isUnwanted: Bool { stopSign.isRaised }

  private func reply(_ code: Int) -> MailReply? {
    guard (200..<600).contains(code) else { return nil }
    return MailReply(code: code, detail: enhancedCode(String(decoding: refusal, as: UTF8.self), of: code))
  }
}

/// The second word of `550 5.1.1 No such user`, where it is one of RFC 3463's.
func enhancedCode(_ line: String, of code: Int) -> String? {
  let words = line.split(whereSeparator: { " -\r\n".contains($0) })
  guard words.count >= 2, Int(words[0]) == code else { return nil }
  let numbers = words[1].split(separator: ".", omittingEmptySubsequences: false)
  guard numbers.count == 3, numbers.allSatisfy({ (1...3).contains($0.count) && $0.utf8.allSatisfy(isAlphanumeric) }),
    numbers.allSatisfy({ Int($0) != nil })
  else { return nil }
  return String(words[1])
}

private func transfer(_ context: UnsafeMutableRawPointer?) -> SMTPTransfer {
  guard let context else { preconditionFailure("each of libcurl's calls gets its transfer") }
  return Unmanaged<SMTPTransfer>.fromOpaque(context).takeUnretainedValue()
}

private func readMore(_ target: UnsafeMutablePointer<CChar>?, _ limit: Int, _ context: UnsafeMutableRawPointer?) -> Int
{
  target.map { transfer(context).read(into: $0, atMost: limit) } ?? 0
}

private func keepReply(_ line: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?) -> Int {
  transfer(context).keep(UnsafeRawBufferPointer(start: line, count: count))
  return count
}

private func isStopped(_ context: UnsafeMutableRawPointer?) -> Bool { transfer(context).isUnwanted }

private func milliseconds(_ duration: Duration) -> Int {
  let (seconds, attoseconds) = duration.components
  return max(1, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
}
