/// Which version a program of botfleet is.
public struct ProgramVersion: Sendable {
  /// The release, as the changelog names it.
  public static let number = "0.1.0"

  /// The version of the program that this is a part of.
  public static let ofThisBuild = ProgramVersion(archivedCommit: archivedCommit)

  /// The full name of the commit that it was built from; nil where it was built in a checkout, whose files may be anything.
  public let commit: String?

  /// - Parameter archivedCommit: what stands where `git archive` puts the commit's full name.
  public init(archivedCommit: String) {
    let isFilledIn = !archivedCommit.isEmpty && archivedCommit.utf8.allSatisfy(isHexadecimal)
    commit = isFilledIn ? archivedCommit : nil
  }

  /// One line for `--version`: `botfleet 0.1.0 (abc1234)`.
  public func line(of program: String) -> String {
    "\(program) \(Self.number) (\(commit.map { String($0.prefix(7)) } ?? "built in a checkout"))"
  }
}

private func isHexadecimal(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
}
