import Testing

@testable import Planner

struct TemplateReadingTests {
  private func template(_ text: String) throws -> Template { try parseTemplate(text) }

  private func words(
    _ variables: [String: String], from observed: [String: String], knowing known: WordReading = [:]
  ) throws -> WordsReadBack {
    WordsReadBack(
      from: Variables(observed), by: try variables.mapValues { .declared(try template($0)) }, knowing: known)
  }

  @Test func `Words are read off the variables that have them`() throws {
    let read = try words(
      ["G": "{guild}", "F": "{features}", "O": "bot-{order}"],
      from: ["G": "112233445566778899", "F": "music,levels", "O": "bot-ord-1042"])
    #expect(
      read.guilds == ["112233445566778899"] && read.features == ["music", "levels"] && read.order == orderID("ord-1042")
    )
  }

  @Test func `A list is read whole, and its first guild agrees or neither counts`() throws {
    let both = ["G": "{guild}", "L": "{guilds}"]
    #expect(try words(both, from: ["G": "11111", "L": "11111,22222"]).guilds == ["11111", "22222"])
    #expect(try words(both, from: ["G": "33333", "L": "11111,22222"]).guilds == [])
    #expect(try words(["L": "[{guilds}]"], from: ["L": "[11111,22222]"]).guilds == ["11111", "22222"])
    #expect(try words(["G": "{guild}"], from: ["G": ""]).guilds == [])
  }

  @Test func `What can be read in two ways says nothing, unless another variable tells which`() throws {
    let ambiguous = ["X": "{features},{guilds}"]
    #expect(try words(ambiguous, from: ["X": "11111,22222,33333"]) == words([:], from: [:]))
    let told = ambiguous.merging(["F": "{features}"]) { $1 }
    let read = try words(told, from: ["X": "11111,22222,33333", "F": "11111"])
    #expect(read.features == ["11111"] && read.guilds == ["22222", "33333"])
  }

  @Test func `Variables that contradict each other say nothing`() throws {
    let read = try words(["A": "{features}", "B": "x{features}"], from: ["A": "music", "B": "xlevels"])
    #expect(read.features == [])
  }

  @Test(arguments: [
    "music,", "music,music", " music", "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs", "mu\u{202e}sic",
  ])
  func `What is no list of features is not read into a document`(text: String) throws {
    #expect(try words(["F": "{features}"], from: ["F": text]).features == [])
  }

  @Test(arguments: ["12345678901234567890123", "1234", "my guild", "１１１１１"])
  func `What is no guild is not read into a document`(text: String) throws {
    #expect(try words(["G": "{guild}"], from: ["G": text]).guilds == [])
  }

  @Test func `A long text is not looked through`() throws {
    let text = String(repeating: "a,", count: 10_000)
    // Neither may a short one take for ever.
    #expect(try template("{features}{guilds}{features}{addons}").readings(in: text, knowing: [:]) == [])
    let dense = Array(repeating: "1", count: 1000).joined(separator: ",")
    #expect(try template("{addons}{addons}{features}{guilds}{tier}!").readings(in: dense, knowing: [:]) == [])
  }

  @Test(arguments: [
    ("bot-{order}", "bot-ord-1042", "ord-1042"), ("bot-{order}", "bot-ORD-1042", "ord-1042"),
    ("{order} (codecraft)", "ord-7 (codecraft)", "ord-7"), ("bot-{order}", "bot-", nil),
    ("bot-{order}", "Bot-ord-1", nil),
    ("bot-{order}", "bot-музыка", nil), ("bot-{order}", "bot-\u{212A}", nil), ("bot-{order}-bot", "bot-bot", nil),
    ("{order}", "two words", nil),
  ])
  func `A name gives the id that the pattern says`(pattern: String, name: String, id: String?) throws {
    #expect(try #require(IDPattern(pattern)).order(in: name)?.text == id)
  }

  @Test(arguments: ["", "bot", "{order}{order}", "{order}-{tier}", "{ordre}", "bot-{guild}"])
  func `A pattern has the word for the order once and no other`(text: String) { #expect(IDPattern(text) == nil) }
}
