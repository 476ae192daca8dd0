import CLibCurl

/// Refuses a request that would be another one on the wire than was meant.
func checkBeforeSending(_ request: HTTPRequest) throws(TransportFailure) {
  let scheme = request.url.prefix { $0 != ":" }.lowercased()
  guard scheme == "http" || scheme == "https" else {
    throw .invalidRequest("only http and https URLs are sent, not “\(scheme)”")
  }
  guard request.url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
    throw .invalidRequest("the URL has a character that has to be percent-encoded")
  }
  for field in request.headers.fields where !field.name.utf8.allSatisfy(isTokenByte) || field.name.isEmpty {
    throw .invalidRequest("“\(field.name)” is not a header name")
  }
  for field in request.headers.fields where field.value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F })
  {
    throw .invalidRequest("the header \(field.name) has a control character")
  }
}

/// The header lines as libcurl wants them; the caller frees the list.
func makeHeaderLines(_ headers: HTTPHeaders) throws(TransportFailure) -> UnsafeMutablePointer<curl_slist>? {
  // Without an empty `Expect`, libcurl would wait a second for a `100 Continue` before it sends a large body.
  let lines = ["Expect:"] + headers.fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
  var list: UnsafeMutablePointer<curl_slist>?
  for line in lines {
    guard let longer = curl_slist_append(list, line) else {
      curl_slist_free_all(list)
      throw .outOfResources("no memory for headers")
    }
    list = longer
  }
  return list
}

/// RFC 9110, section 5.6.2.
private func isTokenByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
  case UInt8(ascii: "0")...UInt8(ascii: "9"): true
  default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }
}
