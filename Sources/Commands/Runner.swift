import CI
import Forges
import FoundationEssentials
import Planner
import Reports

/// The runner of a CI job as a command speaks to it: through the streams, and through files that its environment names.
struct Runner {
  /// Nil where it is none of the known forges'.
  let kind: ForgeKind?
  private let variables: [String: String]
  private let invocation: Invocation
  private let console: Console

  init(of pipeline: Pipeline, _ variables: [String: String], _ invocation: Invocation, _ console: Console) {
    kind = pipeline.place?.kind
    self.variables = variables.filter { !$0.value.isEmpty }
    (self.invocation, self.console) = (invocation, console)
  }

  /// Whether lines that begin with `::` are commands to it.
  private var readsCommands: Bool { kind != nil && kind != .gitLab }

  /// Prints what was asked for, which holds other people's text; the runner takes no line of it for a command.
  func answer(_ text: String) {
    console.answer(readsCommands ? withoutRunnerCommands(text, token: randomNonce()) : text)
  }

  /// Runs something that prints other people's text as it goes; the runner takes no line of it for a command.
  func withoutCommands<Value>(on stream: Console.Stream, _ body: () async -> Value) async -> Value {
    guard readsCommands else { return await body() }
    let token = randomNonce()
    console.write("::stop-commands::\(token)", to: stream)
    let value = await body()
    console.write("::\(token)::", to: stream)
    return value
  }

  /// Shows problems beside the lines of the pull request, where the runner can.
  func annotate(_ problems: [Diagnostic], on stream: Console.Stream) {
    guard readsCommands else { return }
    let sorted = problems.filter { $0.severity == .error } + problems.filter { $0.severity == .warning }
    if !sorted.isEmpty { console.write(diagnosticsGitHub(sorted), to: stream) }
  }

  /// Adds to the page that the forge shows of the job. Where that cannot be, nothing else is the matter.
  func summarize(_ page: String) {
    guard let path = variables["GITHUB_STEP_SUMMARY"] else { return }
    do throws(OutputFileFailure) { try appendToFile(page, at: invocation.path(path)) } catch {
      console.complain("warning: the job's summary could not be written: \(error)")
    }
  }

  /// Leaves outputs for later steps, and in a file that somebody named.
  ///
  /// - Returns: whether all could be written; else it was said why not.
  func leave(_ outputs: RunOutputs, in file: String?) -> Bool {
    var isWhole = true
    if let path = variables["GITHUB_OUTPUT"] {
      isWhole = attempt("the outputs", path) { () throws(OutputFileFailure) in
        try appendToFile(outputs.forActions(delimiter: randomNonce()), at: invocation.path(path))
      }
    }
    guard let file else { return isWhole }
    return attempt("the outputs", file) { () throws(OutputFileFailure) in
      try writeFile(outputs.dotenv, to: invocation.path(file))
    } && isWhole
  }

  /// Writes files into a folder that somebody named, which is made where it is not there.
  ///
  /// - Returns: whether all could be written; else it was said why not.
  func leave(_ files: [String: String], below folder: String?) -> Bool {
    guard let folder else { return true }
    let path = invocation.path(folder)
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return files.sorted { $0.key < $1.key }.allSatisfy { name, text in
      attempt(name, "\(folder)/\(name)") { () throws(OutputFileFailure) in try writeFile(text, to: "\(path)/\(name)") }
    }
  }

  private func attempt(_ what: String, _ path: String, _ body: () throws(OutputFileFailure) -> Void) -> Bool {
    do throws(OutputFileFailure) {
      try body()
      return true
    } catch {
      console.complain("error: \(what) could not be written to \(escapedForDisplay(path, upTo: 4096)): \(error)")
      return false
    }
  }
}

/// A file that the environment names; nil where it cannot be read.
func contents(of path: String) -> [UInt8]? { FileManager.default.contents(atPath: path).map(Array.init) }
