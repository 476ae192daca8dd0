import Testing

@testable import Planner

struct ImportMapTests {
  private func read(_ text: String) -> ImportMap { readImportMap(Array(text.utf8), path: "map.csv") }

  private func rows(_ text: String) -> [[String]] {
    read(text).rows.map { [$0.server.value, $0.order?.value.text ?? "-", $0.customer?.value ?? "-"] }
  }

  private func problems(_ text: String) -> [String] {
    read(text).diagnostics.map { "\($0.place.map { "\($0.line):\($0.column)" } ?? "-") \($0.code)" }
  }

  @Test(arguments: [
    "server,order,customer\n17,ord-1,cus-1\n", "server,order,customer\r\n17,ord-1,cus-1",
    "\u{FEFF}server,order,customer\r17,ord-1,cus-1\r\r",
    "Customer, Server ,ORDER\ncus-1,17,ord-1\n", "\"server\",\"order\",\"customer\"\n\" 17 \",ord-1,\"cus-1\"\n\n",
  ])
  func `A table is read whatever its line breaks, quotes and order of columns`(text: String) {
    #expect(rows(text) == [["17", "ord-1", "cus-1"]] && problems(text) == [])
  }

  @Test func `Quotes hold commas, quotes and line breaks`() {
    let text = "server,order,customer\n\"Bot, the \"\"first\"\"\nof all\",,\"a,b\"\nnext,ord-2,\n"
    #expect(rows(text) == [["Bot, the \"first\"\nof all", "-", "a,b"], ["next", "ord-2", "-"]])
    // Lines are counted through them.
    #expect(problems("server,order\n\"a\nb\",ord-1\nc,ORD-2\n") == ["4:3 bad-order-id"])
  }

  @Test func `Fields may be empty, columns may be left out, but for the server`() {
    #expect(rows("server\n17\n") == [["17", "-", "-"]])
    #expect(rows("customer,server\ncus-1,музыка\n") == [["музыка", "-", "cus-1"]])
    #expect(problems("order,customer\nord-1,cus-1\n") == ["1:1 missing-column"])
    #expect(problems("") == ["- missing-column"])
    #expect(problems("server,order\n,ord-1\n") == ["2:1 empty-value"])
  }

  @Test(arguments: [
    ("server,order,colour\n", "1:14 unknown-column"), ("server,order,server\n", "1:14 unknown-column"),
    ("server;order\n", "1:1 unknown-column"), ("server,order\n17\n", "2:1 bad-csv"),
    ("server,order\n17,ord-1,x\n", "2:1 bad-csv"), ("server,order\n17,\"ord-1\n", "2:4 bad-csv"),
    ("server,order\n17,\"ord-1\"x\n", "2:11 bad-csv"), ("server,order\n1\"7,ord-1\n", "2:2 bad-csv"),
    ("server,order\n17,ord-1\n18,ord-1\n", "3:4 duplicate-order"), ("server,order\n17,Ord-1\n", "2:4 bad-order-id"),
    ("server,customer\n17,\"a\nb\"\n", "2:4 control-character"),
  ])
  func `What is wrong is told at its place`(text: String, problem: String) {
    #expect(problems(text) == [problem])
  }

  @Test func `A separator of spreadsheets is named, and other encodings are`() {
    #expect(read("server;order\n").diagnostics.first?.hint == "separate the columns with commas")
    let latin = readImportMap([0x73, 0xE9], path: "map.csv").diagnostics.first
    #expect(latin?.message == "the file is not UTF-8 text" && latin?.hint != nil)
  }
}
