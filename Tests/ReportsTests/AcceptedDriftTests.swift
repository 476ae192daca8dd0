import Planner
import Reports
import Snapshots
import Testing

struct AcceptedDriftTests {
  @Test func `An edit is a patch, and what is about it is told beside it`() throws {
    try expectSnapshot(acceptedDriftPatch(shownAdoptions), "adoption.patch")
    try expectSnapshot(
      acceptedDriftText(shownAdoptions, style: Style(palette: .plain, width: .columns(80))), "adoption-80.txt")
    try expectSnapshot(acceptedDriftJSON(shownAdoptions), "adoption.adoption.json")
  }

  @Test func `Where nothing can be taken over there is no patch`() {
    #expect(acceptedDriftPatch([shownAdoptions[2]]).isEmpty)
  }

  @Test func `Names, breaks and the end of a file are written as git reads them`() {
    func patch(_ path: String, _ old: String, _ new: String) -> String {
      acceptedDriftPatch([
        AcceptedDrift(
          order: order("ord-1"), path: path, before: Array(old.utf8), after: Array(new.utf8), taken: [], pinned: nil,
          left: [], following: [])
      ])
    }
    #expect(
      patch("a b.yaml", "x", "y") == """
        --- a/a b.yaml\t
        +++ b/a b.yaml\t
        @@ -1,1 +1,1 @@
        -x
        \\ No newline at end of file
        +y
        \\ No newline at end of file

        """)
    #expect(patch("é\"\n.yaml", "x\r\n", "y\r\n").hasPrefix(#"--- "a/\303\251\"\012.yaml""#))
    #expect(patch("x", "1\r\n2\r\n", "1\r\n3\r\n").hasSuffix("@@ -1,2 +1,2 @@\n 1\r\n-2\r\n+3\r\n"))
    let lines = (1...20).map { "\($0)\n" }.joined()
    let edited = lines.replacing("2\n3\n", with: "2\nnew\n3\n").replacing("17\n", with: "")
    #expect(
      patch("x", lines, edited).split(separator: "\n").filter { $0.hasPrefix("@@") } == [
        "@@ -1,5 +1,6 @@", "@@ -14,7 +15,6 @@",
      ])
  }
}
