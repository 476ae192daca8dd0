public import Foundation

/// A program that was built with the tests: the build puts it beside them.
public func builtProgram(_ name: String) -> URL {
  URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: name)
}
