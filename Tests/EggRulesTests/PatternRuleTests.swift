import Testing

@testable import EggRules

/// Regular expressions.
@Suite struct PatternRuleTests {
  @Test(arguments: RuleRow.read(table))
  func `Patterns are judged as the panel judges them`(row: RuleRow) {
    row.check()
  }

  static let table = #"""
    regex:/^[0-9]{5,20}$/
      ok                     "12345"                  five digits, the least
      ok                     "12345678901234567890"   twenty, the most
      refused by regex       "1234"                   four
      refused by regex       "123456789012345678901"   twenty-one
      refused by regex       "12ab5"                  letters
      refused by regex       "１２３４５"                  full-width digits
      refused by regex       (none)                   left out matches nothing
      refused by regex       ""                       empty
      refused by regex       "   "                    white space

    regex:/^[a-z]+$/i
      ok                     "AbC"                    case is ignored
      refused by regex       "ab1"                    a digit

    regex:/^.{1,3}$/
      ok                     "abc"                    three bytes
      ok                     "éa"                     three bytes
      refused by regex       "éé"                     four bytes: without `u` a pattern counts bytes

    regex:/^.{1,3}$/u
      ok                     "ééé"                    three characters
      refused by regex       "éééé"                   four

    regex:/^\w+$/
      ok                     "abc_1"                  letters, digits, _
      refused by regex       "é"                      without `u` only ASCII

    regex:/^\w+$/u
      ok                     "é日"                     with `u` any script

    regex:/bot/
      ok                     "my bot 1"               anywhere in the text
      refused by regex       "my cat"                 nowhere

    regex:#^a/b$#
      ok                     "a/b"                    another delimiter
      refused by regex       "ab"                     no

    regex:([a-z-0-9]+$)
      ok                     "beta-1"                 brackets as delimiters, as a known egg has them
      refused by regex       "BETA"                   no

    regex:/^([\w\d._-]+)(\.jar)$/
      ok                     "server.jar"             the rule of most Minecraft eggs
      refused by regex       "server.zip"             another ending
      refused by regex       "my server.jar"          a space

    required|string|regex:/^(?:true)?(?:false)?\b/
      ok                     "true"                   from a known egg
      ok                     "maybe"                  anything, for all of it is optional

    regex:/^a{1,2}$/
      ok                     "aa"                     a pattern keeps its commas

    not_regex:/^\d+$/
      ok                     "ChangeMe1"              not digits alone
      refused by not_regex   "12345"                  digits alone
      ok                     "日本"                     beyond ASCII
      refused by not_regex   (none)                   left out does not "not match"
      refused by not_regex   ""                       empty
      refused by not_regex   "   "                    white space
    """#
}
