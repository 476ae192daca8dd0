/// An e-mail address as the panel's library (egulias/email-validator) reads it.
struct MailAddress {
  /// What the library says of it.
  private(set) var grade: Grade

  enum Grade: Sendable {
    case wrong
    /// Right, and no mailer takes it: it has a comment.
    case commented
    /// Right with a warning: quoted, a literal host or one without a dot, a long local part, a space at the `@`.
    case odd
    case plain
  }

  /// Whether the rule `email`, or `email:strict`, takes it.
  func isTaken(strictly: Bool) -> Bool { strictly ? grade == .plain : grade != .wrong }

  init(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    grade = .wrong
    guard !scalars.contains(where: \.isRefusedAnywhere), let at = Self.end(ofLocalPart: scalars), at > 0 else { return }
    grade = [Self.gradeLocal(scalars[..<at]), Self.gradeHost(scalars[(at + 1)...])].min { $0.rank < $1.rank } ?? .wrong
    if grade == .plain, text.utf8.count > 254 { grade = .odd }
  }

  /// The `@` after the local part; one in quotes is part of it.
  private static func end(ofLocalPart scalars: [Unicode.Scalar]) -> Int? {
    guard scalars.first == "\"" else { return scalars.firstIndex(of: "@") }
    var index = 1
    while index < scalars.count, scalars[index] != "\"" { index += scalars[index] == "\\" ? 2 : 1 }
    return index + 1 < scalars.count && scalars[index + 1] == "@" ? index + 1 : nil
  }

  private static func gradeLocal(_ local: ArraySlice<Unicode.Scalar>) -> Grade {
    if local.first == "\"" { return local.contains(where: "\t\r\n".unicodeScalars.contains) ? .wrong : .odd }
    if let opened = local.firstIndex(of: "(") {
      let depth = local[opened...].reduce(0) { $0 + ($1 == "(" ? 1 : $1 == ")" ? -1 : 0) }
      return depth == 0 && gradeAtoms(local[..<opened], mayBeEmpty: true) != .wrong ? .commented : .wrong
    }
    return gradeAtoms(local, mayBeEmpty: false)
  }

  private static func gradeAtoms(_ local: ArraySlice<Unicode.Scalar>, mayBeEmpty: Bool) -> Grade {
    guard !local.isEmpty else { return mayBeEmpty ? .plain : .wrong }
    let spaced = local.last == " " || local.last == "\t"
    let atoms = (spaced ? local.dropLast() : local).split(separator: ".", omittingEmptySubsequences: false)
    guard atoms.allSatisfy({ !$0.isEmpty && !$0.contains(where: ",:;<>[]()\"\\ \t\r\n".unicodeScalars.contains) })
    else { return .wrong }
    return spaced || local.reduce(0, { $0 + Character($1).utf8.count }) > 64 ? .odd : .plain
  }

  private static func gradeHost(_ host: ArraySlice<Unicode.Scalar>) -> Grade {
    guard let first = host.first, first != "-" else { return .wrong }
    if first == "[" { return host.contains("]") && !host.contains("\\") ? .odd : .wrong }
    if let opened = host.firstIndex(of: "("), let closed = host[opened...].firstIndex(of: ")") {
      // What follows a comment is passed over up to the next dot.
      guard let dot = host[closed...].firstIndex(of: ".") else { return .wrong }
      return gradeHost(["a"] + host[..<opened] + host[dot...]) == .wrong ? .wrong : .odd
    }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard host.reduce(0, { $0 + Character($1).utf8.count }) <= 253, labels.allSatisfy(isLabel) else { return .wrong }
    return labels.dropFirst().contains { $0.first != "-" } ? .plain : .odd
  }

  private static func isLabel(_ label: ArraySlice<Unicode.Scalar>) -> Bool {
    !label.isEmpty && label.last != "-" && !label.elementsEqual("IPv6".unicodeScalars)
      && label.reduce(0) { $0 + Character($1).utf8.count } <= 63
      && label.allSatisfy { scalar in
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-": true
        default: !scalar.isASCII && scalar != "\u{A1}" && scalar != "\u{BF}"
        }
      }
  }
}

extension MailAddress.Grade {
  fileprivate var rank: Int {
    switch self {
    case .wrong: 0
    case .commented: 1
    case .odd: 2
    case .plain: 3
    }
  }
}

extension Unicode.Scalar {
  /// Symbols, emoji among them, and control characters: the library takes none, wherever they stand.
  fileprivate var isRefusedAnywhere: Bool {
    switch properties.generalCategory {
    case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: !isASCII
    case .control: self != "\t" && self != "\n" && self != "\r"
    case .format, .surrogate, .privateUse, .unassigned: true
    default: false
    }
  }
}
