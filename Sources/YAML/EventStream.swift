import CLibYAML

/// libyaml's parser over bytes that outlive it, event by event.
struct EventStream: ~Copyable {
  // On the heap, for libyaml keeps pointers into its own parser.
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>
  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    parser = .allocate(capacity: 1)
    event = .allocate(capacity: 1)
    event.initialize(to: yaml_event_t())
    parser.initialize(to: yaml_parser_t())
    precondition(yaml_parser_initialize(parser) == 1, "there is no memory left for a YAML parser")
    // Without it a text that begins like UTF-16 would be read as such.
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_event_delete(event)
    yaml_parser_delete(parser)
    event.deallocate()
    parser.deallocate()
  }

  /// The next event. Whatever the one before pointed to is gone.
  mutating func next() throws(Problem) -> Event {
    yaml_event_delete(event)
    guard yaml_parser_parse(parser, event) == 1 else { throw explain(SyntaxError(parser.pointee), in: bytes) }
    let place = Place(event.pointee.start_mark)
    switch event.pointee.type {
    case YAML_SCALAR_EVENT: return scalar(event.pointee.data.scalar, at: place)
    case YAML_MAPPING_START_EVENT:
      let start = event.pointee.data.mapping_start
      return Event(
        kind: .collectionStart(.mapping), place: place, hasAnchor: start.anchor != nil, hasTag: start.tag != nil)
    case YAML_SEQUENCE_START_EVENT:
      let start = event.pointee.data.sequence_start
      return Event(
        kind: .collectionStart(.sequence), place: place, hasAnchor: start.anchor != nil, hasTag: start.tag != nil)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: return Event(kind: .collectionEnd, place: place)
    case YAML_ALIAS_EVENT: return Event(kind: .alias, place: place)
    case YAML_STREAM_START_EVENT: return Event(kind: .streamStart, place: place)
    case YAML_DOCUMENT_START_EVENT: return Event(kind: .documentStart, place: place)
    case YAML_DOCUMENT_END_EVENT: return Event(kind: .documentEnd, place: place)
    // libyaml answers "no event" when it is asked beyond the end.
    default: return Event(kind: .streamEnd, place: place)
    }
  }

  private func scalar(_ scalar: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar, at place: Place) -> Event {
    let kind: Node.Kind =
      switch scalar.style {
      case YAML_PLAIN_SCALAR_STYLE: .plain
      case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
      default: .block
      }
    return Event(
      kind: .scalar(UnsafeBufferPointer(start: scalar.value, count: scalar.length), kind), place: place,
      hasAnchor: scalar.anchor != nil, hasTag: scalar.tag != nil)
  }
}

extension Place {
  init(_ mark: yaml_mark_t) { self.init(line: mark.line + 1, column: mark.column + 1) }
}
