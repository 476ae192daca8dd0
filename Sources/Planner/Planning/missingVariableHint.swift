/// What to write where an egg wants a variable that nobody declares: a line of `environment` that changes no server that there is, for
/// customers keep the value that they have.
func missingVariableHint(_ name: String, _ eggDefault: String?) -> String {
  let elsewhere = "declare it in fleet.yaml, the catalog or the order"
  guard let eggDefault, (try? parseVariableName(name)) != nil, isShownWhole(eggDefault),
    (try? parseTemplate(eggDefault)) == Template(eggDefault)
  else { return elsewhere }
  let text = eggDefault.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  return "the panel does not apply the egg's default; write in `server.environment` of fleet.yaml: "
    + "`\(name): { setBy: customer, initially: \"\(text)\" }`"
}

/// Whether what is shown of a text is the text.
private func isShownWhole(_ text: String) -> Bool {
  text.utf8.count <= 200 && !text.contains("`") && !text.unicodeScalars.contains(where: isUnseen)
}
