import Panel
import Testing

struct PanelURLTests {
  @Test(
    arguments: [
      ("https://panel.example.com", "https://panel.example.com"),
      ("https://panel.example.com/", "https://panel.example.com"),
      ("https://example.com:8443/panel//", "https://example.com:8443/panel"),
      ("http://127.0.0.1:8080", "http://127.0.0.1:8080"), ("http://localhost", "http://localhost"),
      ("http://panel-1.localhost", "http://panel-1.localhost"),
      ("http://[::1]:80", "http://[::1]:80"),
    ])
  func `A panel's URL is taken as people write it`(text: String, expected: String) throws {
    #expect(try PanelURL(text).description == expected)
  }

  @Test(arguments: [
    "panel.example.com", "", "ftp://panel.example.com", "https://", "https:///x", "https://a b", "http://[.localhost",
    "http://[=tt..localhost//", "https://a]", "https://[]", "http://0%2elocalhost", "https://panel%2eexample.com",
  ])
  func `What is no web address is refused`(text: String) {
    #expect(throws: PanelFailure.unusableURL(.malformed)) { try PanelURL(text) }
  }

  @Test(arguments: ["https://u:p@panel.example.com", "https://panel.example.com/?a=1", "https://panel.example.com/#x"])
  func `What would be lost is refused`(text: String) {
    #expect(throws: PanelFailure.unusableURL(.tooMuch)) { try PanelURL(text) }
  }

  @Test(arguments: [
    "http://panel.example.com", "http://127.evil.example", "http://127.0.0.1.example.com", "http://10.0.0.1",
    "http://a..localhost", "http://a=b.localhost",
  ])
  func `A key does not travel in clear unless somebody says so`(text: String) throws {
    #expect {
      try PanelURL(text)
    } throws: { error in
      guard case PanelFailure.unusableURL(.unencrypted)? = error as? PanelFailure else { return false }
      return true
    }
    let host = String(text.dropFirst("http://".count))
    #expect(try PanelURL(text, encryption: .optional(for: host)).description == text)
    #expect(throws: PanelFailure.self) { try PanelURL(text, encryption: .optional(for: "another.example.com")) }
  }
}
