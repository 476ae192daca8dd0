import FoundationEssentials

/// What a run leaves for the steps and jobs behind it, under names that stay.
public struct RunOutputs: Sendable, Hashable {
  /// One output.
  public struct Output: Sendable, Hashable {
    /// Lower case with dashes: `run-url`.
    public let name: String
    public let value: Value

    init(_ name: String, _ value: Value) { (self.name, self.value) = (name, value) }
  }

  /// What an output can be.
  public enum Value: Sendable, Hashable {
    case number(Int)
    /// Nil where there is nothing to say.
    case text(String?)
    case lines([String])
  }

  /// The verb whose outputs they are: `plan`.
  public let verb: String
  public let outputs: [Output]

  init(of verb: String, _ outputs: [Output]) { (self.verb, self.outputs) = (verb, outputs) }
}

extension RunOutputs {
  /// As GitHub, Gitea and Forgejo read them from the file `GITHUB_OUTPUT`: `name=value`, and several lines between two delimiters.
  ///
  /// - Parameter delimiter: a text that nobody can guess, or a value could end itself and set others.
  public func forActions(delimiter: String) -> String {
    outputs.map { output in
      let text = output.value.text
      guard text.contains(where: \.isNewline) else { return "\(output.name)=\(text)\n" }
      return "\(output.name)<<\(delimiter)\n\(text)\n\(delimiter)\n"
    }.joined()
  }

  /// As GitLab reads them from an artifact of the kind `dotenv`: `BOTFLEET_PLAN_RUN_URL=…`, one line each. Several lines are joined by `; `.
  public var dotenv: String {
    outputs.map { output in
      let name = output.name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
      let text = output.value.text.split(whereSeparator: \.isNewline).joined(separator: "; ")
      return "BOTFLEET_\(verb.uppercased())_\(name)=\(text)\n"
    }.joined()
  }

  /// As one object of JSON, `"format": "botfleet.ci-plan/1"`, with the same names, null where there is nothing to say.
  public var json: String { encoded([.prettyPrinted]) }

  /// The same on one line, for the end of a run's events.
  public var jsonLine: String { encoded([]) }

  private func encoded(_ formatting: JSONEncoder.OutputFormatting) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting.union([.sortedKeys, .withoutEscapingSlashes])
    let format = Output("format", .text("botfleet.ci-\(verb)/1"))
    let fields = Dictionary(uniqueKeysWithValues: ([format] + outputs).map { ($0.name, $0.value) })
    guard let data = try? encoder.encode(fields) else { preconditionFailure("outputs cannot be written as JSON") }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}

extension RunOutputs.Value: Encodable {
  /// As a number, a text, null or a list of texts.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .text(let text?): try container.encode(text)
    case .text(nil): try container.encodeNil()
    case .lines(let lines): try container.encode(lines)
    }
  }

  fileprivate var text: String {
    switch self {
    case .number(let number): "\(number)"
    case .text(let text): text ?? ""
    case .lines(let lines): lines.joined(separator: "\n")
    }
  }
}
