import Git
public import Planner
import Store

extension OrderIntake {
  /// Takes a delivery in. Durable before it returns.
  nonisolated public func accept(_ delivery: ArrivedDelivery) async throws(IntakeFailure) -> IntakeAnswer {
    var order = delivery.order
    // Whoever asks for one order by hand is answered from the branch as it is; a shop's deliveries are judged again when they are committed.
    if delivery.way == .put || delivery.way == .provision { await lookAgain(after: 5) }
    let document = await knownDocument(of: order.order)
    if delivery.way == .provision {
      var customer = document?.customer
      if customer == nil { customer = try await shopsCustomer(of: order.order) }
      guard let customer else {
        return .incomplete(
          "nobody knows whose order \(order.order) is: it has no document, and the shop has no customer for it; "
            + "send it with its customer to PUT /api/orders/\(order.order)")
      }
      order.customer = customer
    }
    if delivery.way == .put || delivery.way == .provision,
      let other = try await otherCustomer(than: order, document)
    {
      return .conflict(other)
    }
    let problems = await problems(of: order)
    if problems.hasErrors { return .invalid(problems) }
    return try await take(order, delivery)
  }

  /// Takes in what the shop's database says of one order now: what a wake-up call is about.
  ///
  /// - Returns: nil where the shop has no such row.
  nonisolated public func call(about order: OrderID) async throws(IntakeFailure) -> IntakeAnswer? {
    switch try await row(of: order) {
    case nil: return nil
    case .unreadable(_, let problems)?:
      return .incomplete("the shop's row of \(order): \(problems.map(\.description).joined(separator: "; "))")
    case .order(let found)?: return try await accept(ArrivedDelivery(id: nil, way: .call, order: found))
    }
  }

  nonisolated private func take(_ order: IncomingOrder, _ delivery: ArrivedDelivery) async throws(IntakeFailure)
    -> IntakeAnswer
  {
    let at = now().seconds
    let new = NewDelivery(order, delivery, at: at)
    let acceptance = try await storing { () throws(ServiceStoreFailure) in
      try await inbox.accept(new, repeating: delivery.way.repeating, at: at)
    }
    log.debug("a delivery was taken in", metadata: ["delivery": "\(new.id)", "order": "\(order.order)"])
    switch acceptance {
    case .accepted(let made): return .begun(OrderStanding(order.order, made))
    case .known(let there), .saidLast(let there), .older(let there, _): return .same(OrderStanding(order.order, there))
    case .conflict:
      return .conflict("the delivery \(new.id) came before, and said something else; a new one wants an id of its own")
    }
  }

  // MARK: Whose it is

  /// Looks at the branch where the last look is older than some seconds, for a few seconds at most: somebody waits for an answer. After a
  /// look that failed nobody looks for half a minute.
  private func lookAgain(after seconds: Int) async {
    let time = now().seconds
    if let at = seen.view?.at, time - at.seconds <= seconds { return }
    if let until = blindUntil, time < until.seconds { return }
    do throws(GitError) { _ = try await look(within: .seconds(5)) } catch {
      blindUntil = Instant(seconds: time + 30)
    }
  }

  /// What the branch says of an order, as it was seen last.
  nonisolated private func knownDocument(of order: OrderID) async -> (customer: String?, bytes: [UInt8])? {
    if seen.view == nil { await lookAgain(after: 0) }
    guard let branch = seen.view?.branch, case .one(_, let bytes)? = try? await branch.document(of: order) else {
      return nil
    }
    return (purchaser(in: bytes).customer, bytes)
  }

  nonisolated private func shopsCustomer(of order: OrderID) async throws(IntakeFailure) -> String? {
    guard case .order(let found)? = try await row(of: order) else { return nil }
    return found.customer
  }

  nonisolated private func row(of order: OrderID) async throws(IntakeFailure) -> ShopRow? {
    guard let shop else { return nil }
    do throws(ShopFailure) { return try await shop.row(of: order) } catch { throw .shop(error) }
  }

