import Testing

@testable import Git

struct RequestNumberTests {
  @Test(arguments: [
    ("Merge pull request #12 from ada/upgrade\n\nUpgrade ord-1", 12), ("Upgrade ord-1 (#12)", 12),
    ("Revert \"Upgrade (#11)\" (#12)\n", 12), ("Merge pull request 'Upgrade' (#12) from x into main", 12),
    ("Merge branch 'x' into 'main'\n\nUpgrade\n\nSee merge request shop/fleet!12", 12),
    ("Upgrade ord-1\n\nReviewed-on: https://forge.example/shop/fleet/pulls/12", 12),
  ])
  func `The texts of forges name a pull request`(message: String, number: Int) {
    #expect(requestNumber(in: message) == number)
  }

  @Test(arguments: [
    "Upgrade ord-1", "Upgrade (#x)", "Fix #12", "a (#0)", "a (#9999999999)", "", "See merge request !3",
    "Revert \"Upgrade (#11)\"", "Upgrade (#12) again", "Upgrade (#12) from x into main",
    "(#١٢)", "body\n\n(#12)",
  ])
  func `Other texts name none`(message: String) { #expect(requestNumber(in: message) == nil) }
}
