import Planner

/// What git, a remote or the panel said, in as many lines as it had, and nothing in it that acts on a terminal.
func escapedLinesForDisplay(_ text: String) -> String {
  text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { escapedForDisplay(String($0)) }.joined(
    separator: "\n")
}
