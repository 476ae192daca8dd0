import Foundation

/// How the panel's database compares text: without case, accents and trailing spaces (recordings 21-013, 21-020).
func collated(_ text: String) -> String {
  var folded = foldedForSearch(text)
  while folded.last == " " { folded.removeLast() }
  return folded
}

/// How the panel's filters compare text: without case and accents.
func foldedForSearch(_ text: String) -> String {
  let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
  return isPlain ? text.lowercased() : text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
}
