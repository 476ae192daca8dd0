/// One reader, and what must be true of whatever it is given.
struct FuzzTarget: Sendable {
  let name: String
  /// Traps where something is not true.
  let run: @Sendable ([UInt8]) -> Void

  static let all = documentTargets + planTargets + panelTargets + gitTargets + textTargets + requestTargets
}

/// What must be true of every input; where it is not, the process ends and libFuzzer keeps the input.
func require(_ isTrue: Bool, _ what: @autoclosure () -> String, line: Int = #line) {
  if !isTrue { fatalError("line \(line): \(what())") }
}

/// A report may hold line breaks, and nothing else that acts.
func requireHarmless(_ text: String, line: Int = #line) {
  let isPlain = text.utf8.allSatisfy { 0x20...0x7E ~= $0 && $0 != UInt8(ascii: "#") || $0 == UInt8(ascii: "\n") }
  guard !isPlain else { return }
  for scalar in text.unicodeScalars where scalar != "\n" && !scalar.isPlainlyVisible {
    require(false, "U+\(String(scalar.value, radix: 16)) in a report", line: line)
  }
  require(!text.contains("##["), "a runner's command in a report", line: line)
}

extension [UInt8] {
  /// The parts between zero bytes, so that one input can be several texts.
  func parts(_ count: Int) -> [[UInt8]] {
    var parts = split(separator: 0, maxSplits: count - 1, omittingEmptySubsequences: false).map(Array.init)
    while parts.count < count { parts.append([]) }
    return parts
  }

  /// As text, repaired where it is no UTF-8.
  var text: String { String(decoding: self, as: UTF8.self) }
}
