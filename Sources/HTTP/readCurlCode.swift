import CLibCurl

/// libcurl's result as a failure. Codes without a case of their own end the exchange all the same.
func readCurlCode(
  _ code: CURLcode, after progress: TransportFailure.RequestProgress, _ detail: String
) -> TransportFailure {
  switch code {
  case CURLE_URL_MALFORMAT:
    .invalidRequest(detail)
  case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
    .cannotResolve(detail)
  case CURLE_COULDNT_CONNECT:
    .cannotConnect(detail)
  case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
    CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_INITFAILED:
    .tlsFailed(detail)
  case CURLE_OPERATION_TIMEDOUT:
    .timedOut(progress)
  case CURLE_OUT_OF_MEMORY:
    .outOfResources(detail)
  default:
    .interrupted(progress, detail)
  }
}
