import Foundation
import Testing

@testable import Planner

/// A failure has one word, one meaning and one advice, wherever people meet it.
@Suite struct FailureKindTests {
  @Test func `The page for operators lists every kind of failure as the program has it`() throws {
    let page = try String(contentsOf: docs.appending(path: "operating.md"), encoding: .utf8)
    let section = try #require(page.components(separatedBy: "\n## Failures\n").dropFirst().first)
    let rows = section.components(separatedBy: "\n## ")[0].split(separator: "\n").filter { $0.hasPrefix("| `") }
    #expect(rows.map(String.init) == FailureKind.allCases.map { "| `\($0.rawValue)` | \($0.meaning) | \($0.advice) |" })
  }

  private let docs = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs").standardized

  @Test(arguments: FailureKind.allCases)
  func `A word is written the way all are, and says what it means without a full stop`(kind: FailureKind) {
    #expect(kind.rawValue.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D })
    #expect(!kind.meaning.isEmpty && !kind.meaning.hasSuffix(".") && !kind.advice.hasSuffix("."))
  }

  @Test(arguments: FailureKind.allCases)
  func `A recorded failure is read as the kind that it was written as`(kind: FailureKind) {
    let failure = OrderResult.Failure(action: "create", kind, message: "it failed")
    #expect(failure.kind == kind)
    #expect(readAgain(failure) == failure)
  }

  @Test func `The word of another version's failure is carried, and has the advice that never harms`() {
    let failure = OrderResult.Failure(action: "create", code: "moon-phase", message: "the moon was full")
    #expect(failure.kind == nil)
    #expect(readAgain(failure) == failure)
    #expect(failure.advice == "the next run tries again")
    #expect(failure.adviceAgain.hasSuffix("check the server on the panel"))
  }

  @Test func `A deletion that fails again is mended at another place than the rest`() {
    func again(_ action: Action, _ kind: FailureKind) -> String {
      OrderResult.Failure(action: action.word, kind, message: "").adviceAgain
    }
    #expect(again(.delete, .leftUndone).contains("Forcibly Delete"))
    #expect(again(.delete, .panelFailing).contains("Forcibly Delete"))
    #expect(again(.delete, .daemonFailed).hasSuffix("check the server on the panel, and the panel's log, storage/logs"))
    #expect(again(.suspend, .daemonFailed).hasSuffix("check the daemon of the server's node"))
    #expect(again(.suspend, .leftUndone).hasSuffix("check the panel's log, storage/logs, for the cause"))
  }

  @Test func `The same run tries again only what passes by itself`() {
    let again = FailureKind.allCases.filter { $0.retry != .nextRun }
    #expect(again == [.noAnswer, .inMaintenance, .panelFailing])
  }

  /// What reading the bytes of a result gives that has such a failure.
  private func readAgain(_ failure: OrderResult.Failure) -> OrderResult.Failure? {
    let order = anOrder()
    let result = aResult(of: order, aServer(of: order), failure: failure)
    let path = "fleet/\(resultPath(of: order.id))"
    let file = FleetFile(path: path, content: .bytes(writeResult(result)))
    return readResult(file, in: FleetListing([FleetListing.Entry(path: path, sort: .file)], in: "fleet")).value?.failure
  }
}
