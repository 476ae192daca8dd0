import Foundation
import PanelProcess

/// The sandbox's own fixture with egg 16 beside egg 15: a token of the same name with a default, and a language.
///
/// - Parameter tokenRules: of egg 16.
func twoEggs(tokenRules: String = "required|string") throws -> String {
  let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../../Sources/PanelSandbox/fixture.json")
  let read = try JSONSerialization.jsonObject(with: Data(contentsOf: file.standardizedFileURL))
  guard var fixture = read as? [String: Any], var eggs = fixture["eggs"] as? [[String: Any]],
    var egg = eggs.first(where: { $0["id"] as? Int == 15 }),
    let variable = (egg["variables"] as? [[String: Any]])?.first
  else { throw CocoaError(.fileReadCorruptFile) }
  let other: [[String: Any]] = [
    ["id": 901, "env_variable": "DISCORD_TOKEN", "default_value": "token-of-the-egg", "rules": tokenRules],
    ["id": 902, "env_variable": "LANGUAGE", "default_value": "en", "rules": "required|string"],
  ]
  egg["id"] = 16
  egg["uuid"] = "6e2b7c1e-0000-4000-8000-000000000016"
  egg["variables"] = other.map { variable.merging(["egg_id": 16]) { $1 }.merging($0) { $1 } }
  eggs.append(egg)
  fixture["eggs"] = eggs
  let text = String(decoding: try JSONSerialization.data(withJSONObject: fixture), as: UTF8.self)
  return #"{"do": "reset", "fixture": \#(text)}"#
}
