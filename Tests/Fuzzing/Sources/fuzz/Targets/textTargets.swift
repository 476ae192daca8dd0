import YAML

@testable import Applier
@testable import Planner

/// Texts of any kind: YAML as such, scalars that are written and read back, the environment's file, an egg's rules.
let textTargets = [
  FuzzTarget(name: "yaml") { bytes in
    let parsed = parse(bytes, limits: Limits(bytes: 1 << 16))
    require(parsed.document != nil || !parsed.problems.isEmpty, "no document and no problem")
    guard let document = parsed.document else { return }
    walk(document.root, in: document, depth: 0)
  },
  FuzzTarget(name: "scalar") { bytes in
    let parts = bytes.parts(2)
    let key = String(parts[0].text.prefix(100))
    let value = parts[1].text
    let written = "\(plainOrQuoted(key)): \(plainOrQuoted(value))\n"
    let parsed = parse(Array(written.utf8))
    guard let document = parsed.document, let entry = document.entries(of: document.root).first(where: { _ in true })
    else { fatalError("what is written is no YAML: \(parsed.problems)") }
    require(document.text(of: entry.key) == key, "a key is read back as another")
    require(document.text(of: entry.value) == value, "a value is read back as another")
  },
  FuzzTarget(name: "text-edit") { bytes in
    let parts = bytes.parts(3)
    let (document, key, text) = (parts[0], parts[1].text, parts[2].text)
    // Only sound documents are edited.
    guard parse(document).problems.isEmpty else { return }
    let edits: [TextEdit] = [
      .set(path: [key], text: text), .set(path: ["environment", key], text: text), .remove(path: [key]),
      .setItems(key: key, items: text.split(separator: ",").map(String.init), behind: ["tier"]),
    ]
    for edit in edits {
      guard let after = edited(document, by: edit) else { continue }
      require(after.count <= document.count + 20 * (bytes.count + 100), "a text of \(after.count) bytes")
    }
  },
  FuzzTarget(name: "display-text") { bytes in
    for text in [escapedForDisplay(bytes.text), escapedForDisplay(bytes.text, upTo: 40)] {
      require(text.unicodeScalars.allSatisfy(\.isPlainlyVisible), "something unseen is left")
      require(!text.contains("##["), "a runner's command is left")
    }
  },
  FuzzTarget(name: "env-file") { bytes in
    guard let variables = try? parseEnvironmentFile(bytes.text, path: ".env.local") else { return }
    for (name, value) in variables {
      require(!name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "a name that is none")
      require(!value.contains(where: \.isNewline), "a value of two lines")
    }
    let runEnvironment = RunEnvironment([:], completedBy: variables)
    require(runEnvironment.variables["PTERODACTYL_API_KEY"] == nil, "the key is among the variables")
  },
  FuzzTarget(name: "egg-rules") { bytes in
    let parts = bytes.parts(2)
    let (rules, value) = (parts[0].text, parts[1].text)
    let egg = Egg(
      id: EggID(1),
      variables: [
        .init(name: "A", rules: rules, defaultValue: ""), .init(name: "B", rules: "nullable|string", defaultValue: ""),
      ], images: nil)
    let findings = EggChecks(egg).findings(environment: ["A": value, "B": "b"], image: "x")
    for case .refused(_, let violation) in findings {
      require(violation.message.utf8.count < 65_536, "a message of \(violation.message.utf8.count) bytes")
    }
  },
]

private func walk(_ node: Node, in document: Document, depth: Int) {
  require(depth <= 16, "deeper than the limit")
  _ = document.text(of: node)
  for item in document.items(of: node) { walk(item, in: document, depth: depth + 1) }
  for entry in document.entries(of: node) {
    walk(entry.key, in: document, depth: depth + 1)
    walk(entry.value, in: document, depth: depth + 1)
  }
}
