import Git
import Planner
import Reports
import Snapshots
import Testing

@testable import History

/// What is shown of proofs.
struct ProofTests {
  private let statement = ProofStatement(
    fleet: "codecraft", folder: .usual, commit: String(repeating: "4f2c1ab93d", count: 4),
    tree: String(repeating: "7d3e", count: 10), panel: "https://panel.example.com", series: "1.12 or later",
    at: Instant(seconds: 1_795_348_800), live: Digest(of: "x".utf8),
    counts: .init(orders: 12, waiting: 1, servers: 11, foreign: 3, phases: [.running: 10, .suspended: 1]),
    exceptions: [
      ProofException(.suspendedByHand, of: order("ord-7")),
      ProofException(.ignored, of: order("ord-2"), field: "build.memory"),
    ], tool: "botfleet 1.4.0")

  private func judgement(_ differences: [ProofDifference], unseen: [ProofJudgement.Unseen] = []) -> ProofJudgement {
    ProofJudgement(
      differences: differences, unseen: unseen, exceptions: statement.exceptions, counts: statement.counts,
      live: LiveState(recorded: []), plan: plan())
  }

  private var differing: ProofJudgement {
    judgement(
      [
        ProofDifference(.change(create("ord-1", sold("pro"))), of: order("ord-1")),
        ProofDifference(.moveByHand(from: NodeID(2), to: NodeID(1)), of: order("ord-3")),
        ProofDifference(.unreadable, of: order("ord-4")),
        ProofDifference(.unrecorded(["phase installing -> running"]), of: order("ord-5")),
        ProofDifference(.field(.memory, recorded: "512MiB", found: "4GiB"), of: order("ord-6")),
        ProofDifference(.field(.variable("TIER"), recorded: nil, found: nil), of: order("ord-6")),
      ], unseen: [.owner(order("ord-8"), .users)])
  }

  private var checked: ProofReport {
    var report = ProofReport(commit: ObjectID(statement.commit)!)
    report.statement = statement
    report.trust = "allowed_signers as of 4f2c1ab93d4f"
    report.find(.otherNamespace, "its signature is in the namespace git, not botfleet-proof")
    report.unchecked = [.noSigners]
    return report
  }

  @Test func `What differs is listed in the plan's words`() throws {
    try expectSnapshot(proofText(differing, of: statement.commit, style: .plain), "proof-differs.txt")
    try expectSnapshot(proofText(judgement([]), of: statement.commit, style: .plain), "proof.txt")
    let narrow = proofText(differing, of: statement.commit, style: Style(palette: .plain, width: .columns(80)))
    #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func `What checking one found is shown with what it says`() throws {
    try expectSnapshot(proofReportText(checked, of: .usual, style: .plain), "proof-check.txt")
  }

  @Test func `As JSON there is every key`() throws {
    let kept = KeptProof(
      statement: statement, note: String(repeating: "1d0c", count: 10), ref: "refs/notes/botfleet/proofs",
      key: "SHA256:x", isPushed: true)
    try expectSnapshot(
      proofJSON(judgement([]), commit: statement.commit, tree: statement.tree, kept: kept), "shown.prove.json")
    try expectSnapshot(
      proofJSON(differing, commit: statement.commit, tree: statement.tree, kept: nil), "differing.prove.json")
    try expectSnapshot(proofReportJSON(checked, of: .usual), "found.proof-check.json")
    try expectSnapshot(statement.predicate.canonical + "\n", "shown.proof.json")
  }

  @Test func `Hostile words act on nothing`() {
    let evil = "\u{1b}[2J\u{202e}\n"
    var report = ProofReport(commit: ObjectID(statement.commit)!)
    report.statement = ProofStatement(
      fleet: evil, folder: .usual, commit: evil, tree: evil, panel: evil, series: evil, at: statement.at,
      live: statement.live, counts: statement.counts,
      exceptions: [ProofException(.ignored, of: order("ord-1"), field: evil)], tool: evil)
    (report.signer, report.trust) = (evil, evil)
    report.find(.unreadable, evil)
    for text in [proofReportText(report, of: .usual, style: .plain), proofReportJSON(report, of: .usual)] {
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.isPlainlyVisible })
    }
  }
}
