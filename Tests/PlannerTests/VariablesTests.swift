import Testing

@testable import Planner

@Suite struct VariablesTests {
  @Test func `Values are found, set and removed by name, and stand in the order of the names`() {
    var variables: Variables = ["B": "2", "A": "1", "C": "3"]
    #expect(variables.keys == ["A", "B", "C"])
    #expect(variables["B"] == "2" && variables["D"] == nil && variables[""] == nil)
    variables["B"] = nil
    variables["D"] = "4"
    variables["A"] = "one"
    variables["AB"] = "between"
    variables["missing"] = nil
    #expect(variables.map { "\($0.key)=\($0.value)" } == ["A=one", "AB=between", "C=3", "D=4"])
    #expect(variables == ["D": "4", "C": "3", "AB": "between", "A": "one"])
    #expect(variables != ["D": "4", "C": "3", "AB": "between"])
  }

  @Test func `What lies over others replaces those of the same names`() {
    let below: Variables = ["A": "1", "B": "2"]
    #expect(below.overlaid(with: ["B": "two", "C": "3"]) == ["A": "1", "B": "two", "C": "3"])
    #expect(below.overlaid(with: [:]) == below && Variables().overlaid(with: below) == below)
  }

  @Test func `They are what a dictionary is`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      var (variables, dictionary) = (Variables(), [String: String]())
      for _ in 0..<20 {
        let name = String(UnicodeScalar(UInt8.random(in: 65...75, using: &random)))
        let value = Bool.random(using: &random) ? "\(UInt8.random(in: 0...9, using: &random))" : nil
        variables[name] = value
        dictionary[name] = value
      }
      #expect(variables.byName == dictionary && variables == Variables(dictionary))
      #expect(variables.filter { $0.key < "F" }.byName == dictionary.filter { $0.key < "F" })
    }
  }
}
