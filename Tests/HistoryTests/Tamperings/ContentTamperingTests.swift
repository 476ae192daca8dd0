import Foundation
import Git
import History
import Testing

extension Tamperings {
  /// What should not be in a repository comes in; files are not what they seem.
  @Suite struct Contents {
    private static let key = "ptla_0123456789abcdefghijABCDEFGHIJ0123456789abc"
    private static let token = "\(String(repeating: "M", count: 24)).GabcDe.\(String(repeating: "x", count: 38))"
    private static let approved = "\nReviewed-by: Grace <grace@example.com>\n"

    static let tamperings = [
      Tampering("an order has a key of the panel", "secret") { story in
        try await story.merge(["fleet/orders/ord-1.yaml": FleetStory.order("ord-1", more: "note: \(key)")], request: 18)
      },
      Tampering("an order has a bot's token", "secret") { story in
        try await story.merge(
          ["fleet/orders/ord-1.yaml": FleetStory.order("ord-1", more: "note: \(token)")], request: 18)
      },
      Tampering("an order has an address", "email") { story in
        try await story.merge(
          ["fleet/orders/ord-1.yaml": FleetStory.order("ord-1", more: "note: write to eve@example.org")], request: 18)
      },
      Tampering("a page has a private key", "secret") { story in
        try await story.commit(["README.md": "-----BEGIN OPENSSH PRIVATE KEY-----\n"], "A page")
      },
      Tampering("a message has a key", "secret") { story in
        try await story.commit(["README.md": "x"], "Try it with \(key)")
      },
      Tampering("a merged commit has a key that the next takes away", "secret") { story in
        let first = try await story.commit([".env": "KEY=\(key)\n"], "Try it", by: "Ada", moving: false)
        let head = try await story.commit([".env": nil, "a": "b"], "Mend it", by: "Ada", on: first, moving: false)
        try await story.commit(["a": "b"], "Merge pull request #18 from ada/try\n", by: "Grace", merging: head)
      },
      Tampering("a merged commit's message has a key", "secret") { story in
        let head = try await story.commit(["a": "b"], "Try \(key)", by: "Ada", moving: false)
        try await story.commit(["a": "b"], "Merge pull request #18 from ada/try\n", by: "Grace", merging: head)
      },
      Tampering("a folder is there twice", "unclear-files") { story in
        let tree = try story.made.git("rev-parse", "HEAD^{tree}")
        let fleet = try story.made.git("rev-parse", "HEAD:fleet")
        let other = try story.made.git("rev-parse", "HEAD~6:fleet")
        let bytes = try story.made.git("ls-tree", tree)
        // git itself writes no such tree.
        var raw = Data()
        for line in bytes.split(separator: "\n") {
          let (facts, name) = (line.split(separator: "\t")[0].split(separator: " "), line.split(separator: "\t")[1])
          for id in name == "fleet" ? [fleet, other] : [String(facts[2])] {
            raw += Data("\(facts[0] == "040000" ? "40000" : facts[0]) \(name)\0".utf8) + hexadecimal(id)
          }
        }
        try raw.write(to: URL(filePath: story.made.path + "/raw"))
        let twice = try story.made.git("hash-object", "-w", "-t", "tree", "--literally", "raw")
        try await story.plant(tree: twice, "Nothing of note", after: [try #require(story.tip)])
      },
    ]

    private static func hexadecimal(_ id: String) -> Data {
      Data(stride(from: 0, to: id.utf8.count, by: 2).compactMap { UInt8(id.dropFirst($0).prefix(2), radix: 16) })
    }

    @Test(arguments: tamperings)
    func `What should not have come in is found, and not repeated`(_ tampering: Tampering) async throws {
      try await tampering.expectFound()
      let words = try await tampering.audited().findings.map(\.words).joined()
      #expect(!words.contains(Self.key) && !words.contains(Self.token) && !words.contains("eve@"))
    }
  }
}
