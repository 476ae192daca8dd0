import CI
import Planner
import Testing

@Suite struct ShownDigestsTests {
  @Test("nothing shown has a seal of its own, which is that of no text")
  func nothingShown() {
    #expect(ShownDigests([]).seal == Digest(of: []))
  }

  @Test("each fleet of a repository has its own names")
  func namesOfFleets() {
    #expect(CINames(.usual).planStatus == "botfleet/plan")
    #expect(CINames(FleetFolder("fleets/eu")).planStatus == "botfleet/plan (fleets+eu)")
    #expect(CINames(FleetFolder("fleets/eu")).planMarker == "<!-- botfleet:plan:fleets+eu -->")
  }
}
