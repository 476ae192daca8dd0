import CLibYAML

/// A YAML text with the extent of each of its parts in bytes, for changing a part and leaving the rest as it is.
///
/// Only for texts that ``parse(_:limits:)`` takes without a problem.
struct Outline {
  let root: Part

  /// A node with where it begins and ends.
  final class Part {
    let kind: Kind
    /// Without the white space and comments around it; for a block, from its first to its last node.
    fileprivate(set) var extent: Range<Int>
    /// Columns before it.
    let column: Int
    /// What it holds: items, or keys and values in turns.
    fileprivate(set) var children: [Part] = []

    enum Kind: Equatable {
      case text(String)
      case sequence(Style)
      case mapping(Style)
    }

    fileprivate init(_ kind: Kind, extent: Range<Int>, column: Int) {
      self.kind = kind
      self.extent = extent
      self.column = column
    }
  }

  /// Indented lines, or brackets and commas.
  enum Style: Equatable {
    case block
    case flow
  }

  /// Nil where it is not a YAML document of scalars, sequences and mappings.
  init?(_ bytes: [UInt8]) {
    guard let root = bytes.withUnsafeBufferPointer(readParts) else { return nil }
    self.root = root
  }
}

extension Outline.Part {
  /// The key and the value of an entry in a mapping.
  func entry(_ name: String) -> (key: Outline.Part, value: Outline.Part)? {
    entries.first { $0.key.kind == .text(name) }
  }

  /// The keys and values of a mapping.
  var entries: [(key: Outline.Part, value: Outline.Part)] {
    guard case .mapping = kind else { return [] }
    return stride(from: 0, to: children.count - 1, by: 2).map { (children[$0], children[$0 + 1]) }
  }
}

private func readParts(of bytes: UnsafeBufferPointer<UInt8>) -> Outline.Part? {
  let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  let text = UnsafeBufferPointer(rebasing: bytes[start...])
  var parser = yaml_parser_t()
  guard yaml_parser_initialize(&parser) == 1 else { return nil }
  defer { yaml_parser_delete(&parser) }
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
  yaml_parser_set_input_string(&parser, text.baseAddress, text.count)
  var builder = PartBuilder(text, at: start)
  while true {
    var event = yaml_event_t()
    guard yaml_parser_parse(&parser, &event) == 1 else { return nil }
    defer { yaml_event_delete(&event) }
    if event.type == YAML_STREAM_END_EVENT { return builder.root }
    guard builder.add(event) else { return nil }
  }
}

/// Turns libyaml's events into parts.
private struct PartBuilder {
  private(set) var root: Outline.Part?
  private var open: [Outline.Part] = []
  private let text: UnsafeBufferPointer<UInt8>
  /// Where each scalar of the text begins, in bytes: libyaml counts scalars.
  private let offsets: [Int]

  init(_ text: UnsafeBufferPointer<UInt8>, at start: Int) {
    self.text = text
    offsets = text.indices.filter { text[$0] & 0xC0 != 0x80 }.map { $0 + start } + [text.count + start]
  }

  /// - Returns: false for an event that has no part.
  mutating func add(_ event: yaml_event_t) -> Bool {
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      add(Outline.Part(.text(text), extent: extent(of: event), column: event.start_mark.column))
    case YAML_SEQUENCE_START_EVENT:
      let style = event.data.sequence_start.style
      begin(.sequence(style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block), event)
    case YAML_MAPPING_START_EVENT:
      let style = event.data.mapping_start.style
      begin(.mapping(style == YAML_FLOW_MAPPING_STYLE ? .flow : .block), event)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: end(event)
    case YAML_ALIAS_EVENT: return false
    default: break
    }
    return true
  }

  private mutating func begin(_ kind: Outline.Part.Kind, _ event: yaml_event_t) {
    let part = Outline.Part(kind, extent: extent(of: event), column: event.start_mark.column)
    add(part)
    open.append(part)
  }

  /// A block has no end of its own: libyaml sees it where something else begins.
  private mutating func end(_ event: yaml_event_t) {
    let part = open.removeLast()
    switch part.kind {
    case .sequence(.flow), .mapping(.flow):
      part.extent = part.extent.lowerBound..<extent(of: event).upperBound
    case .text, .sequence(.block), .mapping(.block):
      part.extent = part.extent.lowerBound..<(part.children.last?.extent.upperBound ?? part.extent.upperBound)
    }
  }

  private mutating func add(_ part: Outline.Part) {
    if let last = open.last { last.children.append(part) } else { root = part }
  }

  /// Without the line breaks at the end of a `|` or `>` block.
  private func extent(of event: yaml_event_t) -> Range<Int> {
    let start = offsets[min(event.start_mark.index, offsets.count - 1)]
    var end = max(start, offsets[min(event.end_mark.index, offsets.count - 1)])
    let shift = offsets[0]
    while end > start, [0x20, 0x0A, 0x0D].contains(text[end - 1 - shift]) { end -= 1 }
    return start..<end
  }
}
