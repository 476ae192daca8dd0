import Testing

@testable import EggRules

/// Text of a known format.
@Suite struct FormatRuleTests {
  @Test(arguments: RuleRow.read(table))
  func `Formats are judged as the panel judges them`(row: RuleRow) {
    row.check()
  }

  static let table = #"""
    url
      ok                     "https://example.com"    a URL
      ok                     "http://localhost"       a host without a dot
      ok                     "https://example.com:8080/a/b?c=d#e"   all parts
      ok                     "http://u:p@example.com/"   with a login
      ok                     "http://127.0.0.1/"      an address
      ok                     "http://[2001:db8::1]:80/"   an IPv6 address
      ok                     "ftp://x.y/"             another scheme
      ok                     "HTTP://EXAMPLE.COM"     in capitals
      refused by url         "example.com"            no scheme
      refused by url         "//example.com"          no scheme
      refused by url         "foo://bar"              a scheme that nobody knows
      refused by url         "http://a"               a host of one letter
      refused by url         "http://"                no host
      refused by url         "http://a b.c/"          a space
      refused by url         "http://a.b/%zz"         a broken percent code
      ok                     "http://a.b/%C3%A9"      a percent code
      ok                     "http://例え.jp/é"         beyond ASCII
      refused by url         "javascript://a.b"       not on the list
      refused by url         (none)                   left out
      refused by url         ""                       empty is the same as left out
      refused by url         "   "                    only white space is the same as left out

    url:https
      ok                     "https://example.com"    the scheme asked for
      refused by url         "http://example.com"     another

    ip
      ok                     "127.0.0.1"              IPv4
      ok                     "::1"                    IPv6
      refused by ip          "256.0.0.1"              too big
      refused by ip          "01.2.3.4"               a zero in front
      refused by ip          "1.2.3"                  three parts
      refused by ip          "1.2.3.4/24"             a network
      refused by ip          "localhost"              a name
      refused by ip          "１.2.3.4"                a full-width digit
      refused by ip          (none)                   left out
      refused by ip          ""                       empty is the same as left out
      refused by ip          "   "                    only white space is the same as left out

    ipv4
      ok                     "255.255.255.255"        the biggest
      ok                     "0.0.0.0"                the smallest
      refused by ipv4        "::1"                    IPv6
      refused by ipv4        "1.2.3.4.5"              five parts
      refused by ipv4        (none)                   left out
      refused by ipv4        ""                       empty is the same as left out
      refused by ipv4        "   "                    only white space is the same as left out

    ipv6
      ok                     "::"                     nothing but zeros
      ok                     "2001:db8::ff00:42:8329"   shortened
      ok                     "1:2:3:4:5:6:7:8"        in full
      ok                     "1:2:3:4:5:6:7::"        one group of zeros
      ok                     "::ffff:1.2.3.4"         IPv4 at the end
      refused by ipv6        "1::2::3"                two gaps
      refused by ipv6        "1:2:3:4:5:6:7"          a group too few
      refused by ipv6        "12345::"                five digits
      refused by ipv6        "fe80::1%eth0"           with a zone
      refused by ipv6        "1.2.3.4"                IPv4
      refused by ipv6        (none)                   left out
      refused by ipv6        ""                       empty is the same as left out
      refused by ipv6        "   "                    only white space is the same as left out

    mac_address
      ok                     "00:11:22:aa:BB:cc"      colons
      ok                     "00-11-22-33-44-55"      hyphens
      ok                     "0011.2233.4455"         dots
      refused by mac_address "00:11:22:33:44"         five pairs
      refused by mac_address "00:11-22:33:44:55"      mixed
      refused by mac_address "00:11:22:33:44:5g"      no digit
      refused by mac_address (none)                   left out
      refused by mac_address ""                       empty is the same as left out
      refused by mac_address "   "                    only white space is the same as left out

    uuid
      ok                     "550e8400-e29b-41d4-a716-446655440000"   a UUID
      ok                     "550E8400-E29B-41D4-A716-446655440000"   in capitals
      refused by uuid        "550e8400e29b41d4a716446655440000"   without hyphens
      refused by uuid        "550e8400-e29b-41d4-a716-44665544000"   one short
      refused by uuid        "550e8400-e29b-41d4-a716-44665544000g"   no digit
      refused by uuid        (none)                   left out
      refused by uuid        ""                       empty is the same as left out
      refused by uuid        "   "                    only white space is the same as left out

