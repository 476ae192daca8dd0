import Planner
import Reports
import Snapshots
import Testing

struct ExaminationTests {
  private let shown = [
    Finding(.environmentFile, .ok, "not in git, and readable by its owner only"),
    Finding(
      .names, .warning, "PTERODACTYL_URL means nothing to botfleet; PTERODACTYL_PANEL_URL was probably meant",
      advice: "Rename it in the file, or remove it if another program reads it."),
    Finding(.address, .ok, "https://panel.example.com"),
    Finding(.key, .ok, "the panel knows it"), Finding(.permission, .ok, "read on servers"),
    Finding(
      .permission, .failure, "the key lacks the permission “write on servers”, with which botfleet applies plans",
      advice: "Create a key with this permission; a key's permissions cannot be changed later."),
    Finding(.egg, .unchecked, "the key may not read eggs and nests"),
    Finding(.protection, .unknown, "only the code host knows which branches it protects"),
  ]

  private func text(_ style: Style, showing detail: FindingText.Detail = .everything) -> String {
    var text = FindingText(style: style, showing: detail)
    return shown.map { text.text(of: $0) }.joined() + text.summary(of: shown)
  }

  @Test func `Findings stand below their sections, with what to do`() throws {
    try expectSnapshot(text(.plain), "examination.txt")
  }

  @Test func `At eighty columns words go on below`() throws {
    let plain = text(Style(palette: .plain, width: .columns(80)))
    #expect(plain.split(separator: "\n").allSatisfy { $0.count <= 80 })
    try expectSnapshot(text(Style(palette: .coloured, width: .columns(80))), "examination-80.ansi")
  }

  @Test func `What is as it must be may be left out`() {
    let problems = text(.plain, showing: .problems)
    #expect(problems.contains("failure") && problems.contains("warning") && problems.contains("unchecked"))
    #expect(!problems.contains("  ok  ") && !problems.contains("Panel\n") && !problems.contains("code host"))
  }

  @Test func `As JSON every finding has its words`() throws {
    try expectSnapshot(examinationJSON(shown), "shown.doctor.json")
  }

  @Test func `Hostile names act on nothing`() {
    let evil = "\u{1b}[2J\u{202e}\n::error::##[group]"
    let finding = Finding(.node, .failure, evil, advice: evil)
    var text = FindingText(style: .plain, showing: .everything)
    for shown in [text.text(of: finding), examinationJSON([finding])] {
      #expect(shown.unicodeScalars.allSatisfy { $0 == "\n" || $0.isPlainlyVisible })
      #expect(!shown.contains("\n::") && !shown.contains("##["))
    }
  }
}
