/// A server as the panel has it now.
public struct ObservedServer: Hashable, Sendable {
  private let contents: Shared<Contents>

  private struct Contents: Hashable, Sendable {
    let id: ServerID
    let uuid: String
    let identifier: String
    let externalID: String?
    let status: ServerStatus
    let node: NodeID
    let allocation: AllocationID
    let address: String?
    let createdAt: Instant
    let updatedAt: Instant
    let spec: ServerSpec
    let unseen: UnseenValues
  }

  public var id: ServerID { contents.value.id }
  /// 36 characters in lower case.
  public var uuid: String { contents.value.uuid }
  /// The first 8 characters of the uuid.
  public var identifier: String { contents.value.identifier }
  public var externalID: String? { contents.value.externalID }
  public var status: ServerStatus { contents.value.status }
  public var node: NodeID { contents.value.node }
  /// The allocation that is the server's address.
  public var allocation: AllocationID { contents.value.allocation }
  /// `203.0.113.7:25565`; nil where it was not asked for, or may not be read.
  public var address: String? { contents.value.address }
  public var createdAt: Instant { contents.value.createdAt }
  /// When its row on the panel was changed last; of a suspended server, not before its suspension.
  public var updatedAt: Instant { contents.value.updatedAt }
  /// Its environment holds the variables that were asked for and no others, so that customers' secrets are not carried around.
  public var spec: ServerSpec {
    _read { yield contents.value.spec }
  }
  /// What it has in all other variables; none where no variable was asked for.
  public var unseen: UnseenValues { contents.value.unseen }

  public init(
    id: ServerID, uuid: String, identifier: String, externalID: String?, status: ServerStatus, node: NodeID,
    allocation: AllocationID, address: String? = nil, createdAt: Instant, updatedAt: Instant? = nil, spec: ServerSpec,
    unseen: UnseenValues = .none
  ) {
    contents = Shared(
      Contents(
        id: id, uuid: uuid, identifier: identifier, externalID: externalID, status: status, node: node,
        allocation: allocation, address: address, createdAt: createdAt, updatedAt: updatedAt ?? createdAt, spec: spec,
        unseen: unseen))
  }
}

extension ObservedServer {
  /// The same, with what pools have of it.
  public func sharing(
    _ texts: inout Pool<String>, _ environments: inout Pool<[String: String]>
  ) -> ObservedServer {
    var spec = spec
    spec.details.description = texts.sharedText(spec.details.description)
    spec.startup.image = texts.sharedText(spec.startup.image)
    spec.startup.command = texts.sharedText(spec.startup.command)
    spec.startup.environment = environments.shared(spec.startup.environment)
    return ObservedServer(
      id: id, uuid: uuid, identifier: identifier, externalID: externalID, status: status, node: node,
      allocation: allocation, address: address, createdAt: createdAt, updatedAt: updatedAt, spec: spec,
      unseen: UnseenValues(environments.shared(unseen.values)))
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
