import Testing

@testable import EggRules

/// How rules are read, and what is said of those that cannot be judged.
@Suite struct VariableRulesTests {
  @Test(arguments: [
    ("strng", "the rule `strng` is not known"),
    ("REQUIRED", "the rule `REQUIRED` is not checked: not every version of Laravel reads it alike"),
    ("max:", "the rule `max` needs a number instead of ``"),
    ("max", "the rule `max` needs 1 parameter"),
    ("max:many", "the rule `max` needs a number instead of `many`"),
    ("between:1", "the rule `between` needs 2 parameters"),
    ("required_if:environment.B", "the rule `required_if` needs 2 parameters"),
    ("regex:", "the rule `regex` has a pattern that is empty"),
    ("regex:[a-z]+", "the rule `regex` has a pattern that has the unknown modifier `+`"),
    ("regex:abc", "the rule `regex` has a pattern that has no delimiters, as `/` before and after"),
    ("regex:/[/", "the rule `regex` has a pattern that has an unclosed `[`"),
    (
      " regex:/^a{1,2}$/",
      "the rule `regex` has a pattern that has no closing `/`; a `|` ends the rule, also inside of a pattern"
    ),
    (#"regex:/^\p{Greek}$/u"#, #"the rule `regex` is not checked: its pattern has `\p{Greek}`"#),
    ("active_url", "the rule `active_url` is not checked: its answer depends on the DNS"),
    ("exists:servers,id", "the rule `exists` is not checked: its answer depends on a database"),
    ("after:today", "the rule `after` is not checked: its answer depends on the clock"),
    ("date_format:D, d M y", "the rule `date_format` is not checked: the format `D`"),
  ])
  func `A rule that cannot be judged is a warning that names it`(rule: String, problem: String) {
    let rules = VariableRules(rule)
    #expect(rules.problems.map(\.description) == [problem])
    #expect(verdict(rules, "anything") == EggVerdict())
  }

  @Test func `A pattern with a pipe is broken, for the panel too`() {
    let rules = VariableRules("required|regex:/^(a|b)$/")
    #expect(
      rules.problems.map(\.description) == [
        "the rule `regex` has a pattern that has no closing `/`; a `|` ends the rule, also inside of a pattern",
        "the rule `b)$/` is not known",
      ])
    #expect(verdict(rules, nil).violations.map(\.rule) == ["required"])
  }

  @Test func `Empty rules are passed over`() {
    #expect(VariableRules("").problems.isEmpty)
    #expect(VariableRules("required||string|").problems.isEmpty)
    #expect(verdict(VariableRules(""), nil) == EggVerdict())
  }

  @Test(arguments: ["notIn:a", "not-in:a", "NotIn:a", "notin:a", " not_in :a"])
  func `A name has many spellings`(rule: String) {
    #expect(verdict(VariableRules(rule), "a").violations.map(\.rule) == ["not_in"])
  }

  @Test(arguments: [
    ("email", "\"a b\"@c.d"), ("email:dns", "a@b.c"), ("date", "next friday"),
    ("multiple_of:123456789012345678", "5"), (#"regex:/^(a+)+$/"#, String(repeating: "a", count: 40) + "!"),
  ])
  func `What cannot be told of one value is left open`(rule: String, value: String) {
    let verdict = verdict(VariableRules(rule), value)
    #expect(verdict.violations.isEmpty)
    #expect(verdict.problems.count == 1)
  }

  /// Rules as public eggs have them.
  @Test(arguments: [
    "required|string|max:20", "nullable|string|between:3,16", "required|regex:/^([\\w\\d._-]+)(\\.jar)$/",
    "required|string|in:true,false", "required|boolean", "required|numeric|digits_between:1,5",
    "nullable|regex:([a-z-0-9]+$)", "nullable|regex:/^([a-z0-9]{32} ?)*$/", "required|alpha_dash|between:1,100",
    "required|int|min:0|max:65535", "Nullable|string", "required|string|not_regex:/^\\d+$/",
    "required|string|regex:/^(?:true)?(?:false)?\\b/", "nullable|url", "required|numeric|gt:0", "present|string|max:64",
    "nullable|string|size:17|regex:/^\\d{17}$/", "required|string|ends_with:.jar,.zip",
  ])
  func `Rules that eggs have in the wild are judged`(rule: String) {
    #expect(VariableRules(rule).problems.isEmpty)
  }

  @Test func `Messages are sentences behind the variable's name`() {
    let said = { rules, value in self.verdict(VariableRules(rules), value).violations.map(\.message) }
    #expect(said("required", nil) == ["is required"])
    #expect(said("in:starter,pro,business", "gold") == ["must be one of starter, pro, business"])
    #expect(said("max:3", "abcd") == ["must be at most 3 characters"])
    #expect(said("integer|max:3", "4") == ["must be at most 3"])
    #expect(said("between:1,3", "abcd") == ["must be 1 to 3 characters"])
    #expect(said("regex:/^[0-9]+$/", "x") == ["must match /^[0-9]+$/"])
  }

  private func verdict(_ rules: VariableRules, _ value: String?) -> EggVerdict {
    let variables = [EggVariable(name: "A", rules: "", defaultValue: "")]
    return rules.judge("A", in: EggEnvironment(.init(variables), sent: value.map { ["A": $0] } ?? [:]))
  }
}
