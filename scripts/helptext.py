"""Reads what `botfleet --experimental-dump-help` prints, for the manual pages and for docs/commands.md."""
import collections
import json
import re

Paragraph = collections.namedtuple("Paragraph", "text")
# What is shown as it is, line by line: commands, and tables that spaces make.
Literal = collections.namedtuple("Literal", "lines")
Heading = collections.namedtuple("Heading", "text")

EXAMPLE = re.compile(r"^(Examples?):\s*$")


class Option:
    """An option, a flag or an argument, as its help has it."""

    def __init__(self, dumped):
        self.dumped = dumped
        self.is_positional = dumped["kind"] == "positional"
        self.takes_value = dumped["kind"] == "option"
        self.value = dumped.get("valueName", "")
        names = [("-" if name["kind"] == "short" else "--" if name["kind"] == "long" else "-") + name["name"]
                 for name in dumped.get("names", [])]
        self.names = sorted(names, key=lambda name: (name.startswith("--"), names.index(name)))

    @property
    def text(self):
        """What it is for, with its values and its default."""
        text = self.dumped.get("abstract", "")
        if self.dumped.get("discussion"):
            text += " " + " ".join(self.dumped["discussion"].split())
        notes = []
        if self.dumped.get("allValues"):
            notes.append("values: " + ", ".join(self.dumped["allValues"]))
        if "defaultValue" in self.dumped:
            notes.append("default: " + self.dumped["defaultValue"])
        return text + (f" ({'; '.join(notes)})" if notes else "")

    @property
    def form(self):
        """How it stands in a command line's summary."""
        if self.is_positional:
            form = f"<{self.value}>" + (" ..." if self.dumped["isRepeating"] else "")
        else:
            form = self.names[-1] + (f" <{self.value}>" if self.takes_value else "")
        return f"[{form}]" if self.dumped["isOptional"] else form


class Command:
    """A program or one of its verbs."""

    def __init__(self, dumped, above=()):
        self.words = [*above, dumped["commandName"]]
        self.abstract = dumped.get("abstract", "")
        self.discussion = list(blocks(dumped.get("discussion", "")))
        self.options = paired([Option(option) for option in dumped.get("arguments", []) if option["shouldDisplay"]])
        self.commands = [Command(command, self.words) for command in dumped.get("subcommands", [])
                         if command["shouldDisplay"] and command["commandName"] != "help"]

    @property
    def name(self):
        return " ".join(self.words)

    @property
    def own_options(self):
        """Without those that every command has."""
        return [option for option in self.options if not {"--help", "--version"} & set(option.names)]

    def all(self):
        """Itself and every command below, in the order of the help."""
        yield self
        for command in self.commands:
            yield from command.all()


def paired(options):
    """The options, with --x and --no-x as one, as the help has them."""
    found = []
    for option in options:
        before = found[-1] if found else None
        if before and option.names and before.names and option.names[-1] == f"--no-{before.names[-1][2:]}":
            before.names = [*before.names, *option.names]
        else:
            found.append(option)
    return found


def read(text):
    """The program that a dump describes."""
    return Command(json.loads(text)["command"])


def blocks(text):
    """A discussion's parts. Indented lines, and columns made with spaces, stay as they are; "Example:" is a heading; all else is paragraphs."""
    for part in re.split(r"\n[ \t]*\n", text.strip("\n")):
        lines = part.splitlines()
        if lines and (match := EXAMPLE.match(lines[0])):
            yield Heading(match[1])
            lines = lines[1:]
        if not lines:
            continue
        if lines[0].startswith(" ") or any(re.search(r"\S {3,}\S", line) for line in lines):
            yield Literal(unindented(lines))
            continue
        following = next((at for at, line in enumerate(lines) if line.startswith("  ")), len(lines))
        yield Paragraph(" ".join(" ".join(lines[:following]).split()))
        if lines[following:]:
            yield Literal(unindented(lines[following:]))


def unindented(lines):
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return [line[margin:].rstrip() for line in lines]
