/// Results that wait on a branch beside the one that they belong to, as they stand there. Whoever may push may have written them.
public struct WaitingRecords: Hashable, Sendable {
  /// The branch's name.
  public let branch: String
  /// What speaks for them.
  public let voucher: Voucher
  /// By order.
  public private(set) var results: [OrderID: OrderResult] = [:]
  /// What is not even looked at further.
  public private(set) var leftBehind: [LeftBehind] = []

  /// What speaks for documents that nobody has reviewed.
  public enum Voucher: Hashable, Sendable {
    /// A signature that git trusts: all of it is believed.
    case signature
    /// Nothing but what the panel says as well.
    case panel
  }

  public init(on branch: String, voucher: Voucher) {
    self.branch = branch
    self.voucher = voucher
  }

  /// Notes what is left behind.
  public mutating func leave(_ what: String, _ why: LeftBehind.Reason) { leftBehind.append(LeftBehind(what, why)) }

  /// Reads one document.
  ///
  /// - Parameter folder: the fleet's folder in the repository.
  public mutating func read(_ file: FleetFile, in folder: String) {
    switch readResult(file, in: FleetListing([], in: folder)) {
    case .sound(let result): results[result.order] = result
    case .faulty: leave(file.path, .unreadable)
    }
  }

  /// The order whose result belongs to a path; nil for every other path.
  ///
  /// - Parameter folder: the fleet's folder in the repository.
  public static func order(at path: String, in folder: String) -> OrderID? {
    guard let order = OrderID(fileStem(of: path)) else { return nil }
    return path == FleetListing([], in: folder).path(resultPath(of: order)) ? order : nil
  }
}

/// What a fleet takes over of the results that wait for its branch.
public struct TakenOver: Sendable {
  /// Sorted by order.
  public let results: [OrderResult]
  /// The fleet as if its branch had them.
  public let fleet: Fleet

  public init(results: [OrderResult], fleet: Fleet) {
    self.results = results
    self.fleet = fleet
  }
}
