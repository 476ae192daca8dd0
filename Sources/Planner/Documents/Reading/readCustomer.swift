internal import YAML

/// Reads who bought: an external id, or with `{ id, email, name }` all that is needed to make the panel user.
func readCustomer(_ node: Node?, with reader: inout DocumentReader) -> Located<Customer>? {
  guard let node else { return nil }
  guard reader.isMapping(node) else {
    return reader.value(node, parseShortLine).map { Located(Customer(id: $0), at: reader.place(of: node)) }
  }
  guard let fields: Fields<CustomerKey> = reader.fields(of: node) else { return nil }
  let id = reader.value(reader.required(.id, in: fields), parseShortLine)
  let email = reader.value(reader.required(.email, in: fields), parseCustomersEmail)
  let name = reader.value(reader.required(.name, in: fields), parseShortLine)
  guard let id, let email, let name else { return nil }
  return Located(Customer(id: id, contact: .init(email: email, name: name)), at: reader.place(of: node))
}

private enum CustomerKey: String, DocumentKey { case id, email, name }
