/// Whether it is a uuid in lower case: `6e2b7c1e-0d3f-4c55-9a07-5b1f0c8e2d41`.
public func isUUID(_ bytes: Span<UInt8>) -> Bool {
  bytes.count == 36
    && bytes.indices.allSatisfy { isDashOfUUID($0) ? bytes[$0] == UInt8(ascii: "-") : isHexadecimal(bytes[$0]) }
}

/// Whether a uuid has a dash at a place.
func isDashOfUUID(_ place: Int) -> Bool { place == 8 || place == 13 || place == 18 || place == 23 }
