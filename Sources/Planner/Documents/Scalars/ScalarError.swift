/// Why a scalar is not what its field wants; the place is added by whoever read it.
package struct ScalarError: Error, Equatable {
  /// A stable word for the kind of problem.
  package let code: String
  package let message: String
  /// What to write instead, where that is obvious.
  package let hint: String?

  package init(_ code: String, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}
