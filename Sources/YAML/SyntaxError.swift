import CLibYAML

/// What libyaml failed at, in its own words and with its own two places.
struct SyntaxError {
  /// What it says is wrong, as "did not find expected key".
  let message: String
  /// Where it gave up.
  let place: Place
  /// The beginning of what it was reading: a list, a quote, a key.
  let contextPlace: Place
  /// What it was reading, as "while parsing a flow sequence".
  let context: String

  init(_ parser: yaml_parser_t) {
    message = parser.problem.map { String(cString: $0) } ?? "there is not enough memory to continue"
    context = parser.context.map { String(cString: $0) } ?? ""
    place = Place(parser.problem_mark)
    contextPlace = parser.context == nil ? place : Place(parser.context_mark)
  }
}
