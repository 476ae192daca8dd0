internal import YAML

/// What an admin does to an order in one word.
public enum OrderAction: Hashable, Sendable {
  case suspend
  case resume
  case terminate
  /// Ends a termination, or moves the order's last day. Nil where the server is kept, but does not run.
  case reprieve(until: Day?)

  /// The edits that it comes to for a document.
  ///
  /// - Returns: none where the document says so already.
  public func edits(of document: [UInt8]) throws(OrderEditFailure) -> [OrderEdit] {
    guard let now = content(of: document) else {
      throw OrderEditFailure("the document cannot be read; correct it first")
    }
    let state = now[OrderKey.state.rawValue].map { $0.text ?? "" } ?? Order.State.active.rawValue
    let isTerminated = state == Order.State.terminated.rawValue
    switch self {
    case .suspend:
      if isTerminated {
        throw OrderEditFailure(
          "it is terminated, and its server is suspended until its deletion; to keep it: botfleet order reprieve")
      }
      return state == Order.State.suspended.rawValue ? [] : [.state(.suspended)]
    case .resume:
      if isTerminated { throw OrderEditFailure("it is terminated; to keep it: botfleet order reprieve") }
      return state == Order.State.active.rawValue ? [] : [.state(.active)]
    case .terminate:
      if now[OrderKey.protect.rawValue]?.text == "true" {
        throw OrderEditFailure(
          "it is protected (protect: true); if that is over: botfleet order set ID --unset protect")
      }
      return isTerminated ? [] : [.state(.terminated)]
    case .reprieve(let until?):
      let present = now[OrderKey.until.rawValue]?.text.flatMap { Day($0) }
      if !isTerminated, present.map({ $0 > until }) ?? (now[OrderKey.until.rawValue] == nil) {
        let why = present.map { "its last day is \($0), which is later" } ?? "it has no last day, and runs without end"
        throw OrderEditFailure(
          "\(why); a reprieve shortens nothing. To have it end on \(until): botfleet order set ID until=\(until)")
      }
      let last = OrderEdit.set(key: OrderKey.until.rawValue, inner: nil, text: until.description)
      let hasLast = now[OrderKey.until.rawValue]?.text == until.description
      return (isTerminated ? [.state(.active)] : []) + (hasLast ? [] : [last])
    case .reprieve(nil):
      guard isTerminated else {
        throw OrderEditFailure("it is not terminated; for a later last day: botfleet order reprieve ID --until DAY")
      }
      return [.state(.suspended)]
    }
  }
}

extension OrderEdit {
  fileprivate static func state(_ state: Order.State) -> OrderEdit {
    .set(key: OrderKey.state.rawValue, inner: nil, text: state.rawValue)
  }
}
