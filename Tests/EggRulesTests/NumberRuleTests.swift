import Testing

@testable import EggRules

/// Text that is a number.
@Suite struct NumberRuleTests {
  @Test(arguments: RuleRow.read(table))
  func `Numbers are judged as the panel judges them`(row: RuleRow) {
    row.check()
  }

  static let table = #"""
    integer
      ok                     "5"                      a whole number
      ok                     "-5"                     negative
      ok                     "+5"                     with its sign
      ok                     "-0"                     a zero
      ok                     "0"                      a zero
      refused by integer     "007"                    no zeros in front
      refused by integer     "5.0"                    no point
      refused by integer     "1e3"                    no exponent
      refused by integer     "0x1A"                   no hexadecimal
      refused by integer     "1 000"                  no spaces
      ok                     "9223372036854775807"    the biggest of 64 bits
      refused by integer     "9223372036854775808"    one more
      ok                     "-9223372036854775808"   the smallest
      refused by integer     "five"                   a word
      refused by integer     "٥"                      a digit beyond ASCII
      refused by integer     "５"                      a full-width digit
      refused by integer     (none)                   left out
      refused by integer     ""                       empty is the same as left out
      refused by integer     "   "                    only white space is the same as left out

    numeric
      ok                     "5"                      a number
      ok                     "-5.25"                  with a point
      ok                     ".5"                     nothing before the point
      ok                     "5."                     nothing after the point
      refused by numeric     "."                      a point alone
      ok                     "1e3"                    an exponent
      ok                     "1E-3"                   an exponent
      refused by numeric     "1e"                     no exponent after all
      ok                     "+.5e3"                  all of it
      ok                     "007"                    zeros in front
      refused by numeric     "0x1A"                   no hexadecimal
      refused by numeric     "1,5"                    a comma
      refused by numeric     "INF"                    a word
      refused by numeric     "٥"                      a digit beyond ASCII
      ok                     "99999999999999999999999"   as long as it likes
      refused by numeric     (none)                   left out
      refused by numeric     ""                       empty is the same as left out
      refused by numeric     "   "                    only white space is the same as left out

    boolean
      ok                     "1"                      yes
      ok                     "0"                      no
      refused by boolean     "true"                   the word is text to the panel
      refused by boolean     "false"                  the word is text to the panel
      refused by boolean     "on"                     no
      refused by boolean     "01"                     not the very text
      refused by boolean     "１"                      full-width
      refused by boolean     (none)                   left out
      refused by boolean     ""                       empty is the same as left out
      refused by boolean     "   "                    only white space is the same as left out

    bool
      ok                     "1"                      the short name
      refused by boolean     "2"                      neither

    decimal:2
      ok                     "1.50"                   two places
      refused by decimal     "1.5"                    one place
      refused by decimal     "1.500"                  three
      refused by decimal     "5"                      none
      ok                     "-1.25"                  negative
      refused by decimal     "1.5e1"                  no exponent
      refused by decimal     "abc"                    no number
      refused by decimal     "1,50"                   a comma
      refused by decimal     (none)                   left out
      refused by decimal     ""                       empty is the same as left out
      refused by decimal     "   "                    only white space is the same as left out

    decimal:0,2
      ok                     "5"                      no places
      ok                     "5."                     no places
      ok                     "5.25"                   two
      refused by decimal     "5.125"                  three
      ok                     ".25"                    two

    digits:5
      ok                     "12345"                  five digits
      refused by digits      "1234"                   four
      refused by digits      "123456"                 six
      ok                     "00000"                  zeros are digits
      refused by digits      "-1234"                  a sign is none
      refused by digits      "12.45"                  a point is none
      refused by digits      "１２３４５"                  full-width digits are none
      refused by digits      (none)                   left out
      refused by digits      ""                       empty is the same as left out
      refused by digits      "   "                    only white space is the same as left out

    digits_between:1,3
      ok                     "1"                      the least
      ok                     "123"                    the most
      refused by digits_between "1234"                   one too many
      refused by digits_between "12a"                    a letter
      refused by digits_between (none)                   left out
      refused by digits_between ""                       empty is the same as left out
      refused by digits_between "   "                    only white space is the same as left out

    digits_between:0,3
      ok                     (none)                   no digits are enough

    min_digits:2
      ok                     "12"                     the least
      refused by min_digits  "1"                      one too few
      refused by min_digits  "1x"                     a letter
      refused by min_digits  "٣٣"                     digits beyond ASCII
      refused by min_digits  (none)                   left out
      refused by min_digits  ""                       empty is the same as left out
      refused by min_digits  "   "                    only white space is the same as left out

    max_digits:2
      ok                     "12"                     the most
      refused by max_digits  "123"                    one too many
      refused by max_digits  "x"                      a letter
      ok                     (none)                   no digits are not too many
      ok                     ""                       empty
      ok                     "   "                    white space

    multiple_of:5
      ok                     "10"                     a multiple
      ok                     "0"                      zero is
      ok                     "-15"                    negative
      refused by multiple_of "12"                     none
      ok                     "1e1"                    an exponent
      refused by multiple_of "abc"                    no number
      refused by multiple_of "٥"                      a digit beyond ASCII
      refused by multiple_of (none)                   left out
      refused by multiple_of ""                       empty is the same as left out
      refused by multiple_of "   "                    only white space is the same as left out

    multiple_of:0.1
      ok                     "0.3"                    exact, where a computer's number would be rounded
      refused by multiple_of "0.35"                   none

    multiple_of:0
      refused by multiple_of "5"                      nothing is a multiple of zero
      refused by multiple_of "0"                      not even zero
    """#
}
