import CLibYAML

/// libyaml's parser over bytes that outlive it, event by event.
struct EventStream: ~Copyable {
  // On the heap, because libyaml keeps pointers into its own parser.
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

  /// The next event. The previous one becomes invalid.
  mutating func next() throws(Problem) -> Event {
    yaml_event_delete(event)
    guard yaml_parser_parse(parser, event) == 1 else { throw explain(SyntaxError(parser.pointee), in: bytes) }
    return Event(event)
  }
}
