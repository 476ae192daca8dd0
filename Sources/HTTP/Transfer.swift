import CLibCurl

/// One exchange under way: libcurl's easy handle and what has been received so far.
final class Transfer {
  let handle: UnsafeMutableRawPointer
  private let bodySize: Int
  private let maxResponseBytes: Int
  private let errorText: UnsafeMutablePointer<CChar>
  private var headerLines: UnsafeMutablePointer<curl_slist>?
  private var headers = HTTPHeaders()
  private var headerBytes = 0
  private var body: [UInt8] = []
  /// The limit that the answer went beyond.
  private var passedLimit: Int?

  /// Of all header lines together, interim answers' included; more than any server has to say.
  private static let maxHeaderBytes = 256 << 10

  /// Of one line of the header: libcurl's own limit.
  private static let maxHeaderLine = 100 << 10

  /// Throws `invalidRequest`, or `outOfResources`.
  init(_ request: HTTPRequest, _ configuration: HTTPClient.Configuration) throws(TransportFailure) {
    try checkBeforeSending(request)
    guard let handle = curl_easy_init() else { throw .outOfResources("no memory for a transfer") }
    self.handle = handle
    bodySize = request.body?.count ?? 0
    maxResponseBytes = configuration.maxResponseBytes
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    headerLines = try makeHeaderLines(request.headers)
    try EasyOptions(handle).apply(request, headerLines, configuration)
    _ = bf_curl_set_error_buffer(handle, errorText)
    let context = Unmanaged.passUnretained(self).toOpaque()
    _ = bf_curl_set_body_receiver(handle, receiveBody, context)
    _ = bf_curl_set_header_receiver(handle, receiveHeader, context)
  }

  deinit {
    curl_easy_cleanup(handle)
    curl_slist_free_all(headerLines)
    errorText.deallocate()
  }

  func join(_ multi: UnsafeMutableRawPointer) throws(TransportFailure) {
    let code = curl_multi_add_handle(multi, handle)
    guard code == CURLM_OK else { throw .outOfResources(String(cString: curl_multi_strerror(code))) }
  }

  func leave(_ multi: UnsafeMutableRawPointer) {
    curl_multi_remove_handle(multi, handle)
  }

  /// Whether the whole request is on the wire.
  var progress: TransportFailure.RequestProgress {
    var headerBytes = 0
    var bodyBytes: curl_off_t = 0
    _ = bf_curl_get_long(handle, CURLINFO_REQUEST_SIZE, &headerBytes)
    _ = bf_curl_get_off(handle, CURLINFO_SIZE_UPLOAD_T, &bodyBytes)
    return headerBytes > 0 && bodyBytes >= bodySize ? .complete : .incomplete
  }

  /// The outcome of the exchange, according to libcurl.
  func result(for code: CURLcode) -> TransferResult {
    if code == CURLE_OK {
      var status = 0
      _ = bf_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
      return .success(HTTPResponse(status: status, headers: headers, body: body))
    }
    if let passedLimit { return .failure(.tooLarge(limit: passedLimit)) }
    // libcurl 7.88 reports a single header line beyond its own limit as "out of memory"; later versions name it.
    let isLongHeader = code == CURLE_OUT_OF_MEMORY && progress == .complete && body.isEmpty
    if isLongHeader || code.rawValue == 100 { return .failure(.tooLarge(limit: Self.maxHeaderLine)) }
    let text = String(cString: errorText)
    let detail = text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
    return .failure(readCurlCode(code, after: progress, detail))
  }

  /// Returns how many bytes were taken; libcurl ends the transfer where that is fewer than it gave.
  fileprivate func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard body.count + bytes.count <= maxResponseBytes else {
      passedLimit = maxResponseBytes
      return 0
    }
    body.append(contentsOf: bytes)
    return bytes.count
  }

  /// A status line begins a new header block: what came before belonged to an interim answer.
  fileprivate func takeHeaderLine(_ bytes: UnsafeRawBufferPointer) -> Int {
    headerBytes += bytes.count
    guard headerBytes <= Self.maxHeaderBytes else {
      passedLimit = Self.maxHeaderBytes
      return 0
    }
    if bytes.starts(with: "HTTP/".utf8) {
      headers = HTTPHeaders()
    } else if let colon = bytes.firstIndex(of: UInt8(ascii: ":")) {
      headers.append(text(bytes[..<colon]), text(bytes[(colon + 1)...]))
    }
    return bytes.count
  }

  private func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
    let start = bytes.drop(while: isBlank)
    let end = start.lastIndex { !isBlank($0) } ?? start.startIndex
    return start.isEmpty ? "" : String(decoding: start[...end], as: UTF8.self)
  }
}

private let receiveBody: curl_write_callback = { bytes, size, count, context in
  guard let context else { return 0 }
  let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  return transfer.takeBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
}

private let receiveHeader: curl_write_callback = { bytes, size, count, context in
  guard let context else { return 0 }
  let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  return transfer.takeHeaderLine(UnsafeRawBufferPointer(start: bytes, count: size * count))
}
