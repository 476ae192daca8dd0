internal import YAML

/// Reads the first and the last day of an order, and says where it would end before it begins.
func readTerm(from first: Node?, until last: Node?, with reader: inout DocumentReader) -> (from: Day?, until: Day?) {
  let from = reader.value(first, parseDay)
  let until = reader.value(last, parseDay)
  if let last, let from, let until, from > until {
    reader.report(
      "ends-before-it-begins", "the order ends with \(until), before it begins on \(from)",
      hint: "`until` is the last day that counts; write \(from) or a later one", at: last)
  }
  return (from, until)
}
