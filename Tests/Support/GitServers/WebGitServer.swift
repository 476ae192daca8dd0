import Foundation
public import RepositoryFixtures

/// A web server on loopback that serves one repository, and others in its folder, over TLS to whoever has a token: nginx, fcgiwrap and
/// `git http-backend`.
public final class WebGitServer: Sendable {
  /// `https://localhost:PORT/repository`, without a token.
  public let url: String
  public let user = "botfleet"
  public let token = "t0ken-of-the-tests"
  private let folder: ServerFolder

  /// - Parameter more: tokens of further users, by their names; hooks know them as `REMOTE_USER`.
  public init(serving repository: TemporaryRepository, users more: [String: String] = [:]) throws {
    folder = try ServerFolder()
    let port = try freePort()
    let place = URL(filePath: repository.path)
    url = "https://localhost:\(port)/\(place.lastPathComponent)"
    try folder.run(
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
      "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", "\(folder.path)/key.pem",
      "-out", "\(folder.path)/cert.pem")
    let users = more.merging([user: token]) { $1 }
    try folder.write(users.map { "\($0.key):{PLAIN}\($0.value)\n" }.joined(), to: "users")
    try folder.write(
      Self.settings(in: folder.path, port: port, root: place.deletingLastPathComponent().path), to: "nginx.conf")
    // Its children are the requests that it serves at once.
    try folder.serve(
      "fcgiwrap", "-c", "8", "-f", "-s", "unix:\(folder.path)/fcgi.sock",
      environment: repository.environment.filter {
        $0.key.hasPrefix("GIT_CONFIG") || $0.key == "HOME"
      })
    try folder.serve("nginx", "-c", "\(folder.path)/nginx.conf", "-p", folder.path, "-e", "\(folder.path)/error.log")
    let folder = folder
    try untilServed(port) { (try? folder.read("error.log")) ?? "" }
  }

  /// The URL with the token in it, as CI recipes write it.
  public var urlWithToken: String { url(for: user, token) }

  /// The URL for one of the users.
  public func url(for user: String, _ token: String) -> String {
    url.replacing("://", with: "://\(user):\(token)@")
  }

  /// The header that actions/checkout puts into git's configuration.
  public var header: String { "AUTHORIZATION: basic \(Data("\(user):\(token)".utf8).base64EncodedString())" }

  /// What git needs to trust the server: the environment wins over `-c http.sslCAInfo`.
  public var trust: [String: String] { ["GIT_SSL_CAINFO": "\(folder.path)/cert.pem"] }

  private static func settings(in folder: String, port: Int, root: String) -> String {
    """
    daemon off;
    master_process off;
    pid \(folder)/nginx.pid;
    error_log \(folder)/error.log;
    events {}
    http {
      access_log off;
      client_max_body_size 0;
      client_body_temp_path \(folder)/body;
      proxy_temp_path \(folder)/proxy;
      fastcgi_temp_path \(folder)/fastcgi;
      uwsgi_temp_path \(folder)/uwsgi;
      scgi_temp_path \(folder)/scgi;
      server {
        listen 127.0.0.1:\(port) ssl;
        ssl_certificate \(folder)/cert.pem;
        ssl_certificate_key \(folder)/key.pem;
        auth_basic git;
        auth_basic_user_file \(folder)/users;
        location / {
          fastcgi_pass unix:\(folder)/fcgi.sock;
          fastcgi_param SCRIPT_FILENAME \(backend);
          fastcgi_param GIT_PROJECT_ROOT \(root);
          fastcgi_param GIT_HTTP_EXPORT_ALL 1;
          fastcgi_param GIT_PROTOCOL $http_git_protocol;
          fastcgi_param PATH_INFO $uri;
          fastcgi_param QUERY_STRING $query_string;
          fastcgi_param REQUEST_METHOD $request_method;
          fastcgi_param CONTENT_TYPE $content_type;
          fastcgi_param CONTENT_LENGTH $content_length;
          fastcgi_param REMOTE_USER $remote_user;
          fastcgi_param REMOTE_ADDR $remote_addr;
        }
      }
    }
    """
  }

  private static let backend =
    ["/usr/lib/git-core", "/usr/libexec/git-core"].map { "\($0)/git-http-backend" }
    .first { FileManager.default.isExecutableFile(atPath: $0) } ?? "git-http-backend"
}
