import Testing

@testable import EggRules

/// The characters of a text.
@Suite struct TextRuleTests {
  @Test(arguments: RuleRow.read(table))
  func `Text is judged as the panel judges it`(row: RuleRow) {
    row.check()
  }

  static let table = #"""
    string
      ok                     "abc"                    text
      ok                     "5"                      digits are text
      ok                     "日本"                     beyond ASCII
      refused by string      (none)                   left out is no text: without `nullable` the panel refuses it
      refused by string      ""                       empty
      refused by string      "   "                    white space

    alpha
      ok                     "abc"                    letters
      ok                     "ABC"                    capitals
      refused by alpha       "abc1"                   a digit
      refused by alpha       "a b"                    a space
      refused by alpha       "a-b"                    a hyphen
      ok                     "日本"                     letters of any script
      ok                     "e\u{301}"               an accent of its own counts as a letter
      refused by alpha       "ab²"                    a raised two
      refused by alpha       (none)                   left out
      refused by alpha       ""                       empty is the same as left out
      refused by alpha       "   "                    only white space is the same as left out

    alpha:ascii
      ok                     "abc"                    letters
      refused by alpha       "é"                      a letter beyond ASCII
      refused by alpha       "a1"                     a digit
      refused by alpha       (none)                   left out
      refused by alpha       ""                       empty is the same as left out
      refused by alpha       "   "                    only white space is the same as left out

    alpha_num
      ok                     "abc1"                   letters and digits
      refused by alpha_num   "a_b"                    an underscore
      ok                     "日本5"                    any script
      ok                     "½"                      a fraction is a number
      refused by alpha_num   "a b"                    a space
      refused by alpha_num   (none)                   left out
      refused by alpha_num   ""                       empty is the same as left out
      refused by alpha_num   "   "                    only white space is the same as left out

    alpha_num:ascii
      ok                     "abc1"                   letters and digits
      refused by alpha_num   "é1"                     beyond ASCII
      refused by alpha_num   "٣"                      a digit beyond ASCII
      refused by alpha_num   (none)                   left out
      refused by alpha_num   ""                       empty is the same as left out
      refused by alpha_num   "   "                    only white space is the same as left out

    alpha_dash
      ok                     "a-b_c1"                 letters, digits, - and _
      refused by alpha_dash  "a.b"                    a point
      refused by alpha_dash  "a b"                    a space
      ok                     "日-本"                    any script
      refused by alpha_dash  "a–b"                    a long dash
      refused by alpha_dash  (none)                   left out
      refused by alpha_dash  ""                       empty is the same as left out
      refused by alpha_dash  "   "                    only white space is the same as left out

    alpha_dash:ascii
      ok                     "a-b_c1"                 all of it
      refused by alpha_dash  "é-1"                    beyond ASCII
      refused by alpha_dash  (none)                   left out
      refused by alpha_dash  ""                       empty is the same as left out
      refused by alpha_dash  "   "                    only white space is the same as left out

    ascii
      ok                     "abc ~!"                 ASCII
      refused by ascii       "é"                      not
      ok                     "a\u{9}b"                a tab
      refused by ascii       "a\u{1}b"                most control characters are not
      ok                     (none)                   left out has no character that is not
      ok                     ""                       empty
      ok                     "   "                    white space

    lowercase
      ok                     "abc"                    small
      refused by lowercase   "aBc"                    a capital
      ok                     "123 -"                  nothing to be small
      ok                     "éß"                     beyond ASCII
      refused by lowercase   "É"                      a capital beyond ASCII
      refused by lowercase   (none)                   left out
      refused by lowercase   ""                       empty is the same as left out
      refused by lowercase   "   "                    only white space is the same as left out

    uppercase
      ok                     "ABC"                    capitals
      refused by uppercase   "AbC"                    a small letter
      ok                     "123"                    nothing to be big
      ok                     "É"                      beyond ASCII
      refused by uppercase   "ß"                      in capitals it is SS
      refused by uppercase   (none)                   left out
      refused by uppercase   ""                       empty is the same as left out
      refused by uppercase   "   "                    only white space is the same as left out

    starts_with:MT,OD
      ok                     "MTA.x"                  one of them
      ok                     "ODz"                    the other
      refused by starts_with "mta.x"                  case counts
      refused by starts_with "xMT"                    later
      refused by starts_with "é"                      beyond ASCII
      refused by starts_with (none)                   left out
      refused by starts_with ""                       empty is the same as left out
      refused by starts_with "   "                    only white space is the same as left out

    starts_with:e
      ok                     "e\u{301}"               by bytes: the accent comes after the e
      refused by starts_with "é"                      one character of its own

    starts_with:
      refused by starts_with "abc"                    an empty start is none

    doesnt_start_with:a,b
      ok                     "cab"                    neither
      refused by doesnt_start_with "abc"                    one of them
      ok                     "é"                      beyond ASCII
      ok                     (none)                   left out
      ok                     ""                       empty
      ok                     "   "                    white space

    ends_with:.jar,.zip
      ok                     "server.jar"             one of them
      refused by ends_with   "server.JAR"             case counts
      refused by ends_with   ".jar.txt"               earlier
      ok                     "日本.zip"                 beyond ASCII
      refused by ends_with   (none)                   left out
      refused by ends_with   ""                       empty is the same as left out
      refused by ends_with   "   "                    only white space is the same as left out

    doesnt_end_with:.exe
      ok                     "server.jar"             another end
      refused by doesnt_end_with "a.exe"                  that end
      ok                     "é"                      beyond ASCII
      ok                     (none)                   left out
      ok                     ""                       empty
      ok                     "   "                    white space
    """#
}
