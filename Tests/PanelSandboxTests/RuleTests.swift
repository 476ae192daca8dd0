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
    Case("email", "a@@b", "The x must be a valid email address."),
    Case("starts_with:a,b", "cab", "The x field must start with one of the following: a, b."),
    Case("ends_with:.js", "index.js"),
    Case("array", "a", "The x must be an array."),
    Case("json", "{", "The x must be a valid JSON string."),
  ]

  @Test(arguments: cases)
  func `A value is judged as Laravel judges it`(example: Case) throws {
    let validator = Validator(input: ["x": example.value]) { _, _, _, _ in false }
    let violations = validator.violations(of: [("x", try parseRules(example.rules))])
    #expect(violations.map(\.message) == [example.message].compactMap { $0 })
  }

  @Test func `A missing value concerns only rules about being there`() throws {
    let validator = Validator(input: [:]) { _, _, _, _ in false }
    let fields: [(field: String, rules: [NamedRule])] = [
      ("a", try parseRules("string|min:3")), ("b", try parseRules("sometimes|required")),
      ("c", try parseRules("required")), ("d", try parseRules("present|nullable")),
    ]
    #expect(validator.violations(of: fields).map(\.field) == ["c", "d"])
  }

  @Test func `One field can be needed because of another`() throws {
    let validator = Validator(input: ["limits": ["memory": 1]]) { _, _, _, _ in false }
    let fields: [(field: String, rules: [NamedRule])] = [
      ("limits.disk", try parseRules("required_with:limits|numeric")),
      ("disk", try parseRules("required_without:limits|numeric")),
    ]
    let violation = Violation(
      field: "limits.disk", rule: "required_with",
      message: "The limits.disk field is required when limits is present.")
    #expect(validator.violations(of: fields) == [violation])
  }

  @Test func `Every failed rule is told, but bail and a missing value end it`() throws {
    let validator = Validator(input: ["x": "a b"]) { _, _, _, _ in false }
    #expect(validator.violations(of: [("x", try parseRules("integer|alpha_dash"))]).count == 2)
    #expect(validator.violations(of: [("x", try parseRules("bail|integer|alpha_dash"))]).count == 1)
  }

  @Test func `A rule that nobody knows is no rule`() {
    #expect(throws: UnknownRule(name: "discord_token")) { try parseRules("required|discord_token") }
  }
}
