/// A number as people read it: `9,482`.
public func thousands(_ number: Int) -> String {
  let digits = Array(String(number.magnitude))
  var text = number < 0 ? "-" : ""
  for (index, digit) in digits.enumerated() {
    if index > 0 && (digits.count - index).isMultiple(of: 3) { text.append(",") }
    text.append(digit)
  }
  return text
}

/// `1 order`, `2,000 orders`.
public func counted(_ number: Int, _ noun: String, plural: String? = nil) -> String {
  "\(thousands(number)) \(number == 1 ? noun : plural ?? noun + "s")"
}
