import Testing

@testable import Git

@Suite struct MaskingTests {
  @Test(arguments: [
    ("fatal: https://ada:t0ken@host/x.git/", "fatal: https://«secret»@host/x.git/"),
    ("https://t0ken@host and http://a:t0k@en@other:8080/p", "https://«secret»@host and http://«secret»@other:8080/p"),
    ("ssh://git@host/x", "ssh://«secret»@host/x"),
    ("https://host/path@version", "https://host/path@version"),
    ("to 'https://host?x=a@b'", "to 'https://«secret»@b'"),
    ("https://host/x.git?token=t0ken' not found", "https://host/x.git?«secret»' not found"),
    ("https://ada:t0?ken@host/x#t0ken and http://b/?t0ken", "https://«secret»@host/x#«secret» and http://b/?«secret»"),
    ("=> Send header: Authorization: Basic YWRhOnQwa2Vu", "=> Send header: Authorization: «secret»"),
    ("proxy-authorization: bearer t0ken", "proxy-authorization: «secret»"),
    ("nothing secret, ada@example.com", "nothing secret, ada@example.com"),
    ("İ authorization: t0ken", "İ authorization: «secret»"),
    ("a\n\nb\n", "a\n\nb\n"),
  ])
  func `Credentials are masked, and nothing else`(text: String, masked: String) {
    #expect(maskSecrets(text) == masked)
  }

  /// A whole argument may hold what ends a URL in a text.
  @Test(arguments: [
    ("origin", "origin"), ("", "''"), ("--format=tformat:%H %G?", "'--format=tformat:%H %G?'"),
    ("https://ada:to ken@host/x.git", "https://«secret»@host/x.git"),
    ("https://ada:t0\"k'e<n@host/x.git", "https://«secret»@host/x.git"),
    ("remote.https://ada:t0ken@host/x.git.mirror=false", "remote.https://«secret»@host/x.git.mirror=false"),
    ("https://host/x.git?token=t0 ken", "https://host/x.git?«secret»"),
  ])
  func `No credential is in an argument that is logged`(argument: String, logged: String) {
    #expect(loggedArgument(argument) == logged)
  }
}
