extension ServerSpec {
  /// The wish, with the panel's own value wherever the panel answered this very wish with it before.
  ///
  /// What the panel stores otherwise than it was asked would else differ for ever.
  func acceptingNormalization(to observed: ServerSpec, where applied: OrderResult.Applied?) -> ServerSpec {
    guard let applied, !applied.asked.isEmpty else { return self }
    let (wish, found) = (FieldValues(self), FieldValues(observed))
    var settled = self
    for field in applied.asked.fields
    where wish[field] == applied.asked[field] && found[field] == applied.spec[field] {
      settled.take(field, from: observed)
    }
    return settled
  }
}
