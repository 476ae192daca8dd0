/// Somebody who signed in.
public enum SignedIn: Hashable, Sendable, Codable {
  /// A user of Supabase's.
  case user(id: String, email: String?, isAdmin: Bool)
  /// The bearer of a customer's link.
  case customer(String)
  /// The bearer of an administrator's link, by the name that was given to it.
  case admin(name: String, email: String?)
}
