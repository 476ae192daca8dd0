/// A server as the panel has it now.
public struct ObservedServer: Hashable, Sendable {
  public let id: ServerID
  /// 36 characters in lower case.
  public let uuid: String
  /// The first 8 characters of the uuid.
  public let identifier: String
  public let externalID: String?
  public let status: ServerStatus
  public let node: NodeID
  /// The allocation that is the server's address.
  public let allocation: AllocationID
  /// `203.0.113.7:25565`; nil where it was not asked for, or may not be read.
  public let address: String?
  public let createdAt: Instant
  /// When its row on the panel was changed last; of a suspended server, not before its suspension.
  public let updatedAt: Instant
  /// Its environment holds the variables that were asked for and no others, so that customers' secrets are not carried around.
  public let spec: ServerSpec
  /// What it has in all other variables; none where no variable was asked for.
  public let unseen: UnseenValues

  public init(
    id: ServerID, uuid: String, identifier: String, externalID: String?, status: ServerStatus, node: NodeID,
    allocation: AllocationID, address: String? = nil, createdAt: Instant, updatedAt: Instant? = nil, spec: ServerSpec,
    unseen: UnseenValues = .none
  ) {
    self.id = id
    self.uuid = uuid
    self.identifier = identifier
    self.externalID = externalID
    self.status = status
    self.node = node
    self.allocation = allocation
    self.address = address
    self.createdAt = createdAt
    self.updatedAt = updatedAt ?? createdAt
    self.spec = spec
    self.unseen = unseen
  }
}

/// Where a server is in its life, as the panel says.
public enum ServerStatus: Hashable, Sendable {
  /// `null` on the panel. It does not prove that the installation succeeded: a daemon's restart resets the status.
  case ready
  case installing
  case installFailed
  case reinstallFailed
  case suspended
  case restoringBackup
  /// A word that no known panel says; taken as not ready.
  case unfamiliar(String)

  /// The panel's word; nil for `null`.
  public init(_ word: String?) {
    self =
      switch word {
      case nil: .ready
      case "installing"?: .installing
      case "install_failed"?: .installFailed
      case "reinstall_failed"?: .reinstallFailed
      case "suspended"?: .suspended
      case "restoring_backup"?: .restoringBackup
      case let word?: .unfamiliar(word)
      }
  }

  /// The panel's word, `ready` for `null`.
  public var word: String {
    switch self {
    case .ready: "ready"
    case .installing: "installing"
    case .installFailed: "install_failed"
    case .reinstallFailed: "reinstall_failed"
    case .suspended: "suspended"
    case .restoringBackup: "restoring_backup"
    case .unfamiliar(let word): word
    }
  }
}
