import Testing

@testable import EggRules

/// Rules that forbid values, lift other rules, or want what a variable never is.
@Suite struct ProhibitionRuleTests {
  @Test(arguments: RuleRow.read(table))
  func `Prohibitions and exclusions are judged as the panel judges them`(row: RuleRow) {
    row.check()
  }

  static let table = #"""
    prohibited
      refused by prohibited  "abc"                    given
      refused by prohibited  "0"                      a zero is a value
      refused by prohibited  "é"                      beyond ASCII
      ok                     (none)                   left out
      ok                     ""                       empty
      ok                     "   "                    white space

    prohibited_if:environment.B,1   with B = 1
      refused by prohibited_if "abc"                    given
      ok                     (none)                   left out

    prohibited_if:environment.B,1   with B = 2
      ok                     "abc"                    not forbidden

    prohibited_unless:environment.B,1   with B = 1
      ok                     "abc"                    allowed

    prohibited_unless:environment.B,1   with B = 2
      refused by prohibited_unless "abc"                    not allowed
      ok                     (none)                   left out
      ok                     ""                       empty
      ok                     "   "                    white space

    prohibits:environment.B   with B = x
      refused by prohibits   "abc"                    both are given
      ok                     (none)                   left out

    prohibits:environment.B
      ok                     "abc"                    B is left out

    exclude|integer
      ok                     "abc"                    what follows is lifted
      ok                     (none)                   left out

    integer|exclude
      refused by integer     "abc"                    what comes before is not

    exclude_if:environment.B,1|integer   with B = 1
      ok                     "abc"                    lifted

    exclude_if:environment.B,1|integer   with B = 2
      refused by integer     "abc"                    not lifted

    exclude_if:B,null|integer
      refused by integer     "abc"                    it points nowhere, so nothing is lifted

    exclude_unless:environment.B,1|integer   with B = 2
      ok                     "abc"                    lifted

    exclude_unless:environment.B,1|integer   with B = 1
      refused by integer     "abc"                    not lifted

    exclude_with:environment.B|integer
      ok                     "abc"                    B is there, if without a value

    exclude_with:B|integer   with B = x
      refused by integer     "abc"                    it points nowhere

    exclude_without:environment.B|integer
      ok                     "abc"                    lifted

    exclude_without:environment.B|integer   with B = x
      refused by integer     "abc"                    not lifted

    array
      refused by array       "abc"                    a variable is text, never a list
      refused by array       (none)                   left out
      refused by array       ""                       empty is the same as left out
      refused by array       "   "                    only white space is the same as left out

    file
      refused by file        "abc"                    a variable is text, never a file
      refused by file        (none)                   left out
      refused by file        ""                       empty is the same as left out
      refused by file        "   "                    only white space is the same as left out
    """#
}
