/// The container of a map; nil where it is empty and PHP therefore wrote an empty list.
func mapContainer<Key: CodingKey>(
  of decoder: any Decoder, keyedBy key: Key.Type
) throws -> KeyedDecodingContainer<Key>? {
  do {
    return try decoder.container(keyedBy: key)
  } catch DecodingError.typeMismatch(let type, let context) {
    guard let list = try? decoder.unkeyedContainer(), list.count == 0 else {
      throw DecodingError.typeMismatch(type, context)
    }
    return nil
  }
}
