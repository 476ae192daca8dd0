/// The message of a results commit with the tree of the results that it was made over, `Previous-Results: 4b825dc6…`.
///
/// A tree's id, for commits' ids die when somebody squashes or rebases: so a results commit that is missing shows.
///
/// - Parameter tree: nil where there were no results.
public func chained(_ message: String, to tree: String?) -> String {
  guard let tree else { return message }
  // Trailers are a message's last paragraph, and each ends its line.
  let start = message.utf8.last == UInt8(ascii: "\n") ? message : "\(message)\n\n"
  return "\(start)\(ResultsTrailer.previousResults.rawValue): \(tree)\n"
}
