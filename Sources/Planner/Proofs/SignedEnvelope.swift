/// A message and its signatures in the form of DSSE, the Dead Simple Signing Envelope (version 1).
///
/// What is signed is not the message alone: `signedBytes(of:as:)` says what.
public struct SignedEnvelope: Hashable, Sendable {
  /// What kind of message it is: `application/vnd.in-toto+json`.
  public let payloadType: String
  /// The message, byte for byte as it was signed.
  public let payload: [UInt8]
  public let signatures: [Signature]

  /// One signature over the message.
  public struct Signature: Hashable, Sendable {
    /// The key's fingerprint, `SHA256:…`. A hint: nobody has signed it.
    public let keyID: String
    /// An armored ssh signature, as `ssh-keygen -Y sign` writes it.
    public let bytes: [UInt8]

    public init(keyID: String, bytes: [UInt8]) { (self.keyID, self.bytes) = (keyID, bytes) }
  }

  public init(payloadType: String, payload: [UInt8], signatures: [Signature]) {
    (self.payloadType, self.payload, self.signatures) = (payloadType, payload, signatures)
  }

  /// Larger notes are not read.
  public static let largest = 16 << 20
  private static let mostSignatures = 8
}

extension SignedEnvelope {
  /// What is signed, so that no message of one kind passes for one of another: DSSE's "pre-authentication encoding".
  public static func signedBytes(of payload: [UInt8], as payloadType: String) -> [UInt8] {
    Array("DSSEv1 \(payloadType.utf8.count) \(payloadType) \(payload.count) ".utf8) + payload
  }

  /// What its signatures were made over, if they are good.
  public var signedBytes: [UInt8] { Self.signedBytes(of: payload, as: payloadType) }

  /// The envelope as one line of JSON.
  public var text: String {
    JSONValue.object([
      .init("payload", .string(base64(payload))), .init("payloadType", .string(payloadType)),
      .init(
        "signatures",
        .array(
          signatures.map { signature in
            .object([.init("keyid", .string(signature.keyID)), .init("sig", .string(base64(signature.bytes)))])
          })),
    ]).canonical + "\n"
  }

  /// Reads what `text` wrote, or what another tool did: keys in any order, and more of them.
  public init(_ bytes: [UInt8]) throws(ProofFault) {
    guard bytes.count <= Self.largest else { throw ProofFault("it is larger than \(Self.largest) bytes") }
    let value: JSONValue
    do throws(JSONFault) { value = try parseJSON(bytes) } catch {
      throw ProofFault("it is not an envelope: \(error)")
    }
    let fields = try JSONFields(value, "its envelope")
    payloadType = try fields.text("payloadType")
    payload = try Self.decoded(fields["payload"], "its payload")
    var signatures: [Signature] = []
    for item in try fields.list("signatures", upTo: Self.mostSignatures) {
      let signature = try JSONFields(item, "a signature")
      let isNamed = signature["keyid"] != nil
      signatures.append(
        Signature(
          keyID: isNamed ? try signature.text("keyid") : "", bytes: try Self.decoded(signature["sig"], "a signature")))
    }
    guard !signatures.isEmpty else { throw ProofFault("its envelope has no signature") }
    self.signatures = signatures
  }

  private static func decoded(_ value: JSONValue?, _ what: String) throws(ProofFault) -> [UInt8] {
    guard case .string(let text)? = value, let bytes = bytes(ofBase64: text) else {
      throw ProofFault("\(what) is not base64")
    }
    return bytes
  }
}
