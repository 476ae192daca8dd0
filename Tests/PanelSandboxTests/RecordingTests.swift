import Foundation
import Testing

@testable import PanelSandbox

/// Single exchanges with a real panel, each from a state that is given: decided here from values, without a socket.
@Suite struct RecordingTests {
  @Test(arguments: RecordedExchange.all)
  func `A recorded answer is given again`(exchange: RecordedExchange) throws {
    let answer = try exchange.answer()
    #expect(answer.status == exchange.status)
    #expect(exchange.headerDifference(answer) == nil)
    #expect(exchange.bodyDifference(answer) == nil)
  }

  @Test func `The recordings of every family are there`() {
    #expect(Set(RecordedExchange.all.map(\.family)).count == 20)
    #expect(RecordedExchange.all.count > 500)
  }
}
