import History
import Testing

/// A way of tampering with a sound history, and all that an audit finds then.
struct Tampering: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let start: HonestFleet.Step
  /// The findings' codes, sorted, each as often as it is found.
  let found: [String]
  let tamper: @Sendable (FleetStory) async throws -> Void

  /// - Parameter start: what is honest before.
  init(
    _ description: String, after start: HonestFleet.Step = .changed, _ found: String...,
    by tamper: @escaping @Sendable (FleetStory) async throws -> Void
  ) {
    self.init(description, after: start, found, by: tamper)
  }

  init(
    _ description: String, after start: HonestFleet.Step = .changed, _ found: [String],
    by tamper: @escaping @Sendable (FleetStory) async throws -> Void
  ) {
    (testDescription, self.start, self.found, self.tamper) = (description, start, found, tamper)
  }

  /// What an audit of the tampered history comes to, the allowed signers taken from its first commit.
  func audited() async throws -> AuditReport {
    let story = try await story()
    return try await story.audit()
  }

  func story() async throws -> FleetStory {
    let honest = try #require(HonestFleet.shared)
    let story = try await honest.story(upTo: start)
    try await tamper(story)
    return story
  }

  /// Tampers, and expects what is to be found and nothing else.
  func expectFound(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let report = try await audited()
    #expect(
      report.codes == found, "\(report.findings.map { "\($0.code.rawValue): \($0.words)" })",
      sourceLocation: sourceLocation)
    let gaps = report.unchecked.keys.filter { !$0.isInherent }
    #expect(gaps.isEmpty, "\(report.unchecked)", sourceLocation: sourceLocation)
  }
}

/// Sound histories have no findings, and tampered ones have those of their tampering and no others.
@Suite(HonestFleetTrait(), .timeLimit(.minutes(10)))
enum Tamperings {}
