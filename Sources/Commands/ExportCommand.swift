import Applier
import ArgumentParser
import History
import Planner
import Release
import Reports

/// `botfleet export`
struct ExportCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write all changes of a period to a file, for auditors, from git alone.",
    usage: "botfleet export --from <day> --to <day> --out <file> [<options>]",
    discussion: """
      A line for each event that botfleet log shows: CSV (RFC 4180, UTF-8, times in UTC; what a spreadsheet would execute is defused) or \
      JSON lines. Beside it, FILE.json says the query, the counts, the file's digest, the commit that was read and the tool's version, so \
      that anybody can make the same file again.

      Example:
        botfleet export --from 2026-10-01 --to 2026-10-31 --out october.csv
        botfleet export --from 2026-01-01 --to 2026-12-31 --kind deleted \\
          --format jsonl --out deletions.jsonl
      """)

  @OptionGroup var shared: SharedOptions
  @OptionGroup var place: HistoryOptions
  @OptionGroup var events: EventOptions

  @Option(
    help: ArgumentHelp("The first day, in UTC; a time is fine too.", valueName: "yyyy-mm-dd"), transform: firstMoment)
  var from: Instant

  @Option(
    help: ArgumentHelp("The last day, in UTC; a time is fine too.", valueName: "yyyy-mm-dd"), transform: lastMoment)
  var to: Instant

  @Option(help: "The file's format.")
  var format = Format.csv

  @Option(help: ArgumentHelp("The file to write; FILE.json comes with it.", valueName: "file"), completion: .file())
  var out: String

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case csv, jsonl
  }

  func validate() throws {
    guard from <= to else { throw ValidationError("--from is later than --to") }
  }

  func run(in invocation: Invocation) async throws -> ExitStatus {
    let console = shared.console(of: invocation)
    let history = try await place.open(shared, invocation, console).history
    let found = try await console.looking { () throws(HistoryFailure) in
      try await history.events(events.filter(from: from, to: to), console.progress())
    }
    let text =
      switch format {
      case .csv: historyCSV(found)
      case .jsonl: historyJSONLines(found)
      }
    let name = out.split(separator: "/").last.map(String.init) ?? out
    let note = exportNoteJSON(
      found, query: [("from", from.description), ("to", to.description), ("format", format.rawValue)] + events.query,
      tip: "\(history.tip)", file: name, digest: Digest(of: text.utf8), bytes: text.utf8.count,
      version: ProgramVersion.number)
    for (text, path) in [(text, out), (note, "\(out).json")] {
      do throws(OutputFileFailure) { try writeFile(text, to: invocation.path(path)) } catch {
        throw ended("error: \(escapedForDisplay(path)) could not be written: \(error)", console)
      }
    }
    console.say(
      "\(counted(found.count, "event")) in \(escapedForDisplay(out)), described in \(escapedForDisplay(out)).json")
    return .ended(.done)
  }
}