    ulid
      ok                     "01ARZ3NDEKTSV4RRFFQ69G5FAV"   a ULID
      ok                     "01arz3ndektsv4rrffq69g5fav"   small
      refused by ulid        "81ARZ3NDEKTSV4RRFFQ69G5FAV"   too big
      refused by ulid        "01ARZ3NDEKTSV4RRFFQ69G5FAU"   no U
      refused by ulid        "01ARZ3NDEKTSV4RRFFQ69G5FA"   one short
      refused by ulid        (none)                   left out
      refused by ulid        ""                       empty is the same as left out
      refused by ulid        "   "                    only white space is the same as left out

    hex_color
      ok                     "#fff"                   three digits
      ok                     "#FFF0"                  four
      ok                     "#00ff00"                six
      ok                     "#00ff0080"              eight
      refused by hex_color   "#ffff0"                 five
      refused by hex_color   "fff"                    no #
      refused by hex_color   "#ggg"                   no digits
      refused by hex_color   (none)                   left out
      refused by hex_color   ""                       empty is the same as left out
      refused by hex_color   "   "                    only white space is the same as left out

    json
      ok                     "{"a":[1,2.5e3,true,null]}"   JSON
      ok                     ""text""                 a text alone
      ok                     "12"                     a number alone
      refused by json        "TRUE"                   case counts
      refused by json        "[1,]"                   a comma too many
      refused by json        "{'a':1}"                the wrong quotes
      refused by json        "{a:1}"                  no quotes
      refused by json        "01"                     a zero in front
      ok                     ""\ud83d\ude00""         a pair of surrogates
      refused by json        ""\ud83d""               half a pair
      ok                     ""é""                    beyond ASCII
      refused by json        "abc"                    a word
      refused by json        (none)                   left out
      refused by json        ""                       empty is the same as left out
      refused by json        "   "                    only white space is the same as left out

    email
      ok                     "a@b.c"                  an address
      ok                     "first.last+tag@sub.example.com"   with all that is common
      ok                     "a@localhost"            a host without a dot
      ok                     "ü@ü.de"                 beyond ASCII
      refused by email       "a"                      no @
      refused by email       "a@"                     no host
      refused by email       "@b.c"                   nobody
      refused by email       "a..b@c.d"               two dots
      refused by email       ".a@b.c"                 a dot first
      refused by email       "a.@b.c"                 a dot last
      refused by email       "a@b..c"                 two dots
      refused by email       "a@-b.c"                 a hyphen first
      refused by email       "a@b.c-"                 a hyphen last
      refused by email       "a@b@c"                  two @
      refused by email       "😀@b.c"                  a symbol
      refused by email       "a@😀.c"                  a symbol in the host
      refused by email       "a€b@c.d"                a sign of money
      ok                     "¿a@b.c"                 a mark that the library knows
      refused by email       "a@b¿.c"                 which does not go into a host
      refused by email       "a@IPv6.c"               a word of the library's own
      refused by email       "a,b@c.d"                a comma
      refused by email       "a@b_c.d"                an underscore in the host
      refused by email       (none)                   left out
      refused by email       ""                       empty is the same as left out
      refused by email       "   "                    only white space is the same as left out

    date
      ok                     "2026-11-22"             a day
      ok                     "2024-02-29"             a leap day
      refused by date        "2026-02-29"             none
      refused by date        "2026-13-01"             no month
      refused by date        (none)                   left out
      refused by date        ""                       empty is the same as left out
      refused by date        "   "                    only white space is the same as left out

    date_format:Y-m-d
      ok                     "2026-11-22"             as asked
      refused by date_format "2026-02-30"             does not exist
      refused by date_format "22.11.2026"             written otherwise
      refused by date_format "2026-1-2"               digits missing
      refused by date_format "२०२६-११-२२"             digits beyond ASCII
      refused by date_format (none)                   left out
      refused by date_format ""                       empty is the same as left out
      refused by date_format "   "                    only white space is the same as left out

    date_format:H
      ok                     "07"                     an hour
      ok                     "7"                      the same number for PHP's `==`
      refused by date_format "25"                     none
      refused by date_format "+7"                     a sign
      refused by date_format "7.0"                    more than the format has

    date_format:i
      refused by date_format "7"                      minutes are read with two digits alone

    date_format:Y
      ok                     "26"                     the year 26, the same number as 0026

    date_format:H.i
      ok                     "7.30"                   the same number as 07.30
      refused by date_format "7.3"                    a digit missing

    date_format:H:i
      ok                     "23:59"                  a time
      refused by date_format "24:00"                  none
      refused by date_format "9:05"                   a digit missing

    date_format:d.m.Y,Y-m-d
      ok                     "22.11.2026"             one of two
      ok                     "2026-11-22"             the other
      refused by date_format "11/22/2026"             neither
    """#
}
