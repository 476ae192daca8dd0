import CLibYAML

/// What libyaml found next in the text. It is valid until the next one is read.
struct Event {
  private let raw: UnsafePointer<yaml_event_t>

  enum Kind {
    case streamStart
    case documentStart
    case scalar
    case collectionStart(Node.Kind)
    case collectionEnd
    case alias
    case documentEnd
    case streamEnd
  }

  init(_ raw: UnsafePointer<yaml_event_t>) { self.raw = raw }

  var kind: Kind {
    switch raw.pointee.type {
    case YAML_SCALAR_EVENT: .scalar
    case YAML_MAPPING_START_EVENT: .collectionStart(.mapping)
    case YAML_SEQUENCE_START_EVENT: .collectionStart(.sequence)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: .collectionEnd
    case YAML_ALIAS_EVENT: .alias
    case YAML_STREAM_START_EVENT: .streamStart
    case YAML_DOCUMENT_START_EVENT: .documentStart
    case YAML_DOCUMENT_END_EVENT: .documentEnd
    // libyaml answers "no event" when it is asked beyond the end.
    default: .streamEnd
    }
  }

  /// Where it begins.
  var place: Place { Place(raw.pointee.start_mark) }

  /// The bytes of a scalar; only for scalars.
  var text: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: raw.pointee.data.scalar.value, count: raw.pointee.data.scalar.length)
  }

  /// How a scalar is written; only for scalars.
  var scalarKind: Node.Kind {
    switch raw.pointee.data.scalar.style {
    case YAML_PLAIN_SCALAR_STYLE: .plain
    case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
    default: .block
    }
  }

  var hasAnchor: Bool {
    switch raw.pointee.type {
    case YAML_SCALAR_EVENT: raw.pointee.data.scalar.anchor != nil
    case YAML_MAPPING_START_EVENT: raw.pointee.data.mapping_start.anchor != nil
    case YAML_SEQUENCE_START_EVENT: raw.pointee.data.sequence_start.anchor != nil
    default: false
    }
  }

  var hasTag: Bool {
    switch raw.pointee.type {
    case YAML_SCALAR_EVENT: raw.pointee.data.scalar.tag != nil
    case YAML_MAPPING_START_EVENT: raw.pointee.data.mapping_start.tag != nil
    case YAML_SEQUENCE_START_EVENT: raw.pointee.data.sequence_start.tag != nil
    default: false
    }
  }
}

extension Place {
  init(_ mark: yaml_mark_t) { self.init(line: mark.line + 1, column: mark.column + 1) }
}
