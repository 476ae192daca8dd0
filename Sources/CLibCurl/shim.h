#pragma once
#include <curl/curl.h>
#include <sys/socket.h>

/* Swift cannot call variadic C functions: one typed inline for each argument type,
   so that curl's own type checks still look at every line here. */

static inline CURLcode bf_curl_set_long(CURL *h, CURLoption o, long v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode bf_curl_set_off(CURL *h, CURLoption o, curl_off_t v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode bf_curl_set_string(CURL *h, CURLoption o, const char *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode bf_curl_set_pointer(CURL *h, CURLoption o, void *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode bf_curl_set_slist(CURL *h, CURLoption o, struct curl_slist *v) {
  return curl_easy_setopt(h, o, v);
}

static inline CURLcode bf_curl_set_body_receiver(CURL *h, curl_write_callback f, void *context) {
  CURLcode code = curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, f);
  return code != CURLE_OK ? code : curl_easy_setopt(h, CURLOPT_WRITEDATA, context);
}

static inline CURLcode bf_curl_set_header_receiver(CURL *h, curl_write_callback f, void *context) {
  CURLcode code = curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, f);
  return code != CURLE_OK ? code : curl_easy_setopt(h, CURLOPT_HEADERDATA, context);
}

static inline CURLcode bf_curl_set_body_source(CURL *h, curl_read_callback f, void *context) {
  CURLcode code = curl_easy_setopt(h, CURLOPT_READFUNCTION, f);
  return code != CURLE_OK ? code : curl_easy_setopt(h, CURLOPT_READDATA, context);
}

/* Called at least about once a second; anything but 0 ends the transfer. */
static inline CURLcode bf_curl_set_progress_watcher(CURL *h, curl_xferinfo_callback f, void *context) {
  CURLcode code = curl_easy_setopt(h, CURLOPT_XFERINFOFUNCTION, f);
  if (code == CURLE_OK) code = curl_easy_setopt(h, CURLOPT_XFERINFODATA, context);
  return code != CURLE_OK ? code : curl_easy_setopt(h, CURLOPT_NOPROGRESS, 0L);
}

static inline CURLcode bf_curl_set_error_buffer(CURL *h, char *buffer) {
  return curl_easy_setopt(h, CURLOPT_ERRORBUFFER, buffer);
}

/* libcurl's own sockets pass to programs that are started meanwhile, which then keep a connection open that we have closed. */
static inline curl_socket_t bf_curl_open_private_socket(void *context, curlsocktype purpose, struct curl_sockaddr *a) {
  (void)context, (void)purpose;
  return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

static inline CURLcode bf_curl_keep_sockets_private(CURL *h) {
  return curl_easy_setopt(h, CURLOPT_OPENSOCKETFUNCTION, bf_curl_open_private_socket);
}

/* Of mail. The words for it are an enumeration's in older versions of libcurl, and numbers in newer ones. */
static inline CURLcode bf_curl_require_tls(CURL *h, int required) {
  return curl_easy_setopt(h, CURLOPT_USE_SSL, (long)(required ? CURLUSESSL_ALL : CURLUSESSL_NONE));
}

static inline CURLcode bf_curl_get_long(CURL *h, CURLINFO i, long *v) { return curl_easy_getinfo(h, i, v); }
static inline CURLcode bf_curl_get_off(CURL *h, CURLINFO i, curl_off_t *v) { return curl_easy_getinfo(h, i, v); }

static inline CURLMcode bf_curl_multi_set_long(CURLM *m, CURLMoption o, long v) { return curl_multi_setopt(m, o, v); }
static inline CURLcode bf_curl_message_result(const CURLMsg *m) { return m->data.result; }
