internal import Planner
internal import YAML

private enum LimitKey: String, DocumentKey {
  case connections, connectionsBySource, requestsAMinute, requestsAMinuteBySource, refusalsAMinuteBySource
}

/// `limits: { connections: 2000 }`: what is left out is as it is for everybody. Sizes and times of a request are nobody's to choose.
func readLimits(_ node: Node?, with reader: inout DocumentReader) -> ListenLimits {
  var limits = ListenLimits()
  guard let node, let fields: Fields<LimitKey> = reader.fields(of: node) else { return limits }
  // Each connection wants a descriptor; the unit lets a server have 16,384.
  limits.connections = reader.value(fields[.connections], parseConnections) ?? limits.connections
  limits.connectionsBySource =
    reader.value(fields[.connectionsBySource], parseConnections) ?? limits.connectionsBySource
  limits.requests = reader.value(fields[.requestsAMinute], parseRequests) ?? limits.requests
  limits.requestsBySource = reader.value(fields[.requestsAMinuteBySource], parseRequests) ?? limits.requestsBySource
  limits.refusalsBySource = reader.value(fields[.refusalsAMinuteBySource], parseRequests) ?? limits.refusalsBySource
  return limits
}

private func parseConnections(_ text: String) throws(ScalarError) -> Int { try parseNumber(text, within: 1...12_000) }

private func parseRequests(_ text: String) throws(ScalarError) -> Int { try parseNumber(text, within: 1...10_000_000) }
