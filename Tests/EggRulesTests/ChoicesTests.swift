import EggRules
import Testing

struct ChoicesTests {
  @Test func `The words among which a value has to be are those of the rule, as Laravel reads them`() {
    #expect(VariableRules("required|string|in:starter,pro,business").choices == ["starter", "pro", "business"])
    #expect(VariableRules(#"in:"a,b",c"#).choices == ["a,b", "c"])
    #expect(VariableRules("required|not_in:a,b").choices == nil)
    #expect(VariableRules("").choices == nil)
  }
}
