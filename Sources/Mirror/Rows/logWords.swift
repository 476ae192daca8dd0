import History

extension HistoryEvent.Kind {
  /// Whether it is anything to the order's customer; what else happens to documents and records is the operators' business.
  var isForCustomers: Bool {
    switch self {
    case .asked, .edited, .created, .updated, .suspended, .resumed, .deleted, .driftReverted, .installed, .failed,
      .repaired, .terminating, .reprieved, .suspendedByHand, .byHandEnded:
      true
    case .moved, .removed, .catalog, .settings, .linked, .adopted, .orphaned, .recordRemoved: false
    }
  }

  /// What happened, without anything that its customer is not to read.
  func sentence(about changes: [ValueChange]) -> String {
    let words = changes.map { "\($0.label) \($0.old ?? "none") -> \($0.new ?? "none")" }
    guard self == .edited || self == .updated, !words.isEmpty else { return sentence }
    return "\(sentence): \(words.joined(separator: ", "))"
  }

  private var sentence: String {
    switch self {
    case .asked: "the order came in"
    case .edited: "the order was changed"
    case .moved: "the order's document was moved"
    case .removed: "the order's document was removed"
    case .catalog: "the catalog was changed"
    case .settings: "the fleet's settings were changed"
    case .created: "the server was made"
    case .linked: "a server that was there became the order's"
    case .adopted: "a server that was there was recorded"
    case .updated: "the server was changed"
    case .suspended: "the server was suspended"
    case .resumed: "the server was resumed"
    case .deleted: "the server was deleted"
    case .driftReverted: "the server was set back to what the order says"
    case .installed: "the server was installed"
    case .failed: "an attempt failed"
    case .repaired: "what had failed is done"
    case .terminating: "the server is going to be deleted"
    case .orphaned: "the server has no order any more"
    case .reprieved: "the server is not going to be deleted any more"
    case .suspendedByHand: "the server was suspended by the staff"
    case .byHandEnded: "the suspension by the staff is over"
    case .recordRemoved: "the server's record was removed"
    }
  }
}

/// A text without addresses of mail: people sign with them, and in a database that many read they have no place.
func withoutAddresses(_ text: String) -> String {
  guard text.contains("@") else { return text }
  return text.replacing(/<?[^\s@<>(),;:"]+@[^\s@<>(),;:"]+>?/, with: "…")
}
