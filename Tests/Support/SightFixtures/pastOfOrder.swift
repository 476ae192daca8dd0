import Planner
public import Views

@testable import Git
@testable import History

extension SightFixture {
  /// A past with everything that customers are not told: who, from which commit, where, and why it failed.
  public static func material(of order: String, files: FileAccess? = nil) -> OrderMaterial {
    let kinds: [(HistoryEvent.Kind, String, [ValueChange])] = [
      (.failed, "update: no space left on disk (panel-failing)", []),
      (
        .updated, "",
        [
          ValueChange(field: "build.memory", old: "512MiB", new: "1GiB"),
          ValueChange(field: "details.owner", old: "1", new: "7"),
        ]
      ),
      (.driftReverted, "somebody changed node-77", []),
      (.created, "server 40 on node-77", [ValueChange(field: "tier", old: nil, new: "pro")]),
      (.edited, "", [ValueChange(field: "note", old: nil, new: nil, isLeftOut: true)]),
      (
        .asked, "",
        [ValueChange(field: "tier", old: nil, new: "pro"), ValueChange(field: "features", old: nil, new: hostile)]
      ),
    ]
    var material = OrderMaterial(
      timeline: kinds.map { HistoryEvent($0.0, of: id(order), in: commit, $0.1, $0.2) },
      document: "order: \(order)\nnote: note for staff\nname: \(hostile)\n", files: files)
    material.chart = []
    return material
  }

  private static var commit: CommitFacts {
    let ada = Signature(name: "Ada Admin", email: "ada@example.com", time: Int64(now.seconds - 3600))
    let id = ObjectID("abcdef0123" + String(repeating: "5", count: 30)) ?? .emptyTree
    return CommitFacts(
      Commit(id: id, parents: [], author: ada, committer: ada, message: "Change \(hostile)\n"),
      in: FleetFolder("fleet"), merged: nil)
  }
}
