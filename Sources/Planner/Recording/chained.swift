/// The message of a results commit with what it follows: the newest proof, `Proof: 1d0c…`, and the tree of the results that it was made
/// over, `Previous-Results: 4b825dc6…`.
///
/// The results by their tree's id, for commits' ids die when somebody squashes or rebases: so a results commit that is missing shows. The
/// proof by the id of its commit of notes, which nobody squashes and which has all earlier ones behind it: so a proof that was taken away
/// shows.
///
/// - Parameters:
///   - tree: nil where there were no results.
///   - proof: nil where there is none.
public func chained(_ message: String, to tree: String?, proof: String? = nil) -> String {
  let trailers = [(ResultsTrailer.proof, proof), (.previousResults, tree)].compactMap { key, value in
    value.map { "\(key.rawValue): \($0)\n" }
  }
  guard !trailers.isEmpty else { return message }
  // Trailers are a message's last paragraph, and each ends its line.
  let start = message.utf8.last == UInt8(ascii: "\n") ? message : "\(message)\n\n"
  return start + trailers.joined()
}
