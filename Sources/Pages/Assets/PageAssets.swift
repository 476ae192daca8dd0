import Crypto

/// The files that pages load: their style and their script, each under a name that changes with its content, so that browsers keep them.
public struct PageAssets: Sendable {
  public let style: Asset
  public let script: Asset

  /// One file.
  public struct Asset: Sendable {
    /// `/assets/pages-3f2a9c1b04d7.css`
    public let path: String
    public let type: String
    public let bytes: [UInt8]

    init(_ bytes: [UInt8], _ ending: String, type: String) {
      let digest = SHA256.hash(data: bytes).prefix(6)
        .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      (path, self.type, self.bytes) = ("/assets/pages-\(digest).\(ending)", type, bytes)
    }
  }

  public init() {
    style = Asset(PackageResources.pages_css, "css", type: "text/css; charset=utf-8")
    script = Asset(PackageResources.pages_js, "js", type: "text/javascript; charset=utf-8")
  }

  /// The file at a path; nil where there is none.
  public subscript(path: String) -> Asset? { [style, script].first { $0.path == path } }
}
