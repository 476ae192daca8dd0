import FoundationEssentials
import Hummingbird
import NIOCore

/// An answer of JSON, which nobody keeps.
func jsonResponse(_ status: HTTPResponse.Status, _ value: some Encodable) -> Response {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  // Our own values of texts and numbers can always be written.
  let data = (try? encoder.encode(value)) ?? Data("{}".utf8)
  return textResponse(status, String(decoding: data, as: UTF8.self) + "\n", type: "application/json")
}

func textResponse(
  _ status: HTTPResponse.Status, _ text: String, type: String = "text/plain; charset=utf-8"
) -> Response {
  Response(
    status: status,
    headers: [.contentType: type, .cacheControl: "no-store", .xContentTypeOptions: "nosniff"],
    body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
}
