/// Why a pattern cannot be matched.
enum PatternFault: Error, Equatable {
  /// PCRE refuses the pattern as well: every request that comes to it ends as a 500.
  case refused(String)
  /// PCRE takes the pattern, and we have no answer for it.
  case notSupported(String)
}
