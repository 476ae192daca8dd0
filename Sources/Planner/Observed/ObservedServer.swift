/// A server as the panel has it now.
public struct ObservedServer: Hashable, Sendable {
  private let contents: Shared<Contents>

  private struct Contents: Hashable, Sendable {
    let id: ServerID
    let uuid: PackedText
    let identifier: String
    let externalID: String?
    let node: NodeID
    let allocation: AllocationID
    let address: PackedText?
    let createdAt: Instant
    let updatedAt: Instant
    var details: ServerSpec.Details
    var environment: Variables
    var unseen: UnseenValues
    var make: Shared<Make>
  }

  /// What many servers have in common: in a pool it is kept once.
  struct Make: Hashable, Sendable {
    let status: ServerStatus
    let build: ServerSpec.Build
    let egg: EggID
    let image: String
    let command: String
    let isSuspended: Bool
  }

  public var id: ServerID { contents.value.id }
  /// 36 characters in lower case.
  public var uuid: String { contents.value.uuid.text }
  /// The same, to compare it.
  var packedUUID: PackedText { contents.value.uuid }
  /// The first 8 characters of the uuid.
  public var identifier: String { contents.value.identifier }
  public var externalID: String? { contents.value.externalID }
  /// The order that it names as its own; nil where its external id is none of an order.
  public var order: OrderID? { externalID.flatMap { OrderID($0) } }
  public var status: ServerStatus { contents.value.make.value.status }
  public var node: NodeID { contents.value.node }
  /// The allocation that is the server's address.
  public var allocation: AllocationID { contents.value.allocation }
  /// `203.0.113.7:25565`; nil where it was not asked for, or may not be read.
  public var address: String? { packedAddress?.text }
  var packedAddress: PackedText? { contents.value.address }
  public var createdAt: Instant { contents.value.createdAt }
  /// When its row on the panel was changed last; of a suspended server, not before its suspension.
  public var updatedAt: Instant { contents.value.updatedAt }
  /// Its environment holds the variables that were asked for and no others, so that customers' secrets are not carried around.
  public var spec: ServerSpec {
    let make = contents.value.make.value
    return ServerSpec(
      details: contents.value.details, build: make.build,
      startup: .init(
        egg: make.egg, image: make.image, command: make.command, environment: contents.value.environment),
      isSuspended: make.isSuspended)
  }
  var build: ServerSpec.Build { contents.value.make.value.build }
  var isSuspended: Bool { contents.value.make.value.isSuspended }
  var environment: Variables { contents.value.environment }
  /// What it has in all other variables; none where no variable was asked for.
  public var unseen: UnseenValues { contents.value.unseen }

  public init(
    id: ServerID, uuid: String, identifier: String, externalID: String?, status: ServerStatus, node: NodeID,
    allocation: AllocationID, address: String? = nil, createdAt: Instant, updatedAt: Instant? = nil, spec: ServerSpec,
    unseen: UnseenValues = .none
  ) {
    self.init(
      Contents(
        id: id, uuid: PackedText(uuid), identifier: identifier, externalID: externalID, node: node,
        allocation: allocation, address: address.map { PackedText($0) }, createdAt: createdAt,
        updatedAt: updatedAt ?? createdAt, details: spec.details, environment: spec.startup.environment,
        unseen: unseen, make: Shared(Make(status, spec))))
  }

  private init(_ contents: Contents) { self.contents = Shared(contents) }
}

extension ObservedServer.Make {
  fileprivate init(_ status: ServerStatus, _ spec: ServerSpec) {
    self.init(
      status: status, build: spec.build, egg: spec.startup.egg, image: spec.startup.image,
      command: spec.startup.command, isSuspended: spec.isSuspended)
  }
}

extension ObservedServer {
  /// The same with other variables.
  func having(_ environment: Variables, unseen: UnseenValues) -> ObservedServer {
    var contents = contents.value
    contents.environment = environment
    contents.unseen = unseen
    return ObservedServer(contents)
  }

  /// The same, with what pools have of it.
  public func sharing(_ pools: inout ServerPools) -> ObservedServer {
    var contents = contents.value
    contents.details.description = pools.texts.sharedText(contents.details.description)
    contents.environment = contents.environment.sharing(&pools.texts, &pools.names)
    contents.unseen = UnseenValues(contents.unseen.values.sharing(&pools.texts, &pools.names))
    contents.make = pools.makes.shared(contents.make)
    return ObservedServer(contents)
  }
}

/// What many servers have in common, while a page of them is read.
public struct ServerPools: Sendable {
  var texts = Pool<String>()
  /// Of variables.
  var names = Pool<[String]>()
  var makes = Pool<Shared<ObservedServer.Make>>()

  public init() {}
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
