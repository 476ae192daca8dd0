extension Customer.Contact {
  /// Whether the panel's user is who this says; what was not read of the user tells nothing.
  func describes(_ user: PanelUser, as id: String) -> Bool {
    let made = NewUser(customer: id, contact: self, takenNames: [])
    let key = PersonKey(email: email, name: "\(made.firstName) \(made.lastName)")
    return key == PersonKey(email: user.email, name: user.name ?? "\(made.firstName) \(made.lastName)")
  }
}
