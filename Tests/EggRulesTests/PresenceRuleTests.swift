import Testing

@testable import EggRules

/// Rules about whether there is a value: `required` and its kin, `nullable`, `bail`.
@Suite struct PresenceRuleTests {
  @Test(arguments: RuleRow.read(table))
  func `Presence is judged as the panel judges it`(row: RuleRow) {
    row.check()
  }

  static let table = #"""
    required
      ok                     "abc"                    a value
      ok                     "0"                      a zero is a value
      ok                     "  a  "                  white space around it goes
      refused by required    "\u{A0}\u{200B}"         a no-break space and a zero-width space are white space too
      ok                     "é"                      a letter beyond ASCII
      refused by required    (none)                   left out
      refused by required    ""                       empty is the same as left out
      refused by required    "   "                    only white space is the same as left out

    filled
      ok                     "abc"                    a value
      ok                     "0"                      a zero is a value
      ok                     "日本"                     beyond ASCII
      refused by filled      (none)                   left out
      refused by filled      ""                       empty is the same as left out
      refused by filled      "   "                    only white space is the same as left out

    present
      ok                     "abc"                    a value
      ok                     (none)                   every variable of the egg is there, if without a value
      ok                     ""                       empty
      ok                     "   "                    white space
      ok                     "é"                      beyond ASCII

    sometimes|string
      ok                     "abc"                    a value
      refused by string      (none)                   left out is there all the same, so `sometimes` helps nobody
      refused by string      ""                       empty
      refused by string      "   "                    white space
      ok                     "é"                      beyond ASCII

    required_if:environment.B,1,2   with B = 1
      ok                     "abc"                    asked for and given
      ok                     "é"                      beyond ASCII
      refused by required_if (none)                   left out
      refused by required_if ""                       empty is the same as left out
      refused by required_if "   "                    only white space is the same as left out

    required_if:environment.B,1,2   with B = 02
      refused by required_if (none)                   02 is 2 to PHP

    required_if:environment.B,1,2   with B = 3
      ok                     (none)                   not asked for
      ok                     ""                       empty
      ok                     "   "                    white space
      ok                     "abc"                    given unasked

    required_if:environment.B,null
      refused by required_if (none)                   `null` stands for B left out
      ok                     "abc"                    given

    required_if:B,1   with B = 1
      ok                     (none)                   without `environment.` it points nowhere, so it never asks

    required_if:environment.B,true   with B = 1 (boolean)
      refused by required_if (none)                   B is a boolean, so `true` stands for 1
      ok                     "abc"                    given

    required_if:environment.B,true   with B = 1
      ok                     (none)                   B is no boolean, so `true` is a word

    required_if:environment.B,false   with B = 0 (boolean)
      refused by required_if (none)                   B is a boolean, so `false` stands for 0

    required_unless:environment.B,1   with B = 1
      ok                     (none)                   excused
      ok                     ""                       empty
      ok                     "   "                    white space
      ok                     "abc"                    given

    required_unless:environment.B,1   with B = 2
      ok                     "abc"                    given
      ok                     "é"                      beyond ASCII
      refused by required_unless (none)                   left out
      refused by required_unless ""                       empty is the same as left out
      refused by required_unless "   "                    only white space is the same as left out

    required_unless:B,1   with B = 1
      refused by required_unless (none)                   without `environment.` it points nowhere, so it always asks
      ok                     "abc"                    given

    required_unless:B,null
      ok                     (none)                   what points nowhere is null

    required_with:environment.B,environment.C   with B = x
      ok                     "abc"                    given
      refused by required_with (none)                   left out
      refused by required_with ""                       empty is the same as left out
      refused by required_with "   "                    only white space is the same as left out

    required_with:environment.B,environment.C
      ok                     (none)                   neither is there
      ok                     "abc"                    given

    required_with:environment.B   with B = \u{A0}
      ok                     (none)                   white space is no value of B

    required_with:B   with B = x
      ok                     (none)                   without `environment.` it points nowhere

    required_with:environment
      refused by required_with (none)                   the environment as a whole is always there
      ok                     "abc"                    given

    required_with_all:environment.B,environment.C   with B = x
      ok                     (none)                   C is not there
      ok                     ""                       empty
      ok                     "   "                    white space

    required_with_all:environment.B,environment.C   with B = x, C = y
      ok                     "abc"                    given
      ok                     "é"                      beyond ASCII
      refused by required_with_all (none)                   left out
      refused by required_with_all ""                       empty is the same as left out
      refused by required_with_all "   "                    only white space is the same as left out

    required_without:environment.B   with B = x
      ok                     (none)                   B is there
      ok                     ""                       empty
      ok                     "   "                    white space

