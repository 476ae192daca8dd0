/// Reads a uuid as the panel writes it: 36 characters in lower case.
func parseUUID(_ text: String) throws(ScalarError) -> String {
  guard isUUID(text.utf8.span) else { throw ScalarError("bad-uuid", "\(quoted(text)) is not a uuid") }
  return text
}

/// Reads the uuid of a server that an order names. Neither a number nor the eight characters that customers see will do: a number is
/// given anew when a panel is restored, and the panel takes text that begins with digits for a number.
func parseServerUUID(_ text: String) throws(ScalarError) -> String {
  if isUUID(text.utf8.span) { return text }
  let lowered = text.lowercased()
  let hint =
    isUUID(lowered.utf8.span)
    ? "write it as the panel does, in lower case: \(quoted(lowered))"
    : "write the server's whole uuid, 36 characters; the panel shows it under Admin > Servers > the server"
  throw ScalarError("bad-uuid", "\(quoted(text)) is not the uuid of a server", hint: hint)
}
