/// Throws where edits that are asked for together say two things of one key, and the last would win without a word.
///
/// Items may be added to a list and others dropped from it.
public func requireAgreement(among edits: [OrderEdit]) throws(OrderEditFailure) {
  for (number, edit) in edits.enumerated() {
    for earlier in edits[..<number] where edit.contradicts(earlier) {
      throw OrderEditFailure(
        earlier.name == edit.name
          ? "\(edit.name) is edited twice; say in one edit what it is to be"
          : "\(earlier.name) and \(edit.name) are edited together, and one undoes the other; keep one of them")
    }
  }
}

extension OrderEdit {
  fileprivate func contradicts(_ other: OrderEdit) -> Bool {
    if let mine = movedItems, let others = other.movedItems {
      return key == other.key && mine.isAdded != others.isAdded && !Set(mine.items).isDisjoint(with: others.items)
    }
    return name == other.name || key == other.key && (unsetsKey || other.unsetsKey)
  }

  private var movedItems: (isAdded: Bool, items: [String])? {
    switch self {
    case .add(_, let items): (true, items)
    case .drop(_, let items): (false, items)
    case .set, .setItems, .unset: nil
    }
  }

  private var unsetsKey: Bool { if case .unset(_, nil) = self { true } else { false } }

  private var key: String {
    switch self {
    case .set(let key, _, _), .unset(let key, _), .setItems(let key, _), .add(let key, _), .drop(let key, _): key
    }
  }
}
