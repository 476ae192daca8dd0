import Testing

@testable import PanelSandbox

/// The rules of egg variables, as an egg writes them.
@Suite struct RuleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let rules: String
    let value: JSON
    /// nil: the value is fine.
    let message: String?

    init(_ rules: String, _ value: JSON, _ message: String? = nil) {
      self.rules = rules
      self.value = value
      self.message = message
    }

    var testDescription: String { "\(rules): \(value)" }
  }

  static let cases = [
    Case("required", nil, "The x field is required."),
    Case("required", "   ", "The x field is required."),
    Case("required|string", 5, "The x must be a string."),
    Case("nullable|string|min:3", nil),
    Case("string", nil, "The x must be a string."),
    Case("integer", "12"),
    Case("integer", "012", "The x must be an integer."),
    Case("integer", .number(1.5), "The x must be an integer."),
    Case("integer", .number(2)),
    Case("numeric", "1e3"),
    Case("numeric", "one", "The x must be a number."),
    Case("boolean", "1"),
    Case("boolean", "yes", "The x field must be true or false."),
    Case("in:a,b", "c", "The selected x is invalid."),
    Case("in:1,2", 2),
    Case("in:\"a,b\",c", "a,b"),
    Case("not_in:a,b", "a", "The selected x is invalid."),
    Case("regex:/^[a-z]+$/i", "ABC"),
    Case("regex:/^[a-z]+$/", "ABC", "The x format is invalid."),
    Case("not_regex:/[<>]/", "a<b", "The x field format is invalid."),
    Case("regex:/^\\w+$/", "ärger", "The x format is invalid."),
    Case("min:3", "ab", "The x must be at least 3 characters."),
    Case("integer|min:3", "2", "The x must be at least 3."),
    Case("max:2", "äöü", "The x may not be greater than 2 characters."),
    Case("numeric|between:1,5", "5.5", "The x must be between 1 and 5."),
    Case("between:1,5", "123456", "The x must be between 1 and 5 characters."),
    Case("size:3", "ab", "The x must be 3 characters."),
    Case("digits:4", "12a4", "The x must be 4 digits."),
    Case("digits_between:2,4", "12345", "The x must be between 2 and 4 digits."),
    Case("alpha", "ab1", "The x may only contain letters."),
    Case("alpha_num", "ab-1", "The x may only contain letters and numbers."),
    Case("alpha_dash", "a_b-1"),
    Case("url", "https://example.test/a?b"),
    Case("url", "example.test", "The x format is invalid."),
    Case("ip", "2001:db8::1"),
    Case("ip", "192.0.2.256", "The x must be a valid IP address."),
    Case("ipv4", "::1", "The x field must be a valid IPv4 address."),
    Case("email", "a@b.test"),
    Case("email", "a@b"),
    Case("email", "a b@c.test", "The x must be a valid email address."),
    Case("email", "\u{1F600}@b.test", "The x must be a valid email address."),
    Case("email", "ü@exämple.test"),
    Case("email", "\"a b\"@b.test"),
    Case("email", "(c)a@b.test"),
    Case("email", "a@[127.0.0.1]"),
    Case("email:strict", "a@b", "The x must be a valid email address."),
    Case("email:strict", "\"a b\"@b.test", "The x must be a valid email address."),
    Case("email:strict", "ü@exämple.test"),
    Case("email", "a@@b", "The x must be a valid email address."),
    Case("starts_with:a,b", "cab", "The x field must start with one of the following: a, b."),
    Case("ends_with:.js", "index.js"),
    Case("array", "a", "The x must be an array."),
    Case("json", "{", "The x must be a valid JSON string."),
  ]

  @Test(arguments: cases)
  func `A value is judged as Laravel judges it`(example: Case) throws {
    let validator = Validator(input: ["x": example.value]) { _, _, _, _ in false }
    let violations = try validator.violations(of: [("x", parseRules(example.rules))])
    #expect(violations.map(\.message) == [example.message].compactMap { $0 })
  }

  @Test func `A missing value concerns only rules about being there`() throws {
    let validator = Validator(input: [:]) { _, _, _, _ in false }
    let fields: [(field: String, rules: [NamedRule])] = [
      ("a", parseRules("string|min:3")), ("b", parseRules("sometimes|required")),
      ("c", parseRules("required")), ("d", parseRules("present|nullable")),
    ]
    #expect(try validator.violations(of: fields).map(\.field) == ["c", "d"])
  }

  @Test func `One field can be needed because of another`() throws {
    let validator = Validator(input: ["limits": ["memory": 1]]) { _, _, _, _ in false }
    let fields: [(field: String, rules: [NamedRule])] = [
      ("limits.disk", parseRules("required_with:limits|numeric")),
      ("disk", parseRules("required_without:limits|numeric")),
    ]
    let violation = Violation(
      field: "limits.disk", rule: "required_with",
      message: "The limits.disk field is required when limits is present.")
    #expect(try validator.violations(of: fields) == [violation])
  }

  @Test func `Every failed rule is told, but bail and a missing value end it`() throws {
    let validator = Validator(input: ["x": "a b"]) { _, _, _, _ in false }
    #expect(try validator.violations(of: [("x", parseRules("integer|alpha_dash"))]).count == 2)
    #expect(try validator.violations(of: [("x", parseRules("bail|integer|alpha_dash"))]).count == 1)
  }

  /// What breaks the panel does so only once it comes to the rule: a real one answered each of these.
  @Test(arguments: [
    ("required|discord_token", "BadMethodCallException"), ("string;;max:5", "BadMethodCallException"),
    ("INT", "BadMethodCallException"), ("max:", "TypeError"), ("max", "InvalidArgumentException"),
    ("between:1", "InvalidArgumentException"), ("required_if:Y", "InvalidArgumentException"),
    ("regex:/a", "ErrorException"), ("regex:/^(a|b)$/", "ErrorException"), ("regex:/[..]/", "ErrorException"),
    ("regex:abc", "ErrorException"), ("regex:/a/y", "ErrorException"),
  ])
  func `A rule that the panel cannot run is answered by 500`(rules: String, code: String) throws {
    let refusal = #expect(throws: Refusal.self) { try Self.violations(rules, "a") }
    #expect(refusal?.status == 500 && refusal?.entries.map(\.code) == [code])
    guard !rules.hasPrefix("required") else { return }
    #expect(try Self.violations("nullable|\(rules)", nil).isEmpty)
  }

  @Test func `A bound that is no number breaks the older panels alone`() throws {
    #expect(throws: Refusal.self) { try Self.violations("max:ten", "a", on: .former) }
    #expect(try Self.violations("max:ten", "a", on: .current).map(\.rule) == ["max"])
  }

  @Test func `A name in capitals is the method alone, and one in other words the rule`() throws {
    #expect(try Self.violations("NULLABLE|string", nil).map(\.rule) == ["string"])
    #expect(try Self.violations("IP", "a").map(\.rule) == ["i_p"])
    #expect(try Self.violations("INTEGER|max:5", "1234").isEmpty)
    #expect(try Self.violations("Integer|Max:5", "1234").map(\.rule) == ["max"])
    #expect(try Self.violations("alpha-num|notIn:a", "a").map(\.rule) == ["not_in"])
  }

  private static func violations(
    _ rules: String, _ value: JSON, on series: PanelSeries = .current
  ) throws -> [Violation] {
    try Validator(input: ["x": value], series: series) { _, _, _, _ in false }.violations(of: [("x", parseRules(rules))]
    )
  }
}
