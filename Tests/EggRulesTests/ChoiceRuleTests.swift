import Testing

@testable import EggRules

/// Comparisons with words and with other variables.
@Suite struct ChoiceRuleTests {
  @Test(arguments: RuleRow.read(table))
  func `Choices are judged as the panel judges them`(row: RuleRow) {
    row.check()
  }

  static let table = #"""
    in:starter,pro,business
      ok                     "pro"                    one of them
      refused by in          "gold"                   none of them
      refused by in          "Pro"                    case counts
      refused by in          "starter,pro"            two of them are none
      ok                     "  pro  "                white space around it goes
      refused by in          "prö"                    beyond ASCII
      refused by in          (none)                   left out
      refused by in          ""                       empty is the same as left out
      refused by in          "   "                    only white space is the same as left out

    in:1,2
      ok                     "1"                      one of them
      ok                     "01"                     the same number
      ok                     "1.0"                    the same number
      ok                     "+2"                     the same number
      refused by in          "3"                      another
      refused by in          "x"                      no number

    in:starter, pro
      ok                     "starter"                the first
      refused by in          "pro"                    the second begins with a space, and no value does

    in:1, 2
      ok                     "2"                      a number may have a space before it

    in:"a,b",c
      ok                     "a,b"                    quotes keep a comma
      refused by in          "a"                      only a half
      ok                     "c"                      the other

    in:é
      ok                     "é"                      one character
      refused by in          "e\u{301}"               the same to the eye, other bytes

    in:123456789012345678
      ok                     "123456789012345678"     a Discord id
      refused by in          "123456789012345679"     the next one, not rounded to the same

    in:a,
      ok                     "a"                      the first
      ok                     (none)                   an empty word is no value
      ok                     ""                       empty
      ok                     "   "                    white space

    in
      refused by in          "a"                      of nothing

    not_in:admin,root
      ok                     "user"                   none of them
      refused by not_in      "root"                   one of them
      ok                     "Root"                   case counts
      ok                     "rööt"                   beyond ASCII
      ok                     (none)                   left out
      ok                     ""                       empty
      ok                     "   "                    white space

    not_in:1
      refused by not_in      "1.0"                    the same number
      ok                     "11"                     another

    same:environment.B   with B = x
      ok                     "x"                      the same
      refused by same        "y"                      another
      refused by same        "X"                      case counts
      refused by same        (none)                   left out
      refused by same        ""                       empty is the same as left out
      refused by same        "   "                    only white space is the same as left out

    same:environment.B   with B = 1
      refused by same        "1.0"                    here numbers are text

    same:environment.B
      ok                     (none)                   both left out
      refused by same        "x"                      one given

    same:B   with B = x
      refused by same        "x"                      without `environment.` it points nowhere
      ok                     (none)                   left out is as nowhere

    different:environment.B   with B = x
      ok                     "y"                      another
      refused by different   "x"                      the same
      ok                     "X"                      case counts
      ok                     "é"                      beyond ASCII
      ok                     (none)                   left out

    different:environment.B
      refused by different   (none)                   both left out are the same
      ok                     "x"                      one given

    different:B   with B = x
      ok                     "x"                      without `environment.` it points nowhere

    confirmed   with A_confirmation = x
      ok                     "x"                      the same
      refused by confirmed   "y"                      another
      refused by confirmed   (none)                   left out

    confirmed:environment.B   with B = x
      ok                     "x"                      the same
      refused by confirmed   "y"                      another

    in_array:environment.B   with B = 1
      ok                     "1"                      the same
      ok                     "01"                     the same number
      refused by in_array    "2"                      another
    """#
}
