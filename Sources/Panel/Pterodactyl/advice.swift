import Planner

/// What an operator should do about a failure; nil where running again is all there is to do.
public func advice(on failure: PanelFailure) -> String? {
  switch failure {
  case .unusableURL(.malformed), .unusableURL(.tooMuch):
    "Set panel.url to the address that the panel has in a browser, such as https://panel.example.com."
  case .unusableURL(.unencrypted):
    "Use https. If nobody can sit in between, set BOTFLEET_ALLOW_HTTP to this host, in the environment or .env.local."
  case .access(let problem): advice(on: problem)
  case .noAnswer(.never, _): "Check the URL, and whether the panel can be reached from this machine."
  case .untrusted:
    "If the panel has a certificate of your own authority, set SSL_CERT_FILE to that authority's PEM file."
  case .notAPanel:
    "Check the URL: it is the panel's address without /api, and nothing before the panel may redirect or ask for a login."
  case .unreadable: "Run again. If it stays so, this version of the panel says something new: please report it."
  case .throttled: "Something else uses the limit of the same user: give the key a user of its own."
  case .inMaintenance: "Bring the panel out of maintenance (php artisan up), then run again."
  case .failing: "Look into the panel's log, storage/logs, then run again."
  case .daemonFailed: "Check that the node is up and that its Wings daemon runs, then run again."
  case .notFound(.egg): "Check server.nest and server.egg against the panel's list of nests."
  case .notFound(.user): "Create the user on the panel, or give the customer an e-mail in the order."
  case .taken(.externalID): "Change the external id of that server on the panel, or the order's id."
  case .noFreeAllocation: "Add allocations to the node on the panel."
  case .rejected: "Check the order, the catalog and the egg's rules for these fields."
  case .refused(_, "ConflictHttpException"):
    "The server is being moved to another node: run again when it has arrived."
  case .cancelled, .noAnswer(.perhaps, _), .listKeepsMoving, .notFound(.subject), .taken(.allocation), .refused, .stale,
    .outcomeUnknown:
    nil
  }
}

private func advice(on problem: AccessProblem) -> String {
  switch problem {
  case .keyRefused:
    "Make an application key (Admin > Application API) and set \(EnvironmentVariable.apiKey.rawValue) to the whole of it."
  case .ownerIsNoAdmin: "Make the key with an administrator's account."
  case .addressRefused: "Add this machine's address to the key's allowed IPs, or make a key without them."
  case .twoFactorRequired: "Switch on two-factor authentication for the key's owner."
  case .permissionMissing: "Make a key with this permission; a key's permissions cannot be changed later."
  }
}
