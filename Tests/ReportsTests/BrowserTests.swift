import ChildPrograms
import Foundation
import Planner
import Reports
import Testing

/// The page of a plan in a real browser, which `scripts/check-page` drives; `scripts/install-dependencies tests` brings one.
@Suite(.timeLimit(.minutes(20)))
struct BrowserTests {
  @Test(.enabled(if: hasBrowser, "this system's packages have no Chromium"))
  func `A reader filters, sorts and folds on a desk and on a phone, and no text of a plan becomes more than text`()
    throws
  {
    let pages = [
      "nothing": plan(), "shown": shownPlan, "full": fullPlan, "hostile": hostilePlan, "catalog": catalogPlan(),
      "huge": hugePlan,
    ]
    let folder = FileManager.default.temporaryDirectory.appending(path: "pages-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, plan) in pages { try Data(planHTML(plan).utf8).write(to: folder.appending(path: "\(name).html")) }
    for complaint in try complaints(about: pages.keys.sorted().map { folder.appending(path: "\($0).html") }) {
      Issue.record("\(complaint)")
    }
  }

  @Test(.enabled(if: hasBrowser, "this system's packages have no Chromium"))
  func `Whoever looks would see it, were it not so`() throws {
    let page = planHTML(shownPlan)
    let faults = [
      "outside": page.replacing("default-src 'none'", with: "default-src *")
        .replacing("<main", with: "<img src=\"http://127.0.0.1:9/x.png\"><main"),
      "script": page.replacing("script-src 'sha256-", with: "script-src 'unsafe-inline' 'none-")
        .replacing("<main", with: "<b onclick=\"1\"></b><main"),
      "wide": page.replacing("<main", with: "<input size=\"90\"><main"),
      "filter": page.replacing("value=\"create\"", with: "value=\"creat\""),
    ]
    let folder = FileManager.default.temporaryDirectory.appending(path: "pages-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, page) in faults { try Data(page.utf8).write(to: folder.appending(path: "\(name).html")) }
    let complaints = try complaints(about: faults.keys.sorted().map { folder.appending(path: "\($0).html") })
    for name in faults.keys {
      #expect(complaints.contains { $0.hasPrefix("\(name).html: ") }, "\(name): \(complaints)")
    }
  }

  private func complaints(about pages: [URL]) throws -> [String] {
    let ended = try runProgram(
      [root.appending(path: "scripts/check-page").path(percentEncoded: false)]
        + pages.map { $0.path(percentEncoded: false) })
    let lines = ended.complaint.split(separator: "\n").map(String.init)
    #expect((ended.status == 0) == lines.isEmpty)
    return lines
  }
}

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

private let hasBrowser = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome"].contains
{
  name in
  (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
  }
}
