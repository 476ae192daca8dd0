import Foundation
import PanelProcess

@testable import PanelSandbox

/// Does a recorded scenario's steps on a panel, and finds the first thing that is not as it was.
struct Replayer {
  let panel: SandboxProcess
  private var names: Names

  init(on panel: SandboxProcess) {
    self.panel = panel
    names = Names(base: panel.url)
  }

  /// The first difference, with the step; nil if every answer was as recorded.
  mutating func firstDifference(in scenario: JSON) throws -> String? {
    for (index, step) in (scenario["steps"]?.items ?? []).enumerated() {
      if let difference = try differenceAfter(step) {
        return "step \(index + 1), \(step["method"]?.text ?? "") \(step["path"]?.text ?? ""): \(difference)"
      }
    }
    return nil
  }

  private mutating func differenceAfter(_ step: JSON) throws -> String? {
    switch step["do"]?.text {
    case "request": return try differenceAfterRequest(step)
    case "wait-installed": return try waitUntilInstalled(names.filled(step["server"] ?? .null))
    default:
      let answer = try tell(names.filled(step))
      return (200..<300).contains(answer.status) ? nil : "control endpoint: \(answer.status) \(answer.text)"
    }
  }

  private func tell(_ step: JSON) throws -> Exchange.Response {
    let exchange = Exchange(method: "POST", target: "/control", body: JSONWriter.encode(step))
    return try exchange.perform(at: panel.url)
  }

  private mutating func differenceAfterRequest(_ step: JSON) throws -> String? {
    let expected = step["expect"] ?? .null
    let response: Exchange.Response
    do {
      response = try exchange(for: step).perform(at: panel.url)
    } catch Exchange.Failure.noAnswerInTime {
      return expected["gave_up"] == true ? nil : "no answer in time"
    }
    if expected["gave_up"] == true { return "expected no answer, got \(response.status)" }
    guard expected["status"] == .integer(response.status) else {
      return "status \(response.status) \(response.text.prefix(300))"
    }
    for (name, path) in step["capture"]?.members ?? [:] {
      guard let value = path.text.flatMap({ response.json?.value(at: $0) }) else {
        return "nothing to capture as \(name)"
      }
      names.capture(value, as: name)
    }
    if let difference = difference(inHeaders: expected["headers"]?.members ?? [:], response.headers, names) {
      return difference
    }
    return bodyDifference(expected["body"], response)
  }

  private func bodyDifference(_ expected: JSON?, _ response: Exchange.Response) -> String? {
    guard let expected else {
      return response.body.isEmpty ? nil : "expected no body, got \(response.text.prefix(200))"
    }
    if expected == "<any>" { return nil }
    guard let json = response.json else { return "no JSON: \(response.text.prefix(200))" }
    return difference(expected, json, names)
  }

  private func exchange(for step: JSON) -> Exchange {
    var headers = ["Accept": "application/json"]
    var body: [UInt8]?
    if let raw = step["raw_body"]?.text { body = Array(raw.utf8) }
    if let value = step["body"] { body = JSONWriter.encode(names.filled(value)) }
    if body != nil { headers["Content-Type"] = "application/json" }
    if let key = step["key"]?.text { headers["Authorization"] = "Bearer \(panel.keys[key] ?? "")" }
    for (name, value) in step["headers"]?.members ?? [:] { headers[name] = value.text.map(names.filled) }
    let pairs = (step["query"]?.members ?? [:]).flatMap { member in
      (member.value.items ?? [member.value]).map { value in
        percentEncoded(member.key) + "=" + percentEncoded(PHPNumber.text(names.filled(value)) ?? "")
      }
    }
    var exchange = Exchange(target: names.filled(step["path"]?.text ?? ""))
    exchange.method = step["method"]?.text ?? ""
    if !pairs.isEmpty { exchange.target += "?" + pairs.joined(separator: "&") }
    exchange.headers = headers.map { ($0.key, $0.value) }
    exchange.body = body
    if let patience = step["give_up_after"].flatMap(PHPNumber.number) { exchange.patience = patience }
    return exchange
  }

  private func waitUntilInstalled(_ servers: JSON) throws -> String? {
    for server in servers.items ?? [servers] {
      let deadline = Date().addingTimeInterval(15)
      while true {
        let step: JSON = [
          "method": "GET", "key": "app_full",
          "path": .string("/api/application/servers/\(PHPNumber.text(server) ?? "")"),
        ]
        let response = try exchange(for: step).perform(at: panel.url)
        guard response.status == 200 else { return "\(response.status) while waiting for server \(server)" }
        if response.json?.value(at: "attributes.status") != "installing" { break }
        guard Date() < deadline else { return "server \(server) is still installing" }
        Thread.sleep(forTimeInterval: 0.02)
      }
    }
    return nil
  }
}