    required_without:environment.B
      ok                     "abc"                    given
      ok                     "é"                      beyond ASCII
      refused by required_without (none)                   left out
      refused by required_without ""                       empty is the same as left out
      refused by required_without "   "                    only white space is the same as left out

    required_without:B   with B = x
      refused by required_without (none)                   without `environment.` it points nowhere, so it always asks

    required_without_all:environment.B,environment.C   with C = x
      ok                     (none)                   one is there
      ok                     "abc"                    given

    required_without_all:environment.B,environment.C
      ok                     "abc"                    given
      ok                     "é"                      beyond ASCII
      refused by required_without_all (none)                   left out
      refused by required_without_all ""                       empty is the same as left out
      refused by required_without_all "   "                    only white space is the same as left out

    required_if_accepted:environment.B   with B = yes
      ok                     "abc"                    given
      refused by required_if_accepted (none)                   left out
      refused by required_if_accepted ""                       empty is the same as left out
      refused by required_if_accepted "   "                    only white space is the same as left out

    required_if_accepted:environment.B   with B = no
      ok                     (none)                   not accepted

    required_if_declined:environment.B   with B = off
      ok                     "abc"                    given
      refused by required_if_declined (none)                   left out
      refused by required_if_declined ""                       empty is the same as left out
      refused by required_if_declined "   "                    only white space is the same as left out

    required_if_declined:environment.B   with B = on
      ok                     (none)                   not declined

    accepted
      ok                     "yes"                    one of the four words
      ok                     "on"                     one of the four words
      ok                     "1"                      one of the four words
      ok                     "true"                   one of the four words
      refused by accepted    "TRUE"                   case counts
      refused by accepted    "0"                      a no
      refused by accepted    "ｙｅｓ"                    full-width letters are others
      refused by accepted    (none)                   left out
      refused by accepted    ""                       empty is the same as left out
      refused by accepted    "   "                    only white space is the same as left out

    accepted_if:environment.B,1   with B = 1
      ok                     "yes"                    accepted
      refused by accepted_if "no"                     not accepted
      refused by accepted_if (none)                   left out
      refused by accepted_if ""                       empty is the same as left out
      refused by accepted_if "   "                    only white space is the same as left out

    accepted_if:environment.B,1   with B = 2
      ok                     "no"                     not asked for
      ok                     (none)                   left out

    declined
      ok                     "no"                     one of the four words
      ok                     "off"                    one of the four words
      ok                     "0"                      one of the four words
      ok                     "false"                  one of the four words
      refused by declined    "False"                  case counts
      refused by declined    "1"                      a yes
      refused by declined    "ｎｏ"                     full-width letters are others
      refused by declined    (none)                   left out
      refused by declined    ""                       empty is the same as left out
      refused by declined    "   "                    only white space is the same as left out

    declined_if:environment.B,1   with B = 1
      ok                     "no"                     declined
      refused by declined_if "yes"                    not declined
      refused by declined_if (none)                   left out
      refused by declined_if ""                       empty is the same as left out
      refused by declined_if "   "                    only white space is the same as left out

    present_if:environment.B,1   with B = 1
      ok                     (none)                   always there
      ok                     "abc"                    given

    missing
      refused by missing     "abc"                    given
      refused by missing     (none)                   a variable of the egg is never missing
      refused by missing     ""                       empty
      refused by missing     "   "                    white space
      refused by missing     "é"                      beyond ASCII

    missing_if:environment.B,1   with B = 1
      refused by missing_if  "abc"                    given
      refused by missing_if  (none)                   never missing

    missing_unless:environment.B,1   with B = 1
      ok                     "abc"                    excused

    missing_with:environment.B
      refused by missing_with "abc"                    B is there, if without a value

    missing_with:B   with B = x
      ok                     "abc"                    without `environment.` it points nowhere

    missing_with_all:environment.B,B   with B = x
      ok                     "abc"                    only one of them is there

    nullable
      ok                     "abc"                    a value
      ok                     (none)                   left out
      ok                     ""                       empty
      ok                     "   "                    white space
      ok                     "é"                      beyond ASCII

    nullable|string|min:3
      ok                     "abc"                    a value
      refused by min         "ab"                     a value must still be right
      ok                     (none)                   left out is fine, whatever follows
      ok                     ""                       empty
      ok                     "   "                    white space

    nullable|required
      refused by required    (none)                   `required` wins
      ok                     "abc"                    given

    required|integer|min:5
      refused by required    (none)                   after `required` fails, nothing else is told
      refused by min         "4"                      too small
      refused by integer, min "x"                      two complaints: no number, and one character long

    bail|integer|min:5
      refused by integer     "x"                      `bail` stops at the first complaint
      refused by integer     (none)                   left out

    integer|min:5|bail
      refused by integer     "x"                      `bail` works from every place

    distinct
      ok                     "abc"                    one text is always distinct
      ok                     (none)                   left out
    """#
}
