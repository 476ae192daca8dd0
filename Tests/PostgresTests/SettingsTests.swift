import Postgres
import Testing

@Suite("Addresses of databases")
struct SettingsTests {
  private func parse(_ url: String) throws -> PostgresSettings { try PostgresSettings(parsing: url, program: "tests") }

  @Test(
    "Other machines prove who they are unless the URL says otherwise",
    arguments: [
      ("postgresql://u:p@db.example.com/x", true), ("postgresql://u:p@db.example.com/x?sslmode=verify-ca", true),
      ("postgresql://u:p@db.example.com/x?sslmode=require", false),
      ("postgresql://u:p@db.example.com/x?sslmode=disable", false), ("postgresql://u:p@localhost/x", true),
      ("postgresql://u:p@127.0.0.7:6543/x?sslmode=disable", true), ("postgresql://u:p@[::1]/x?sslmode=disable", true),
      ("postgresql:///x?host=/var/run/postgresql&sslmode=disable", true),
      ("postgresql://u:p@localhost,db.example.com/x?sslmode=require", false),
      ("postgresql://u:p@localhost/x?hostaddr=192.0.2.1&sslmode=require", false),
      ("postgresql://u:p@127.0.0.1.example.com/x?sslmode=require", false),
    ])
  func verified(_ url: String, _ isVerified: Bool) throws {
    #expect(try parse(url).isVerified == isVerified)
  }

  @Test(
    "What is no address is refused with a reason that shows nothing of it",
    arguments: [
      ("", PostgresSettingsFault.empty), ("mysql://u:hunter2@h/x", .noURL), ("host=h password=hunter2", .noURL),
      ("postgresql://", .noHost), ("postgresql:///x", .noHost),
      ("postgresql://u:hunter2@h/x?sslmode=full", .unknownMode),
      ("postgresql://u:hunter2@h/x?nonsense=1", .malformed), ("postgresql://u:hun%ter2@h/x", .malformed),
      ("postgresql://u:hunt@er2@h/x", .malformed), ("postgresql://u:hunter2/more@h/x", .malformed),
      ("postgresql://u:hunter2@h:0/x", .malformed),
      ("postgresql://u:hunter2@h:70000/x", .malformed), ("postgresql://u:hunter2@h h/x", .malformed),
      ("postgresql://u:hunter2@h/x\u{0}", .malformed), ("postgresql://u:hunter2@h/x?hostaddr=a/b", .malformed),
    ])
  func refused(_ url: String, _ fault: PostgresSettingsFault) {
    #expect(throws: fault) { try parse(url) }
    #expect(!"\(fault)".contains("hunter2"))
  }

  @Test("Settings show themselves nowhere")
  func hidden() throws {
    let settings = try parse("postgresql://u:hunter2@db.example.com/x")
    var dumped = ""
    dump(settings, to: &dumped)
    for shown in ["\(settings)", String(reflecting: settings), "\([settings])", dumped] {
      #expect(shown.contains("«database»") && !shown.contains("hunter2") && !shown.contains("example"))
    }
  }
}
