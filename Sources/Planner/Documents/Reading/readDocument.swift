internal import YAML

/// Reads one file: everything that can be wrong with any document, and then what its kind's reader finds.
func readDocument<Value>(
  _ file: FleetFile, as kind: DocumentKind, _ read: (inout DocumentReader) -> Value?
) -> Reading<Value> {
  func refuse(_ code: String, _ message: String, hint: String? = nil) -> Reading<Value> {
    let diagnostic = Diagnostic(.error, code: code, message, hint: hint, path: visible(file.path))
    return Reading(value: nil, diagnostics: [diagnostic])
  }
  guard DocumentKind.isWellNamed(file.path.utf8[...]) else {
    return refuse("wrong-extension", "documents end in `.yaml`", hint: "rename it to \(quoted(file.stem + ".yaml"))")
  }
  switch file.content {
  case .bytes(let bytes): return readDocument(bytes, of: file, as: kind, read)
  case .oversized(let count):
    return refuse("yaml-too-long", "the document has \(count) bytes; at most \(kind.byteLimit) are read")
  case .symbolicLink:
    return refuse("symbolic-link", "symbolic links are not followed", hint: "put the document itself here")
  case .unreadable: return refuse("unreadable", "this is not a file that can be read")
  }
}

private func readDocument<Value>(
  _ bytes: [UInt8], of file: FleetFile, as kind: DocumentKind, _ read: (inout DocumentReader) -> Value?
) -> Reading<Value> {
  let parsed = YAML.parse(bytes, limits: Limits(bytes: kind.byteLimit))
  var log = ProblemLog(path: visible(file.path), bytes: bytes)
  for problem in parsed.problems { log.add(problem) }
  guard let document = parsed.document else { return Reading(value: nil, diagnostics: log.sorted) }
  var reader = DocumentReader(document, log: log)
  let value = read(&reader)
  return Reading(value: reader.log.diagnostics.isEmpty ? value : nil, diagnostics: reader.log.sorted)
}

/// What reading a document comes to that has to be there and is not.
func missingDocument<Value>(_ path: String) -> Reading<Value> {
  Reading(
    value: nil, diagnostics: [Diagnostic(.error, code: "missing-document", "this document is missing", path: path)])
}
