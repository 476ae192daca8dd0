/// A request as it came over the wire: nothing decoded but the framing.
struct Request: Sendable {
  /// Upper case; overridden by the panel in ``effectiveMethod``.
  var method: String
  /// Percent-encoded, without the query.
  var path: String
  /// Percent-encoded, without the question mark; empty when there is none.
  var query: String
  /// By lower-case name; of a header that came twice the last value.
  var headers: [String: String]
  var body: [UInt8]
  /// Of the caller.
  var address: String = "127.0.0.1"

  init(method: String, path: String, query: String = "", headers: [String: String] = [:], body: [UInt8] = []) {
    self.method = method
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
  }

  /// The panel's own address as the caller wrote it; absolute URLs in answers are built from it (recording 20-004).
  var base: String { "http://\(headers["host"] ?? "127.0.0.1")" }

  /// `X-HTTP-Method-Override` is honoured on POST (recording 11-034).
  var effectiveMethod: String {
    guard method == "POST", let override = headers["x-http-method-override"], !override.isEmpty else { return method }
    return override.uppercased()
  }

  /// Whether errors are told as JSON: by `Accept`, or by `X-Requested-With` where anything is accepted
  /// (scenario 59; without either they are pages and redirects).
  var expectsJSON: Bool {
    let accepted = headers["accept"]?.split(separator: ",").first.map { $0.lowercased() } ?? ""
    if accepted.contains("/json") || accepted.contains("+json") { return true }
    let acceptsAnything = accepted.isEmpty || accepted.hasPrefix("*/*") || accepted == "*"
    return acceptsAnything && headers["x-requested-with"] == "XMLHttpRequest"
  }

  /// Whether the body is read as JSON.
  var carriesJSON: Bool {
    let type = headers["content-type"]?.lowercased() ?? ""
    return type.contains("/json") || type.contains("+json")
  }

  /// Whether the body is read as a form.
  var carriesForm: Bool {
    headers["content-type"]?.lowercased().hasPrefix("application/x-www-form-urlencoded") ?? false
  }
}

extension String {
  /// Without spaces at both ends.
  var trimmedOfSpaces: String {
    var text = Substring(self)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
