import Foundation
import Planner

@testable import Intake
@testable import Service
@testable import Webhooks

/// What a server reads of those who speak to it, and of its own machine's file.
let requestTargets = [
  FuzzTarget(name: "delivery") { bytes in
    guard let order = OrderID("ord-1") else { return }
    requireKept { () throws(BodyFault) in try readDelivery(bytes) }
    requireKept { () throws(BodyFault) in try readProvision(bytes) }
    requireKept { () throws(BodyFault) in try readOrderBody(bytes, of: order) }
  },
  FuzzTarget(name: "signature") { bytes in
    let parts = bytes.parts(4)
    let headers = WebhookHeaders(id: parts[0].text, timestamp: parts[1].text, signature: parts[2].text)
    // Whoever does not know the secret is never let in; whoever does, is, with whatever else stands beside his signature.
    require((try? verify(headers, body: parts[3], secrets: [secret], now: now)) == nil, "signed without the secret")
    guard let signed = try? sign(parts[3], id: "msg_1", now: now, with: [secret]) else { return }
    let beside = WebhookHeaders(
      id: "msg_1", timestamp: signed.timestamp, signature: "\(signed.signature) \(parts[2].text)")
    require(
      (try? verify(beside, body: parts[3], secrets: [secret], now: now)) != nil,
      "a signature is not found beside another")
    _ = try? WebhookSecret(parsing: parts[0].text)
  },
  FuzzTarget(name: "forwarded") { bytes in
    let values = bytes.parts(3).map(\.text)
    let found = sender(peer: "192.0.2.1", forwarded: values, proxies: ["192.0.2.1", "192.0.2.2"])
    require((try? parseIPAddress(found)) != nil, "a sender that is no address")
    require(networkSource(found).utf8.count <= 64, "a source of \(networkSource(found).utf8.count) bytes")
    require(
      sender(peer: "192.0.2.9", forwarded: values, proxies: ["192.0.2.1"]) == "192.0.2.9",
      "somebody is believed who is no proxy")
  },
  FuzzTarget(name: "machine") { bytes in
    switch readConfiguration(bytes, at: "server.yaml") {
    case .sound(let configuration):
      require(
        configuration.variables.allSatisfy { (try? parseVariable($0.name.text)) != nil }, "a variable that is none")
    case .faulty(let problems):
      require(!problems.isEmpty, "faulty without a problem")
      requireHarmless(ServerFailure.faulty(problems).description)
    }
  },
]

/// What was read of a body is kept as it is, and nothing more of it; what cannot be read is said harmlessly.
private func requireKept(_ read: () throws(BodyFault) -> IncomingOrder) {
  do throws(BodyFault) {
    let incoming = try read()
    require(
      readKeptBody(incoming.keptBody)?.keptBody == incoming.keptBody, "what is kept is read back as something else")
    require(!incoming.keptBody.contains("email"), "an address is kept with the order")
  } catch {
    requireHarmless("\(error)")
  }
}

private let now = Date(timeIntervalSince1970: 1_800_000_000)

private let secret: WebhookSecret = {
  guard let secret = try? WebhookSecret(parsing: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") else {
    fatalError("no secret")
  }
  return secret
}()
