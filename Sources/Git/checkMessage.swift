import FoundationEssentials
import Glibc

extension SignatureCheck {
  /// What ssh-keygen says of an ssh signature over some bytes, for somebody whom an allowed-signers file names.
  ///
  /// - Parameters:
  ///   - namespace: the only one in which it counts. A line of the file may allow its key some namespaces and no others.
  ///   - time: when it is said to have been made, in seconds since 1970: keys may be valid from and until.
  /// - Returns: `.unchecked` where there is no ssh-keygen that can tell.
  public func verdict(
    on message: [UInt8], signature: [UInt8], in namespace: String, trusting trust: Trust, at time: Int64
  ) async throws(GitError) -> SignatureVerdict {
    let scratch = try ScratchFolder(in: program.temporaryFolder)
    defer { withExtendedLifetime(scratch) {} }
    let file = try scratch.write(signature, as: "signature")
    func keygen(_ action: String, _ options: [String]) async throws(GitError) -> GitAnswer {
      try await program.adding(["TZ": "UTC"]).runBeside(
        "ssh-keygen", ["-Y", action, "-s", file] + options, in: folder, input: message,
        step: "checking a signature", within: .seconds(60))
    }
    let intact = try await keygen("check-novalidate", ["-n", namespace])
    guard intact.status == 0 else {
      let isUnknown = intact.status == 127 || intact.stderr.contains("unknown option")
      return SignatureVerdict(state: isUnknown ? .unchecked : .bad, key: "", signer: "")
    }
    let key = fingerprint(in: intact.output) ?? ""
    let allowed = try allowedSigners(trust, in: scratch)
    let moment = ["-f", allowed, "-Overify-time=\(digits(of: time))"]
    let found = try await keygen("find-principals", moment)
    for line in found.status == 0 ? found.output.split(separator: "\n") : [] {
      let answer = try await keygen("verify", moment + ["-n", namespace, "-I", String(line)])
      if answer.status == 0 { return SignatureVerdict(state: .good, key: key, signer: String(line)) }
    }
    return SignatureVerdict(state: .untrusted, key: key, signer: "")
  }

  /// The file that says whose signatures count, in the scratch folder where it is only known by what it holds.
  func allowedSigners(_ trust: Trust, in scratch: ScratchFolder) throws(GitError) -> String {
    switch trust {
    case .file(let path): path
    case .contents(let bytes): try scratch.write(bytes, as: "allowed_signers")
    }
  }
}

/// `20261122120000`, in UTC.
private func digits(of time: Int64) -> String {
  var (seconds, parts) = (time_t(time), tm())
  guard gmtime_r(&seconds, &parts) != nil else { return "19700101000000" }
  let values =
    [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
    + [Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec)]
  return values.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
}
