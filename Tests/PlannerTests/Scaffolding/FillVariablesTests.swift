import EggRules
import Testing

@testable import Planner

/// What a new fleet says of its egg's variables.
struct FillVariablesTests {
  private static let samples = [OrderSample(tier: "starter", guilds: 1), OrderSample(tier: "pro", guilds: 3)]

  private func filling(
    _ name: String, _ rules: String, _ value: String = "", editable: Bool = false
  ) -> FilledVariable.Filling? {
    let variable = OfferedVariable(
      EggVariable(name: name, rules: rules, defaultValue: value), label: name, isUserEditable: editable)
    return fillVariables([variable], for: Self.samples).first?.filling
  }

  @Test func `What orders say comes from the order`() {
    #expect(filling("TIER", "required|string|in:starter,pro,business") == .word(.tier))
    #expect(filling("DISCORD_GUILD_ID", "required|string|regex:/^[0-9]{5,20}$/", editable: true) == .word(.guild))
    #expect(filling("MAX_GUILDS", "required|integer|min:1", "1") == .word(.maxGuilds))
    #expect(filling("FEATURES", "nullable|string") == .word(.features))
    #expect(filling("BOT_ORDER_ID", "required|string") == .word(.order))
    #expect(filling("CUSTOMER", "nullable|string") == .word(.customer))
    #expect(filling("ADDONS", "nullable|string") == .word(.addons))
    #expect(filling("ALLOWED_GUILDS", "nullable|string") == .word(.guilds))
  }

  @Test func `A template counts only where the egg takes what it becomes, for every tier`() {
    #expect(filling("TIER", "required|in:starter", "starter") == .fixed("starter"))
    #expect(filling("MAX_GUILDS", "required|integer|max:2", "2", editable: true) == .customers(initially: "2"))
    #expect(filling("CUSTOMER", "required|string") == .customers(initially: "set-me-in-the-panel"))
  }

  @Test func `The egg's default is the fleet's, where customers cannot change it`() {
    #expect(filling("LOG_LEVEL", "required|in:info,debug", "info") == .fixed("info"))
    #expect(filling("LOG_LEVEL", "required|in:info,debug", "info", editable: true) == .customers(initially: "info"))
    #expect(filling("EXTRA", "nullable|string") == .fixed(""))
    #expect(filling("EXTRA", "nullable|string", editable: true) == .customers(initially: ""))
  }

  @Test(arguments: ["DISCORD_TOKEN", "API_KEY", "APIKEY", "DB_PASSWORD", "CLIENT_SECRET", "DB_PASS", "CREDENTIALS"])
  func `Of what sounds like a secret, not even the egg's default is taken over`(_ name: String) {
    #expect(filling(name, "required|string|max:100", "hunter2") == .customers(initially: "set-me-in-the-panel"))
    #expect(filling(name, "nullable|string", "hunter2", editable: true) == .customers(initially: ""))
  }

  @Test(arguments: [
    ("required|string|max:6", "set-me"), ("required|integer|min:7|max:9", "7"), ("required|in:b,a", "b"),
    ("required|url", "https://example.com"), ("required|email", "bot@example.com"), ("required|ip", "192.0.2.1"),
    ("required|boolean", "0"), ("required|string|size:70", String(repeating: "x", count: 70)),
    ("required|digits:18", "112233445566778899"), ("required|string|alpha", "setme"), ("required|json", "0"),
    ("required|uuid", "00000000-0000-4000-8000-000000000000"),
  ])
  func `A customer's variable begins with something that its rules take`(_ rules: String, _ value: String) {
    #expect(filling("SOMETHING", rules, editable: true) == .customers(initially: value))
  }

  @Test func `What nobody can fill is left open with the reason`() {
    #expect(
      filling("CODE", #"required|regex:/^Q-[A-Z]{9}$/"#) == .open(#"its rules are required|regex:/^Q-[A-Z]{9}$/"#))
    guard case .open(let broken) = filling("TIER", "required|strnig") else { Issue.record("not open"); return }
    #expect(broken.contains("strnig") && broken.contains("mend it in the egg"))
    guard case .open = filling("STARTUP", "nullable") else { Issue.record("the panel's own"); return }
    #expect(filling("GREETING", "required|string", "hello {name}") == .customers(initially: "set-me-in-the-panel"))
  }
}
