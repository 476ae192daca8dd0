/// Why a token lets nobody in. Nobody but tests is told which: whoever is refused learns nothing.
public enum TokenRefused: Error, Hashable, Sendable {
  /// It has no three parts of base64url, or they are too long, or no JSON.
  case unreadable
  /// It names an algorithm that its key does not have, none at all, or extensions that have to be understood.
  case algorithm
  /// No key that is known signed it.
  case unknownKey
  case badSignature
  case expired
  case notYet
  /// It is for another project or another use: `iss`, `aud`, `role`.
  case elsewhere
  /// It is of nobody: without `sub`, or of somebody who has not signed in.
  case nobody
}
