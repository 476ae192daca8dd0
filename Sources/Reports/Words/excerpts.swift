internal import Planner

/// A difference's two values, cut and delimited for people; what may not be shown is a word.
func shownValues(of difference: Difference, upTo limit: Int) -> (old: String, new: String) {
  shownValues(of: difference.field, difference.old, difference.new, upTo: limit)
}

/// What the panel has and what it should have, cut and delimited for people; what may not be shown is a word.
func shownValues(
  of field: Field, _ observed: ObservedValue, _ wanted: String, upTo limit: Int
) -> (old: String, new: String) {
  let (old, new) = excerpts(field.said(observed.text ?? ""), field.said(wanted), upTo: limit)
  return (observed.word ?? delimited(old), delimited(new))
}

/// Two versions of a value, cut where they are long, around the place where they begin to differ.
///
/// Cut from the front alone, two long values that differ at their end would look the same.
func excerpts(_ old: String, _ new: String, upTo limit: Int) -> (old: String, new: String) {
  let (oldScalars, newScalars) = (Array(old.unicodeScalars), Array(new.unicodeScalars))
  guard max(oldScalars.count, newScalars.count) > limit else { return (old, new) }
  let same = zip(oldScalars, newScalars).prefix { $0 == $1 }.count
  let start = same > limit / 2 ? same - limit / 4 : 0
  return (window(oldScalars, from: start, limit), window(newScalars, from: start, limit))
}

private func window(_ scalars: [Unicode.Scalar], from start: Int, _ limit: Int) -> String {
  let part = scalars.dropFirst(start).prefix(limit)
  var text = String.UnicodeScalarView()
  text.append(contentsOf: part)
  let isWhole = part.count == scalars.count
  let length = isWhole ? "" : " (\(thousands(scalars.count)) characters)"
  let ending = start + part.count < scalars.count ? "…" : ""
  return (start > 0 ? "…" : "") + String(text) + ending + length
}
