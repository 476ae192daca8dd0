extension Desired {
  /// What is wished for where some fields are left as the panel has them.
  ///
  /// A text goes back as it is read, as if it were the customer's; a variable as if no document declared it. Limits, egg and
  /// command are sent with the rest of their group, and have the observed value there. The owner is for whoever looks it up.
  func ignoring(_ fields: Set<Field>, on observed: ServerSpec) -> Desired {
    guard !fields.isEmpty else { return self }
    var wish = spec(over: observed, owner: observed.details.owner, isSuspended: observed.isSuspended)
    for field in fields { wish.take(field, from: observed) }
    return Desired(
      sold: sold, name: fields.contains(.name) ? name.leftAlone : name,
      description: fields.contains(.description) ? description.leftAlone : description,
      image: fields.contains(.image) ? image.leftAlone : image, build: wish.build, egg: wish.startup.egg,
      command: wish.startup.command, environment: environment.filter { !fields.contains(.variable($0.key)) },
      customersVariables: customersVariables.filter { !fields.contains(.variable($0.key)) },
      overridden: overridden.filter { !fields.contains(.variable($0)) })
  }
}

extension Desired.Decided {
  fileprivate var leftAlone: Desired.Decided { .byCustomer(initially: initial) }
}