  /// Says that an order is somebody else's; nil where it is not, as far as is known.
  nonisolated private func otherCustomer(
    than order: IncomingOrder, _ document: (customer: String?, bytes: [UInt8])?
  ) async throws(IntakeFailure) -> String? {
    guard let customer = order.customer else { return nil }
    var known = document?.customer
    if document == nil {
      let last = try await storing { () throws(ServiceStoreFailure) in try await inbox.last(of: order.order.text) }
      known = last?.body.flatMap { readKeptBody($0) }?.customer
    }
    guard let known, known != customer else { return nil }
    return "\(order.order) is another customer's order; an order keeps its customer, unless people change its document"
  }

  // MARK: What the fleet would say

  /// What is wrong with the document that the delivery would leave, and was not before; none where nobody can tell yet.
  nonisolated private func problems(of order: IncomingOrder) async -> [Diagnostic] {
    let found = await newProblems(of: order)
    // Somebody may have pushed the tier that it names a moment ago.
    guard found.hasErrors, let at = seen.view?.at, now().seconds - at.seconds > 5 else { return found }
    await lookAgain(after: 5)
    // Where nobody can look, nobody can say that it is wrong, and what is not accepted may be lost.
    guard let at = seen.view?.at, now().seconds - at.seconds <= 5 else { return [] }
    return await newProblems(of: order)
  }

  nonisolated private func newProblems(of order: IncomingOrder) async -> [Diagnostic] {
    guard let branch = seen.view?.branch, let document = try? await branch.document(of: order.order) else { return [] }
    switch document {
    case .unusable: return []
    case .none:
      guard let new = order.newOrder else { return [] }
      let path = "\(branch.fleetPath)/orders/\(order.order).yaml"
      return branch.problems(of: writeNewOrder(new, schema: nil), at: path)
    case .one(let path, let bytes):
      guard let merge = mergeOrder(order.wish, into: bytes, after: []),
        let edited = try? editOrder(bytes, by: merge.edits)
      else { return [] }
      let older = branch.problems(of: bytes, at: path)
      return branch.problems(of: edited, at: path).filter { problem in
        !older.contains { $0.code == problem.code && $0.message == problem.message }
      }
    }
  }
}

extension ArrivedDelivery.Way {
  /// Whether what says nothing new is another delivery. A sender's own id says that it is.
  fileprivate var repeating: Repeating {
    switch self {
    case .hook: .accepted
    case .put, .provision: .refusedUnlessFailed
    case .call, .sweep: .refused
    }
  }
}

extension NewDelivery {
  /// - Parameter at: when it came, in seconds since 1970.
  init(_ order: IncomingOrder, _ delivery: ArrivedDelivery, at: Int) {
    let content = order.content
    let made = "\(delivery.way.rawValue)-\(order.order)-\(at)-\(content.suffix(12))"
    self.init(
      id: delivery.id.map(deliveryName) ?? made, way: delivery.way.rawValue, subject: order.order.text,
      digest: order.digest, content: content, sequence: order.sequence, body: order.keptBody,
      contact: order.keptContact?.text, askedBy: delivery.by)
  }
}

extension IncomingOrder {
  /// The contact, where the order wants a server: whoever has not paid gets no mail of the panel's.
  fileprivate var keptContact: KeptContact? {
    guard let contact, let customer, quote == .accepted, payment == .confirmed, state != .terminated else { return nil }
    return KeptContact(customer: customer, contact: contact)
  }
}

/// A sender's id as it stands in commits: itself where it is one word, else its digest.
private func deliveryName(_ id: String) -> String {
  let isWord =
    (1...200).contains(id.utf8.count)
    && id.utf8.allSatisfy { byte in
      Character(Unicode.Scalar(byte)).isLetter && byte < 0x80 || (0x30...0x39).contains(byte)
        || "_-:=+/".utf8.contains(byte)
    }
  return isWord ? id : Digest(of: .string(id)).description
}
