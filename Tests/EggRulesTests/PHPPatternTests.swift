import Testing

@testable import EggRules

/// What PCRE 10.42 under PHP 8.2 answered to the same patterns.
@Suite struct PHPPatternTests {
  @Test(arguments: [
    (#"/^a$/"#, "a\n", "a final newline passes a `$`"),
    (#"/a\Z/"#, "a\n", #"and a `\Z`"#),
    (#"/^b$/m"#, "a\nb\nc", "a line in the middle"),
    (#"/a.c/s"#, "a\nc", "a dot that takes newlines"),
    (#"/ a b # no more/x"#, "ab", "white space and a comment"),
    (#"/[é]$/"#, "é", "a class of bytes"),
    (#"/^\pL+$/u"#, "äÖß", "letters"),
    (#"/^[^\W_]+$/u"#, "日本", "a kind inside of a class"),
    (#"/^É$/iu"#, "é", "case beyond ASCII with `u`"),
    (#"/^k$/iu"#, "\u{212A}", "the sign for kelvin is a k"),
    (#"/^[--a]$/"#, ".", "a range that begins with a hyphen"),
    (#"/^[]a]+$/"#, "]a", "a bracket that comes first"),
    (#"/^a{,3}$/"#, "a{,3}", "braces that are none"),
    (#"/^(a|b)+\1$/"#, "abb", "a back reference to the last round"),
    (#"/^(?<x>a)\k<x>$/"#, "aa", "a named group"),
    (#"/^(?i)a(?-i)b$/"#, "Ab", "a modifier in the middle"),
    (#"/a(?i)b|c/"#, "C", "which goes on behind a bar"),
    (#"/^(?=.*\d)(?=.*[a-z]).{4,}$/"#, "ab12", "two looks ahead"),
    (#"/(?<!x)y/"#, "xyzy", "a look behind"),
    (#"/(?<=a|bc)d/"#, "bcd", "of two lengths"),
    (#"/^(a*)*$/"#, "aaa", "a loop around nothing"),
    (#"/^.*?b$/"#, "aab", "a lazy run"),
    (#"/^\x41\x{42}\x$/"#, "AB\0", "numbers of characters"),
    ("{^a{2}$}", "aa", "braces as delimiters"),
    (" /a/ ", "a", "white space around"),
    (#"/x(\K)*a/"#, "xa", "a repeated group in which the report begins"),
    ("/[[.a]/", ".", "a bracket and a dot that end nowhere"),
    ("/[.a]/", ".", "a dot that comes first"),
  ])
  func `A pattern finds what PCRE finds`(pattern: String, value: String, why: String) throws {
    #expect(try PHPPattern(pattern).answer(for: value) == .found, "\(why)")
  }

  @Test(arguments: [
    (#"/^a$/D"#, "a\n", "with `D` a `$` is the end"),
    (#"/a\z/"#, "a\n", #"as `\z` always is"#),
    (#"/^.$/"#, "é", "two bytes"),
    (#"/^É$/i"#, "é", "bytes have no case beyond ASCII"),
    (#"/b/A"#, "ab", "with `A` only at the start"),
    (#"/^a++a$/"#, "aaa", "what is possessed is not given back"),
    (#"/^(?>a+)a$/"#, "aaa", "nor what is atomic"),
    (#"/^\d$/"#, "٣", "without `u` only ASCII digits"),
    (#"/^[^k]$/iu"#, "\u{212A}", "case is forgotten before the class is inverted"),
    (#"/^(?:a|ab)$/"#, "abc", "neither"),
    (#"/\1(a)/"#, "a", "a group that has not matched yet"),
  ])
  func `A pattern misses what PCRE misses`(pattern: String, value: String, why: String) throws {
    #expect(try PHPPattern(pattern).answer(for: value) == .notFound, "\(why)")
  }

  @Test(arguments: [
    "", "abc", "/a", "/a/k", "/^*/", #"/\b+a/"#, "/a**/", "/a{3,2}/", "/x{70000}/", "/[z-a]/", #"/[\w-.]/"#, "/[a/",
    "/(a/", "/a)/", #"/\y/"#, #"/(a)\2/"#, "/(?<=a+)d/", "/[[:foo:]]/", #"/\x{100}/"#, "/(?<1a>x)/",
    #"/^\K*a/"#, #"/a\K+b/"#, #"/\K{2}/"#, "/[..]/", "/[.a.]/", "/[=a=]/", "/[:alpha:]/", "/[[.a.]]/",
    "/(?<n>a)(?<n>b)/",
  ])
  func `What PCRE refuses is refused`(pattern: String) {
    let fault = #expect(throws: PatternFault.self) { try PHPPattern(pattern) }
    guard case .refused = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
  }

  @Test(arguments: [
    "/(?1)(a)/", "/(?(1)a)/", "/(*UTF8)a/", #"/\R/"#, #"/\X/u"#, #"/\p{Greek}/u"#, "/((?:ab){1000}){1000}/", "/(?|a)/",
    "/" + String(repeating: "(", count: 200) + String(repeating: ")", count: 200) + "/",
  ])
  func `What only PCRE knows is told apart from what is wrong`(pattern: String) {
    let fault = #expect(throws: PatternFault.self) { try PHPPattern(pattern) }
    guard case .notSupported = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
  }

  /// An order comes from anyone: no value may hold up a plan, whatever the operator's pattern.
  @Test(arguments: [#"/^(a+)+$/"#, #"/^(a|aa)+$/"#, #"/^(a*)*b$/"#, #"/(.*)*x\1/"#])
  func `A hostile value is given up in bounded time`(pattern: String) throws {
    let value = String(repeating: "a", count: 5_000) + "!"
    let answer = try PHPPattern(pattern).answer(for: value, stepLimit: 50_000)
    #expect(answer == .gaveUp)
  }

  @Test func `A long value needs no deep stack`() throws {
    let value = String(repeating: "ab", count: 32_000)
    #expect(try PHPPattern("/^(?:a|b)*$/").answer(for: value) == .found)
  }
}
