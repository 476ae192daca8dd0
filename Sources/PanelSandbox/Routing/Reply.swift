/// What an endpoint decides: an answer, or a question to a daemon on which it depends.
enum Reply: Sendable {
  case answer(Answer)
  case ask(DaemonQuestion)
  /// The panel is busy for so many milliseconds, and answers then.
  case work(milliseconds: Int, then: @Sendable (inout PanelState) throws(Refusal) -> Reply)

  static func json(_ value: JSON, status: Int = 200) -> Reply { .answer(.json(value, status: status)) }

  static let noContent = Reply.answer(.noContent)

  /// 201 with a link to what was made (recording 50-017).
  static func created(_ object: JSON, at url: String) -> Reply {
    var members = object.members ?? [:]
    members["meta"] = ["resource": .string(url)]
    return .json(.object(members), status: 201)
  }
}

/// What a daemon is asked, and what follows from its answer.
struct DaemonQuestion: Sendable {
  let node: Int
  let operation: DaemonOperation
  let then: @Sendable (DaemonVerdict, inout PanelState) throws(Refusal) -> Reply
}
