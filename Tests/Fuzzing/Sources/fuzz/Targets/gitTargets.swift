import Applier
import Glibc
import Planner

@testable import Git

// The kinds of objects are libgit2's: a commit is 1, a tree 2.

/// Objects as somebody else may have written them, and what git says of remotes.
let gitTargets = [
  FuzzTarget(name: "tree") { bytes in
    MemoryRepository.use { pack in
      guard let tree = try? pack.write(bytes, as: .init(2)) else { return }
      let text = "tree \(tree)\nauthor A <a@b> 0 +0000\ncommitter A <a@b> 0 +0000\n\n"
      guard let commit = try? pack.write(Array(text.utf8), as: .init(1)) else { return }
      let all = (try? listTree(at: commit, below: "", in: pack.repository)) ?? []
      let some = (try? listTree(at: commit, below: "fleet", in: pack.repository)) ?? []
      require(some.count <= all.count || all.isEmpty, "more in a folder than in all")
      _ = try? readContents(of: all, limit: 1 << 10, in: pack.repository, into: 0) { count, _ in count += 1 }
    }
  },
  FuzzTarget(name: "commit") { bytes in
    MemoryRepository.use { pack in
      let whole = Array("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n".utf8) + bytes
      guard let id = try? pack.write(whole, as: .init(1)) else { return }
      guard let commit = try? readCommit(id, in: pack.repository) else { return }
      for trailer in commit.trailers { require(!trailer.key.isEmpty, "a trailer without a key") }
    }
  },
  FuzzTarget(name: "proof") { bytes in
    do throws(ProofFault) {
      let envelope = try SignedEnvelope(bytes)
      require((try? SignedEnvelope(Array(envelope.text.utf8))) == envelope, "an envelope is read back as another")
    } catch {
      requireHarmless(error.description)
    }
    do throws(ProofFault) {
      let kind = ProofStatement.payloadType
      let statement = try ProofStatement(SignedEnvelope(payloadType: kind, payload: bytes, signatures: []))
      let written = SignedEnvelope(payloadType: kind, payload: statement.payload, signatures: [])
      require((try? ProofStatement(written)) == statement, "a statement is read back as another")
    } catch {
      requireHarmless(error.description)
    }
    _ = SSHSignature(armored: bytes)
  },
  FuzzTarget(name: "push-report") { bytes in
    let parts = bytes.parts(3)
    let answer = GitAnswer(status: parts[0].isEmpty ? 0 : 1, output: parts[1].text, stderr: parts[2].text)
    _ = readPushReport(answer, on: "refs/heads/main")
    _ = classify(answer)
  },
  FuzzTarget(name: "lock") { bytes in
    guard let claim = readLockMessage(bytes.text) else { return }
    requireHarmless(LockHolder.run(claim, remote: "origin").description)
    let written = lockMessage(for: claim)
    requireHarmless(written)
    guard let again = readLockMessage(written) else { fatalError("what is written is no lock") }
    require(again.nonce == claim.nonce && again.expires == claim.expires, "a lock is read back as another")
  },
  FuzzTarget(name: "masking") { bytes in
    let parts = bytes.parts(2)
    let said = parts[0].text + "https://botfleet:glpat-Token@git.example.com/x.git" + parts[1].text
    require(!maskSecrets(said).contains("glpat-Token"), "a token shows")
  },
]

/// A repository whose objects are in memory, made anew now and then.
private enum MemoryRepository {
  private final class Holder { var pack: ObjectPack; init(_ pack: consuming ObjectPack) { self.pack = pack } }
  private nonisolated(unsafe) static var holder: Holder?
  private nonisolated(unsafe) static var uses = 0

  private static let folder: String = {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var name = Array("\(parent)/fuzz-repository-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { fatalError("no folder for a repository") }
    let path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard system("git init -q --bare '\(path)'") == 0 else { fatalError("no repository") }
    return path
  }()

  static func use(_ body: (inout ObjectPack) -> Void) {
    uses += 1
    if holder == nil || uses % 5000 == 0 {
      guard let pack = try? ObjectPack(for: folder) else { fatalError("no pack") }
      holder = Holder(pack)
    }
    guard let holder else { fatalError("no repository") }
    body(&holder.pack)
  }
}
