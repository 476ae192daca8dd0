internal import YAML

/// A document that cannot be read at all, and why.
package struct UnreadableDocument: Error {
  package let diagnostics: [Diagnostic]
}

/// Opens a file as a document: everything that can be wrong with any document is found here, or noted for the end of reading.
func openDocument(_ file: FleetFile, as kind: DocumentKind) throws(UnreadableDocument) -> DocumentReader {
  func refusal(_ code: String, _ message: String, hint: String? = nil) -> UnreadableDocument {
    UnreadableDocument(diagnostics: [Diagnostic(.error, code: code, message, hint: hint, path: visible(file.path))])
  }
  guard DocumentKind.isWellNamed(file.path.utf8.span) else {
    throw refusal("wrong-extension", "documents end in `.yaml`", hint: "rename it to \(quoted(file.stem + ".yaml"))")
  }
  switch file.content {
  case .bytes(let bytes): return try openDocument(bytes, at: file.path, limit: kind.byteLimit)
  case .oversized(let count):
    throw refusal("yaml-too-long", "the document has \(count) bytes; the limit is \(kind.byteLimit)")
  case .symbolicLink:
    throw refusal("symbolic-link", "symbolic links are not followed", hint: "put the document itself here")
  case .filtered(let attribute):
    throw refusal(
      "filtered",
      "the attribute \(quoted(attribute)) makes git change this file when it is checked out: people see something else than what is committed",
      hint:
        "remove the attribute, or switch it off here with a line in `.gitattributes`: `fleet/** -filter -working-tree-encoding`"
    )
  case .unreadable: throw refusal("unreadable", "this is not a readable file")
  }
}

/// Opens the bytes of a document, also of one that is none of the fleet's.
///
/// - Parameter path: what its problems are told with.
package func openDocument(
  _ bytes: [UInt8], at path: String, limit: Int
) throws(UnreadableDocument) -> DocumentReader {
  let parsed = YAML.parse(bytes, limits: Limits(bytes: limit))
  var log = ProblemLog(path: visible(path), bytes: bytes)
  for problem in parsed.problems { log.add(problem) }
  guard let document = parsed.document else { throw UnreadableDocument(diagnostics: log.sorted) }
  return DocumentReader(document, log: log)
}

/// What reading a document comes to that has to be there and is not.
func missingDocument<Value>(_ path: String) -> ParsedDocument<Value> {
  .faulty([Diagnostic(.error, code: "missing-document", "this document is missing", path: path)], about: [])
}
