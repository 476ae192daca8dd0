import Applier
import Glibc
import Testing

@testable import Commands

@Suite struct SignalHandlingTests {
  @Test func `What a signal cancels knows that it was asked to end`() async {
    // Whoever does not know takes what was cancelled for a failure, and ends with its status instead of the signal's.
    for _ in 1...500 {
      let stop = ShutdownSignal()
      let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
      defer { close(nowhere) }
      let console = Console(on: StandardStreams(input: nowhere, answer: nowhere, people: nowhere))
      // The end that comes in any case, which would be that of all tests, is a day away.
      let handling = SignalHandling(stop: stop, console: console, speed: 0.0001)
      let wasAsked = await stop.stage.cancelling(at: .preparing) {
        handling.handle(SIGINT)
        while !Task.isCancelled { await Task.yield() }
        return await stop.isAsked
      }
      #expect(wasAsked && handling.signal == SIGINT)
    }
  }
}
