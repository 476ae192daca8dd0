/// A value whose ends can be seen: in quotation marks where it is empty, or begins or ends with a blank.
public func delimited(_ value: String) -> String {
  value.isEmpty || value.hasPrefix(" ") || value.hasSuffix(" ") ? "\"\(value)\"" : value
}
