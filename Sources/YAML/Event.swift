/// What libyaml met next in the text. Its pointers hold until the next event is asked for.
struct Event {
  let kind: Kind
  let place: Place
  var hasAnchor = false
  var hasTag = false

  enum Kind {
    case streamStart
    case documentStart
    case scalar(UnsafeBufferPointer<UInt8>, Node.Kind)
    case collectionStart(Node.Kind)
    case collectionEnd
    case alias
    case documentEnd
    case streamEnd
  }
}
