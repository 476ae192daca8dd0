import CLibCurl

/// What libcurl's result and the server's last answer mean for the mail.
///
/// The answer decides where it refuses; libcurl's own codes for a refusal differ by the command that was refused.
func readFailure(_ code: CURLcode, _ reply: MailReply?, _ detail: String) -> MailFailure {
  switch code {
  case CURLE_ABORTED_BY_CALLBACK: return .cancelled
  case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
    CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_INITFAILED,
    CURLE_USE_SSL_FAILED:
    return .untrusted(detail)
  // The last answer may be one to something that went well.
  case CURLE_OPERATION_TIMEDOUT, CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST, CURLE_RECV_ERROR, CURLE_GOT_NOTHING:
    return .interrupted(detail)
  default: break
  }
  guard let reply else { return code == CURLE_LOGIN_DENIED ? .signInRefused(nil) : .interrupted(detail) }
  switch reply.code {
  case 400..<500: return .postponed(reply)
  // RFC 4954: a mechanism too weak, wrong words, encryption needed; and 530, which wants a sign-in first.
  case 530, 534, 535, 538: return .signInRefused(reply)
  case 500..<600: return code == CURLE_LOGIN_DENIED ? .signInRefused(reply) : .refused(reply)
  default: return code == CURLE_LOGIN_DENIED ? .signInRefused(reply) : .interrupted(detail)
  }
}

/// libcurl wants to be initialised before any thread uses it, and counts how often it was.
let isLibCurlReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
