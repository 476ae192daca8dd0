import FoundationEssentials
import Git
import Glibc
import Planner

/// The lock of one fleet in one clone on one machine: a file in the git directory that the kernel keeps locked as long as this process lives.
///
/// It keeps two runs in one clone apart, even without a remote. It also records whose claim was left at the remote when
/// a process died, so that the next run in this clone need not wait until that claim expires. This is only a hint, and
/// no other clone needs it.
final class LockFile: Sendable {
  /// The nonces of runs of this clone that died while they held the lock.
  let abandoned: Set<String>
  private let path: String
  private let descriptor: Int32

  private init(path: String, descriptor: Int32, abandoned: Set<String>) {
    self.path = path
    self.descriptor = descriptor
    self.abandoned = abandoned
  }

  deinit { close(descriptor) }

  /// What came of an attempt.
  enum Attempt: Sendable {
    case locked(LockFile)
    case held(process: Int32?, LockClaim?)
  }

  /// Tries once to lock a file in a git directory.
  static func lock(in directory: String, named name: String) throws(LockFailure) -> Attempt {
    let path = "\(directory)/\(name)"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw .file(path: path, why: String(cString: strerror(errno))) }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let number = errno
      if number == EINTR { continue }
      let note = Note(read(descriptor))
      close(descriptor)
      guard number == EWOULDBLOCK else { throw .file(path: path, why: String(cString: strerror(number))) }
      return .held(
        process: note.flatMap { $0.process == 0 ? nil : $0.process }, note.flatMap { readLockMessage($0.message) })
    }
    let note = Note(read(descriptor))
    let isOfThisFile = note.map { $0.evidence == evidence(of: descriptor) } ?? false
    return .locked(LockFile(path: path, descriptor: descriptor, abandoned: isOfThisFile ? Set(note?.nonces ?? []) : []))
  }

  /// Records who is at work, before any request to a remote.
  ///
  /// - Parameter beside: what earlier runs left behind, as long as it is not known to be gone.
  func note(_ claim: LockClaim, process: Int32, beside: Set<String>) throws(LockFailure) {
    try write(
      Note(
        process: process, evidence: Self.evidence(of: descriptor), nonces: beside.sorted().suffix(100) + [claim.nonce],
        message: lockMessage(for: claim)))
  }

  /// Unlocks the file, and notes that nobody works and what may be left behind all the same. The file stays: removing
  /// it could take another process's lock away.
  func leave(_ nonces: Set<String>) {
    defer { flock(descriptor, LOCK_UN) }
    guard !nonces.isEmpty else { return _ = ftruncate(descriptor, 0) }
    let note = Note(
      process: 0, evidence: Self.evidence(of: descriptor), nonces: nonces.sorted().suffix(100), message: "")
    // A missing hint costs some waiting, and no more.
    try? write(note)
  }

  private func write(_ note: Note) throws(LockFailure) {
    let bytes = Array(note.text.utf8)
    guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count, ftruncate(descriptor, off_t(bytes.count)) == 0
    else {
      throw .file(path: path, why: String(cString: strerror(errno)))
    }
  }

  private static func read(_ descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 16_384)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  /// Identifies this file since this machine was started. A copy of it, in another clone or from a backup, is another
  /// file, and says nothing about processes.
  private static func evidence(of descriptor: Int32) -> String {
    var status = stat()
    guard fstat(descriptor, &status) == 0,
      let boot = FileManager.default.contents(atPath: "/proc/sys/kernel/random/boot_id")
    else { return "none" }
    let start = String(decoding: boot, as: UTF8.self).filter { !$0.isWhitespace }
    return "\(start)/\(status.st_dev)/\(status.st_ino)"
  }
}

/// The contents of the file: a line each for process, evidence and nonces, then the claim.
private struct Note {
  let process: Int32
  let evidence: String
  let nonces: [String]
  let message: String

  init(process: Int32, evidence: String, nonces: [String], message: String) {
    self.process = process
    self.evidence = evidence
    self.nonces = nonces
    self.message = message
  }

  init?(_ text: String) {
    let lines = text.split(separator: "\n", maxSplits: 3, omittingEmptySubsequences: false)
    guard lines.count == 4, let process = Int32(lines[0]) else { return nil }
    self.init(
      process: process, evidence: String(lines[1]), nonces: lines[2].split(separator: " ").map(String.init),
      message: String(lines[3]))
  }

  var text: String { "\(process)\n\(evidence)\n\(nonces.joined(separator: " "))\n\(message)" }
}
