import Testing

@testable import EggRules

/// Sizes: the length in characters, or with `integer`, `numeric` or `decimal` beside it the number.
@Suite struct SizeRuleTests {
  @Test(arguments: RuleRow.read(table))
  func `Sizes are judged as the panel judges them`(row: RuleRow) {
    row.check()
  }

  static let table = #"""
    max:5
      ok                     "abcde"                  five characters, the most
      refused by max         "abcdef"                 six
      ok                     "12345"                  without `integer` or `numeric` digits are characters
      ok                     "éééé日"                  characters are counted, not bytes
      refused by max         "e\u{301}e\u{301}e\u{301}"   an accent of its own counts as a character
      ok                     "👨\u{200D}👩\u{200D}👧"    a family is five characters
      ok                     (none)                   left out has no length
      ok                     ""                       empty
      ok                     "   "                    white space

    min:3
      ok                     "abc"                    three characters, the least
      refused by min         "ab"                     two
      ok                     "日本語"                    three characters in nine bytes
      ok                     "a\u{301}b"              an accent of its own counts
      refused by min         (none)                   left out
      refused by min         ""                       empty is the same as left out
      refused by min         "   "                    only white space is the same as left out

    min:0
      ok                     (none)                   no length is enough

    between:2,4
      ok                     "ab"                     the least
      ok                     "abcd"                   the most
      refused by between     "a"                      too short
      refused by between     "abcde"                  too long
      ok                     "éééé"                   characters, not bytes
      refused by between     (none)                   left out
      refused by between     ""                       empty is the same as left out
      refused by between     "   "                    only white space is the same as left out

    between: 2 , 4
      ok                     "abc"                    white space around the bounds is fine

    size:3
      ok                     "abc"                    exactly
      refused by size        "ab"                     too short
      refused by size        "abcd"                   too long
      ok                     "日本語"                    characters, not bytes
      refused by size        (none)                   left out
      refused by size        ""                       empty is the same as left out
      refused by size        "   "                    only white space is the same as left out

    size:0
      ok                     (none)                   no length
      refused by size        "a"                      one too many

    integer|max:5
      ok                     "5"                      with `integer` the number counts
      refused by max         "6"                      too big
      ok                     "-100"                   no lower bound
      ok                     "+5"                     a sign is fine
      refused by integer     "hello"                  no number, but five characters: one complaint
      refused by integer, max "helloo"                 no number, and six characters: two complaints
      refused by integer     "١"                      digits beyond ASCII are characters
      refused by integer     (none)                   left out is no whole number
      refused by integer     ""                       empty
      refused by integer     "   "                    white space

    numeric|min:1.5
      ok                     "1.5"                    the least
      refused by min         "1.49999999999999999999"   exact, where a computer's number would be rounded
      ok                     "15e-1"                  an exponent is a number too
      ok                     "2"                      bigger

    int|between:1,9
      ok                     "9"                      `int` is `integer`
      refused by between     "10"                     too big
      refused by between     "0"                      too small

    numeric|size:10
      ok                     "10"                     exactly
      ok                     "1e1"                    the same number
      ok                     "10.0"                   the same number
      refused by size        "11"                     another

    numeric|max:5
      refused by max         "1e1001"                 the panel does not compute with such exponents and answers 500

    numeric|min:-5
      ok                     "-5"                     the least
      refused by min         "-6"                     smaller

    decimal:0,2|max:5
      ok                     "5.00"                   `decimal` makes it a number too
      refused by max         "5.01"                   bigger

    gt:5
      ok                     "6"                      bigger
      refused by gt          "5"                      equal
      ok                     "5.1"                    bigger
      refused by gt          "abcdefgh"               text is never compared with a number
      refused by gt          "é"                      beyond ASCII
      refused by gt          (none)                   left out
      refused by gt          ""                       empty is the same as left out
      refused by gt          "   "                    only white space is the same as left out

    gte:5
      ok                     "5"                      equal
      refused by gte         "4.9"                    smaller
      refused by gte         "abcdefgh"               text
      refused by gte         (none)                   left out
      refused by gte         ""                       empty is the same as left out
      refused by gte         "   "                    only white space is the same as left out

    lt:5
      ok                     "4"                      smaller
      refused by lt          "5"                      equal
      refused by lt          "abc"                    text
      refused by lt          (none)                   left out
      refused by lt          ""                       empty is the same as left out
      refused by lt          "   "                    only white space is the same as left out

    lte:5
      ok                     "5"                      equal
      refused by lte         "6"                      bigger
      refused by lte         "abc"                    text
      refused by lte         (none)                   left out
      refused by lte         ""                       empty is the same as left out
      refused by lte         "   "                    only white space is the same as left out

    gt:environment.B   with B = 10
      ok                     "11"                     two numbers
      refused by gt          "9"                      smaller
      ok                     "abc"                    three characters against two
      refused by gt          "ab"                     two against two

    gt:environment.B   with B = abc
      ok                     "7"                      a number against three characters
      refused by gt          "2"                      a number against three characters
      ok                     "abcd"                   four characters against three
      refused by gt          (none)                   left out

    gte:environment.B
      refused by gte         "abc"                    nothing to compare with
      ok                     (none)                   nothing against nothing

    integer|lt:environment.B   with B = 10
      ok                     "9"                      numbers, for there is `integer`
      refused by lt          "10"                     equal

    lte:B   with B = abc
      refused by lte         "ab"                     without `environment.` it points nowhere
    """#
}
