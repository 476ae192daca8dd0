public import Planner

/// The server that a change was planned for. All three have to agree before it is touched.
public struct ServerIdentity: Sendable, Hashable {
  /// The panel's number.
  public let id: ServerID
  /// 36 characters in lower case.
  public let uuid: String
  /// The order's id.
  public let externalID: String

  /// Who a server is.
  public init(id: ServerID, uuid: String, externalID: String) {
    self.id = id
    self.uuid = uuid
    self.externalID = externalID
  }
}
