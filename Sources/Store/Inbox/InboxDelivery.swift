internal import GRDB

/// A delivery to be accepted. What its texts mean is for whoever accepts it.
public struct NewDelivery: Hashable, Sendable {
  /// The sender's id, or one that was made for it.
  public var id: String
  /// How it came.
  public var way: String
  /// What it tells of.
  public var subject: String
  /// Tells two deliveries of one id apart.
  public var digest: String
  /// Equal where two deliveries say the same.
  public var content: String
  /// Grows with each state of the subject; nil where the sender does not count.
  public var sequence: Int?
  /// Nil where there is none to work on.
  public var body: String?
  /// Why a person has to look at it, and nothing else comes of it; nil for one that is to be worked on.
  public var trouble: String?
  /// What must not be kept longer than it is needed, beside the body; nil for nothing.
  public var contact: String?
  /// Who asks for it; nil for the sender itself.
  public var askedBy: String?

  public init(
    id: String, way: String, subject: String, digest: String, content: String, sequence: Int?, body: String?,
    contact: String? = nil, askedBy: String? = nil, trouble: String? = nil
  ) {
    self.id = id
    self.way = way
    self.subject = subject
    self.digest = digest
    self.content = content
    self.sequence = sequence
    self.body = body
    self.contact = contact
    self.askedBy = askedBy
    self.trouble = trouble
  }
}

/// A delivery that was accepted.
public struct InboxDelivery: Hashable, Sendable {
  /// Grows with each that is accepted.
  public let number: Int64
  public let id: String
  public let way: String
  public let subject: String
  public let content: String
  public let sequence: Int?
  /// Nil once it is erased.
  public let body: String?
  public let contact: String?
  public let askedBy: String?
  /// In seconds since 1970.
  public let receivedAt: Int
  public let status: InboxStatus
  /// How often it failed for a reason that passes.
  public let attempts: Int
}

/// What became of a delivery.
public enum InboxStatus: Hashable, Sendable {
  case pending
  /// Tried again at that second since 1970.
  case retry(at: Int, why: String)
  /// Waits for something else, and is looked at again at that second.
  case waiting(at: Int, word: String, why: String)
  /// `word` and `why` say what it then waited for, if anything.
  case committed(commit: String, word: String?, why: String?)
  case nothingToDo
  case pullRequest(number: Int, url: String)
  case needsPerson(why: String)
  case discarded(why: String)

  /// The word that the file has for it.
  public var name: String {
    switch self {
    case .pending: "pending"
    case .retry: "retry"
    case .waiting: "waiting"
    case .committed: "committed"
    case .nothingToDo: "nothing-to-do"
    case .pullRequest: "pull-request"
    case .needsPerson: "needs-person"
    case .discarded: "discarded"
    }
  }

  /// Whether it has come to an end: its body is erased.
  public var isSettled: Bool {
    switch self {
    case .committed, .nothingToDo, .discarded: true
    case .pending, .retry, .waiting, .pullRequest, .needsPerson: false
    }
  }
}

extension InboxDelivery {
  init(_ row: Row) {
    number = row["number"]
    id = row["id"]
    way = row["way"]
    subject = row["subject"]
    content = row["content"]
    sequence = row["sequence"]
    body = row["body"]
    contact = row["contact"]
    askedBy = row["askedBy"]
    receivedAt = row["receivedAt"]
    attempts = row["attempts"]
    status = InboxStatus(row)
  }
}

extension InboxStatus {
  init(_ row: Row) {
    let (why, word, at): (String?, String?, Int?) = (row["why"], row["word"], row["dueAt"])
    switch row["status"] as String {
    case "retry": self = .retry(at: at ?? 0, why: why ?? "")
    case "waiting": self = .waiting(at: at ?? 0, word: word ?? "", why: why ?? "")
    case "committed": self = .committed(commit: row["commitID"] ?? "", word: word, why: why)
    case "nothing-to-do": self = .nothingToDo
    case "pull-request": self = .pullRequest(number: row["request"] ?? 0, url: row["url"] ?? "")
    case "needs-person": self = .needsPerson(why: why ?? "")
    case "discarded": self = .discarded(why: why ?? "")
    default: self = .pending
    }
  }

  /// The columns that say it.
  var columns: StatusColumns {
    var columns = StatusColumns(status: name)
    switch self {
    case .pending, .nothingToDo: break
    case .retry(let at, let why): (columns.dueAt, columns.why) = (at, why)
    case .waiting(let at, let word, let why): (columns.dueAt, columns.word, columns.why) = (at, word, why)
    case .committed(let commit, let word, let why): (columns.commit, columns.word, columns.why) = (commit, word, why)
    case .pullRequest(let number, let url): (columns.request, columns.url) = (number, url)
    case .needsPerson(let why), .discarded(let why): columns.why = why
    }
    return columns
  }
}

/// What a status is in the table.
struct StatusColumns {
  var status: String
  var why: String?
  var word: String?
  var commit: String?
  var request: Int?
  var url: String?
  var dueAt: Int?
}
