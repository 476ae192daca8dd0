import Applier
import Git
import Planner
import Store

extension OrderIntake {
  /// Makes panel users of customers whose orders are on the branch, and erases their contacts.
  ///
  /// One who exists is left as they are. `safety.maxUsers` is what may be made in 24 hours.
  func makeUsers(_ round: inout IntakeRound) async throws(RoundFailure) {
    let kept = try await stored { () throws(ServiceStoreFailure) in try await inbox.withContact(limit: 500) }
    guard !kept.isEmpty else { return }
    // The orders' commits are on the branch; whether they are in what was seen of it is another question.
    let branch = try await inGit { () throws(GitError) in try await look() }
    let door = try await onPanel { () throws(ApplyFailure) in
      try await workspace.openCustomers(at: branch.tip.description, panel)
    }
    let used = try await stored { () throws(ServiceStoreFailure) in
      try await inbox.usersMade(since: now().seconds - 86_400)
    }
    var left = max(0, door.allowed - used)
    var tooMany = 0
    for customer in try await customers(of: kept, on: branch) {
      let isThere = try await onPanel { () throws(ApplyFailure) in try await door.has(customer.id) }
      if isThere {
        try await drop(customer, madeUser: false)
      } else if left == 0 {
        tooMany += 1
        try await say("safety.maxUsers allows \(door.allowed) new panel users in 24 hours", of: customer)
      } else {
        let end = try await onPanel { () throws(ApplyFailure) in try await door.make(customer.id, customer.contact) }
        try survive(.userMade)
        switch end {
        case .made:
          left -= 1
          round.madeUsers += 1
          try await say(nil, of: customer)
          try await drop(customer, madeUser: true)
        case .exists: try await drop(customer, madeUser: false)
        case .refused(let why):
          log.warning("a customer's panel user cannot be made", metadata: ["why": "\(why)"])
          try await say(why, of: customer)
          try await drop(customer, madeUser: false)
        }
      }
    }
    if tooMany > 0 { round.hindrance = .users(waiting: tooMany, allowed: door.allowed) }
  }

  /// A customer who may want a user, and the deliveries that say so.
  private struct NewCustomer {
    let id: String
    let contact: Customer.Contact
    let deliveries: [InboxDelivery]
  }

  /// The customers whom the branch's documents name, each once; contacts of others are erased.
  private func customers(
    of kept: [InboxDelivery], on branch: BranchView
  ) async throws(RoundFailure) -> [NewCustomer] {
    var found: [String: NewCustomer] = [:]
    var needless: [String] = []
    for delivery in kept {
      guard let contact = delivery.contact.flatMap({ KeptContact($0) }), let order = OrderID(delivery.subject),
        case .one(_, let bytes) = try await inGit({ () throws(GitError) in try await branch.document(of: order) }),
        purchaser(in: bytes).customer == contact.customer
      else {
        needless.append(delivery.id)
        continue
      }
      let id = contact.customer
      found[id] = NewCustomer(
        id: id, contact: Customer.Contact(email: contact.contact.email, name: contact.contact.name ?? id),
        deliveries: (found[id]?.deliveries ?? []) + [delivery])
    }
    let dropped = needless
    if !dropped.isEmpty {
      try await stored { () throws(ServiceStoreFailure) in
        try await inbox.dropContact(of: dropped, madeUser: false, at: now().seconds)
      }
    }
    return found.values.sorted { $0.deliveries[0].number < $1.deliveries[0].number }
  }

  private func drop(_ customer: NewCustomer, madeUser: Bool) async throws(RoundFailure) {
    try await stored { () throws(ServiceStoreFailure) in
      try await inbox.dropContact(of: customer.deliveries.map(\.id), madeUser: madeUser, at: now().seconds)
    }
  }

  /// Says of the customer's commits why their servers wait for a panel user; nil says that they do not.
  private func say(_ why: String?, of customer: NewCustomer) async throws(RoundFailure) {
    let word = why.map { _ in WaitingWord.Kind.customer.rawValue }
    let outcomes = customer.deliveries.compactMap { delivery -> (String, InboxStatus)? in
      guard case .committed(let commit, let present, let said) = delivery.status, said != why,
        present == nil || present == WaitingWord.Kind.customer.rawValue
      else { return nil }
      return (delivery.id, .committed(commit: commit, word: word, why: why))
    }
    guard !outcomes.isEmpty else { return }
    try await stored { () throws(ServiceStoreFailure) in try await inbox.settle(outcomes, at: now().seconds) }
  }

  private func onPanel<Value>(_ body: () async throws(ApplyFailure) -> Value) async throws(RoundFailure) -> Value {
    do { return try await body() } catch { throw .hindered(.panel(error.description)) }
  }
}
