internal import Planner

extension RecordEdit {
  /// So many fields are told in the row itself.
  private static let most = 4

  /// `terminating.since 2026-11-20 -> 2020-01-01`.
  var words: String {
    let told = fields.prefix(Self.most).map(\.words)
    let more = fields.count - told.count
    return ([what.words].compactMap(\.self) + told + (more > 0 ? ["\(thousands(more)) more"] : []))
      .joined(separator: ", ")
  }

  /// The other fields.
  var notes: [String] { fields.dropFirst(Self.most).prefix(40).map(\.words) }
}

extension RecordEdit.What {
  fileprivate var words: String? {
    switch self {
    case .added: "new record"
    case .changed: nil
    case .removed: "record removed"
    case .unreadable: "record no longer readable"
    }
  }
}

extension RecordEdit.FieldEdit {
  fileprivate var words: String { "\(escapedForDisplay(path, upTo: 120)) \(text(of: before)) -> \(text(of: after))" }

  private func text(of value: ObservedValue) -> String {
    value.word ?? delimited(escapedForDisplay(value.text ?? "", upTo: 100))
  }
}
