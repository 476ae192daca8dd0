/// An answer as it goes over the wire. 204 has neither body nor length, HEAD the head alone.
func encodeAnswer(_ answer: Answer, to request: Request, at now: Moment) -> [UInt8] {
  var head = "HTTP/1.1 \(answer.status) \(ReasonPhrase.of(answer.status))\r\n"
  head += "Date: \(now.httpDate)\r\nCache-Control: no-cache, private\r\n"
  for (name, value) in answer.headers { head += "\(name): \(value)\r\n" }
  let hasBody = answer.status != 204
  if hasBody { head += "Content-Length: \(answer.body.count)\r\n" }
  if request.wantsClose { head += "Connection: close\r\n" }
  var bytes = Array(head.utf8) + [13, 10]
  if hasBody, request.method != "HEAD" { bytes += answer.body }
  return bytes
}

extension Request {
  /// Whether the connection ends with the answer.
  var wantsClose: Bool { headers["connection"]?.lowercased() == "close" }
}
