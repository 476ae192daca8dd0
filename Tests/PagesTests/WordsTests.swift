import Health
import Notify
import Planner
import Testing
import Views

@testable import Pages

@Suite("Words")
struct WordsTests {
  let dutch = Words(.dutch)
  let english = Words(.english)

  @Test(
    "are in the language that a browser asks for",
    arguments: [
      ("nl", Words.Language.dutch), ("nl-BE,nl;q=0.9,en;q=0.8", .dutch), ("en-GB,nl;q=0.5", .english),
      ("de,fr;q=0.9", .english), ("", .english), ("fr, nl;q=0.1", .dutch), ("en;q=0.1, nl;q=0.2", .dutch),
      ("nl;q=0, en", .english), ("*", .english), (String(repeating: "nl,", count: 10_000), .dutch),
    ])
  func languages(_ accepted: String, _ expected: Words.Language) {
    #expect(Words.language(accepted: accepted) == expected)
  }

  @Test("say numbers, sizes and times as people read them")
  func numbers() {
    #expect(english.bytes(1536 << 20) == "1.5 GiB" && dutch.bytes(1536 << 20) == "1,5 GiB")
    #expect(english.bytes(0) == "0 B" && english.bytes(1023) == "1023 B" && english.bytes(512 << 20) == "512 MiB")
    #expect(english.number(12.34) == "12.3" && dutch.number(0.05, digits: 2) == "0,05" && english.number(7.0) == "7")
    #expect(
      english.duration(1) == "1 second" && dutch.duration(3600 * 5) == "5 uur"
        && dutch.duration(86_400 * 3) == "3 dagen")
    #expect(english.size(Mebibytes(0)) == "no limit")
    #expect(dutch.day(Day(number: 20_786)) == "29 november 2026")
  }

  @Test("are there for every state, in both languages, and differ from each other's")
  func complete() {
    let conditions: [BotCondition] = [
      .received, .waiting(.payment), .waiting(.capacity), .waiting(.review), .waiting(.panel), .deploying, .installing,
      .running, .starting, .stopping, .offline(.new), .offline(.stopped), .offline(.justDown), .crashed, .crashLoop,
      .needsToken, .suspended(.overdue), .suspended(.refunded), .suspended(.cancelled), .suspended(.inOrder),
      .suspended(.byHand), .suspended(.periodOver(Day(number: 20_700))), .ending(Day(number: 20_700)), .ended,
      .failed(.itself), .failed(.staff), .unknown(.unreachable), .unknown(.notLooked), .unknown(.unwatched),
    ]
    for condition in conditions {
      #expect(condition.sentence(dutch) != condition.sentence(english) || condition == .running, "\(condition)")
      #expect(condition.sentence(dutch).hasSuffix(".") && condition.sentence(english).hasSuffix("."), "\(condition)")
      #expect(!condition.word(dutch).isEmpty && !condition.word(english).isEmpty)
      // Whatever keeps a bot from running has something to do about it, or says that there is nothing.
      if condition.tone == .bad || condition.tone == .warning {
        #expect(condition.advice(dutch) != nil && condition.advice(english) != nil, "\(condition)")
      }
      if let advice = condition.advice(english) { #expect(advice != condition.advice(dutch), "\(condition)") }
    }
  }
}
