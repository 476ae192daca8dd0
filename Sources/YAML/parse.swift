/// The outcome of reading a text as YAML.
public struct Parsed: Sendable {
  /// The document without the entries that are refused; none where reading could not reach the end.
  public let document: Document?
  /// Everything that is wrong, in the order of the text.
  public let problems: [Problem]
}

/// Reads one plain YAML document: mappings, sequences and text in UTF-8, nothing that refers, merges or converts.
///
/// Scalars are not interpreted. The time it takes grows with the text alone, whatever the text says.
public func parse(_ bytes: [UInt8], limits: Limits = Limits()) -> Parsed {
  guard bytes.count <= limits.bytes else {
    return Parsed(document: nil, problems: [.tooLong(bytes: bytes.count, limit: limits.bytes)])
  }
  return bytes.withUnsafeBufferPointer { bytes in
    let text = UnsafeBufferPointer(rebasing: bytes.dropFirst(byteOrderMarkLength(of: bytes)))
    let forbidden = findForbidden(in: text, limit: limits.problems)
    guard forbidden.isEmpty else { return Parsed(document: nil, problems: forbidden) }
    return readDocument(from: text, limits: limits)
  }
}

private func readDocument(from text: UnsafeBufferPointer<UInt8>, limits: Limits) -> Parsed {
  var builder = TreeBuilder(limits: limits, bytes: text.count)
  do throws(Problem) {
    try addEvents(of: text, to: &builder)
    return Parsed(document: builder.document, problems: builder.problems)
  } catch {
    return Parsed(document: nil, problems: builder.problems + [error])
  }
}

private func addEvents(of text: UnsafeBufferPointer<UInt8>, to builder: inout TreeBuilder) throws(Problem) {
  var events = EventStream(text)
  var documents = 0
  while true {
    let event = try events.next()
    switch event.kind {
    case .streamStart, .documentEnd: continue
    case .documentStart:
      documents += 1
      if documents > 1 { throw .severalDocuments(at: event.place) }
    case .scalar: try builder.addScalar(event)
    case .collectionStart(let kind): try builder.openCollection(kind, event)
    case .collectionEnd: builder.closeCollection()
    case .alias: try builder.addAlias(event)
    case .streamEnd: return try refuseEmptiness(of: builder.document)
    }
  }
}

/// A lone `---` is a document that holds one empty scalar.
private func refuseEmptiness(of document: Document?) throws(Problem) {
  guard let document, document.kind(of: document.root) != .plain || !document.isEmpty(document.root) else {
    throw .empty
  }
}

private func byteOrderMarkLength(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
  bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
}
