import CLibCurl

/// Sets up libcurl's easy handle for one request.
struct EasyOptions {
  private let handle: UnsafeMutableRawPointer

  init(_ handle: UnsafeMutableRawPointer) {
    self.handle = handle
  }

  func apply(
    _ request: HTTPRequest, _ headerLines: UnsafeMutablePointer<curl_slist>?, _ configuration: HTTPClient.Configuration
  ) throws(TransportFailure) {
    try set(CURLOPT_URL, request.url)
    try set(CURLOPT_USERAGENT, configuration.userAgent)
    try check(bf_curl_set_slist(handle, CURLOPT_HTTPHEADER, headerLines))
    try setMethod(request.method, body: request.body)
    try set(CURLOPT_CONNECTTIMEOUT_MS, request.timeouts.connect.wholeMilliseconds)
    try set(CURLOPT_TIMEOUT_MS, request.timeouts.total.wholeMilliseconds)
    if let file = configuration.authoritiesFile { try set(CURLOPT_CAINFO, file) }
    try applyHouseRules()
  }

  private func setMethod(_ method: HTTPMethod, body: [UInt8]?) throws(TransportFailure) {
    if let body {
      try check(bf_curl_set_off(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
      try check(
        body.withUnsafeBytes { bytes in
          // Copied, so that no Swift memory has to stay where it is. Empty arrays have no address, but `nil` means
          // "read the body from elsewhere" to libcurl.
          let address = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
          return address.map { bf_curl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, $0) }
            ?? bf_curl_set_string(handle, CURLOPT_COPYPOSTFIELDS, "")
        })
    }
    try set(CURLOPT_CUSTOMREQUEST, method.rawValue)
    // Where a kept connection dies without an answer, libcurl sends the request again on a new one, whatever its
    // method. A request that began on a new connection is never sent twice.
    if !method.isIdempotent { try set(CURLOPT_FRESH_CONNECT, 1) }
  }

  private func applyHouseRules() throws(TransportFailure) {
    try set(CURLOPT_PROTOCOLS_STR, "http,https")
    try set(CURLOPT_FOLLOWLOCATION, 0)
    try set(CURLOPT_SSL_VERIFYPEER, 1)
    try set(CURLOPT_SSL_VERIFYHOST, 2)
    // One transfer per connection: HTTP/2 would save less than it would cost that all transfers share one connection's
    // fate.
    try set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
    try set(CURLOPT_ACCEPT_ENCODING, "gzip")
    // libcurl must not touch the process's signal handlers; the thread blocks signals.
    try set(CURLOPT_NOSIGNAL, 1)
    try set(CURLOPT_TCP_KEEPALIVE, 1)
    try check(bf_curl_keep_sockets_private(handle))
  }

  private func set(_ option: CURLoption, _ value: Int) throws(TransportFailure) {
    try check(bf_curl_set_long(handle, option, value))
  }

  private func set(_ option: CURLoption, _ value: String) throws(TransportFailure) {
    try check(bf_curl_set_string(handle, option, value))
  }

  private func check(_ code: CURLcode) throws(TransportFailure) {
    guard code == CURLE_OK else { throw .outOfResources(String(cString: curl_easy_strerror(code))) }
  }
}

extension Duration {
  /// In whole milliseconds for libcurl, to which 0 means no limit: at least one.
  fileprivate var wholeMilliseconds: Int {
    let (seconds, attoseconds) = components
    return max(1, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
  }
}
