import Foundation
import Testing

/// A wait for the panel's limit is told as it begins: a minute of silence in a log looked as if everything hung.
@Suite(.timeLimit(.minutes(20)))
struct LimitWaitTests {
  private static let speed = ["--clock-speed", "30"]
  private static let panel = ["--rate-limit", "4"] + speed

  @Test(arguments: [["plan"], ["apply", "--yes"]])
  func `In a log it is a line, unless nothing is to be told`(words: [String]) async throws {
    let stage = try await Stage(Documents.orders("ord-1"), panel: Self.panel)
    let ended = try await stage.botfleet(words + Self.speed)
    #expect(ended.status == 0, "\(ended.people)")
    let told = ended.people.split(separator: "\n").filter { $0.hasPrefix("waiting ") }
    #expect(!told.isEmpty && told.allSatisfy { $0.hasSuffix(" s for the panel's request limit") }, "\(ended.people)")
    #expect(try await !stage.botfleet(words + ["--quiet"] + Self.speed).people.contains("waiting "))
  }

  @Test(.tags(.process)) func `On a terminal it stands where the reading is told`() async throws {
    let stage = try await Stage(Documents.orders("ord-1"), panel: Self.panel)
    let (status, written) = try await stage.startOnTerminal(["plan"] + Self.speed).end()
    #expect(status == 0 && written.contains(" s for the panel's request limit …\r\u{1b}[2K"), "\(written)")
    #expect(written.contains("Waiting "), "\(written)")
  }
}
