/// The digest that the panel makes of a row's number, so that its pages can tell lines apart; nothing rests on it.
func sha1(_ text: String) -> String {
  var bytes = Array(text.utf8)
  let bits = UInt64(bytes.count) * 8
  bytes.append(0x80)
  while bytes.count % 64 != 56 { bytes.append(0) }
  bytes += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) }
  var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
  for start in stride(from: 0, to: bytes.count, by: 64) { mix(bytes[start..<start + 64], into: &state) }
  return state.map { word in
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }.joined()
}

private func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
  var words = (0..<16).map { index in
    block[(block.startIndex + 4 * index)..<(block.startIndex + 4 * index + 4)].reduce(UInt32(0)) {
      $0 << 8 | UInt32($1)
    }
  }
  for index in 16..<80 {
    words.append(rotated(words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], by: 1))
  }
  var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
  for (index, word) in words.enumerated() {
    let (choice, constant): (UInt32, UInt32) =
      switch index {
      case 0..<20: ((b & c) | (~b & d), 0x5A82_7999)
      case 20..<40: (b ^ c ^ d, 0x6ED9_EBA1)
      case 40..<60: ((b & c) | (b & d) | (c & d), 0x8F1B_BCDC)
      default: (b ^ c ^ d, 0xCA62_C1D6)
      }
    let next = rotated(a, by: 5) &+ choice &+ e &+ constant &+ word
    (a, b, c, d, e) = (next, a, rotated(b, by: 30), c, d)
  }
  for (index, word) in [a, b, c, d, e].enumerated() { state[index] = state[index] &+ word }
}

private func rotated(_ word: UInt32, by count: UInt32) -> UInt32 { word << count | word >> (32 - count) }
