/// The message of the commit that takes over results which waited for their branch.
///
/// What the commits said in which they waited is not repeated: anybody may have written it. The results tell the same, and their orders
/// are named, so that a search for one finds the commit.
///
/// - Parameter folder: the fleet's.
public func takeoverMessage(
  for results: [OrderResult], from branch: String, in folder: FleetFolder = .usual
) -> String {
  let most = 500
  let rows = results.prefix(most).map { result in
    let applied = result.applied.map { " applied \($0.at)" } ?? ""
    return "  \(result.phase.rawValue) \(result.order)\(applied)"
  }
  let more =
    results.count > most ? ["  … and \(thousands(results.count - most)) more; each has a file in results/"] : []
  let paragraphs = [
    "apply: \(counted(results.count, "result")) taken over from \(branch)\(folder.subjectEnd)",
    (rows + more).joined(separator: "\n"),
    (folder.trailers + folded("Orders:", results.map(\.order.text))).joined(separator: "\n"),
  ]
  return paragraphs.joined(separator: "\n\n") + "\n"
}
