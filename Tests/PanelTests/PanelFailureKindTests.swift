import Planner
import Testing

@testable import Panel

/// What the client throws, and what the registry says of its kind, must not part.
@Suite struct PanelFailureKindTests {
  static let failures: [PanelFailure] = [
    .unusableURL(.malformed), .access(.keyRefused), .access(.ownerIsNoAdmin), .access(.addressRefused),
    .access(.twoFactorRequired), .access(.permissionMissing(.servers)), .noAnswer(.never, .timeout), .untrusted("x"),
    .cancelled(.never), .notAPanel(status: 404),
    .unreadable(.never, .init(call: "GET servers", field: "data", problem: "is missing")), .throttled, .inMaintenance,
    .failing(.never, status: 500, code: "Exception"), .daemonFailed(node: NodeID(1), status: 504),
    .listKeepsMoving("servers"), .notFound(.egg(EggReference(EggID(1)))), .notFound(.user(externalID: "a")),
    .notFound(.subject(of: "GET servers/1")), .taken(.allocation(AllocationID(1))),
    .taken(.externalID(by: ServerID(1))),
    .noFreeAllocation(NodeID(1)), .rejected([]), .refused(status: 409, code: "Exception"), .stale(.gone),
    .outcomeUnknown(after: .throttled),
  ]

  /// Those that only a later look at the panel shows are not the client's.
  @Test func `Every kind of failure that a request can end with is thrown by the client`() {
    let later: [FailureKind] = [.notConfirmed, .leftUndone, .notKept, .installFailed]
    #expect(Set(Self.failures.map(\.kind)) == Set(FailureKind.allCases).subtracting(later))
  }

  @Test(arguments: failures)
  func `A failure may have taken effect only where its kind may`(failure: PanelFailure) {
    #expect(failure.inDoubt.mayHaveTakenEffect == failure.kind.mayHaveTakenEffect)
    #expect(!failure.mayHaveTakenEffect || failure.kind.mayHaveTakenEffect)
  }
}
