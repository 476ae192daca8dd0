import Glibc

/// The mail as it goes over the wire (RFC 5322), but for the dots that SMTP doubles, which libcurl does.
func writeMessage(_ message: MailMessage) -> [UInt8] {
  var header = [
    "Date: \(date(message.date))",
    "From: \(mailbox(message.from, after: 6))",
    "To: \(mailbox(message.to, after: 4))",
    "Subject: \(headerText(message.subject, after: 9))",
    "Message-ID: <\(message.id)@\(message.from.domain)>",
    // Nobody's out-of-office reply is wanted (RFC 3834).
    "Auto-Submitted: auto-generated",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: quoted-printable",
  ]
  if let language = message.language { header.append("Content-Language: \(language)") }
  return Array((header.joined(separator: "\r\n") + "\r\n\r\n").utf8) + quotedPrintable(message.text)
}

private func mailbox(_ address: MailAddress, after indent: Int) -> String {
  guard let name = address.name else { return address.address }
  return "\(phrase(name, after: indent))\r\n <\(address.address)>"
}

/// `Sun, 29 Nov 2026 10:55:09 +0000`.
private func date(_ seconds: Int) -> String {
  var time = time_t(seconds)
  var parts = tm()
  gmtime_r(&time, &parts)
  let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  return
    "\(days[Int(parts.tm_wday)]), \(parts.tm_mday) \(months[Int(parts.tm_mon)]) \(parts.tm_year + 1900) \(clock) +0000"
}
