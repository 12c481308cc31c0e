import MailFormat

extension FuzzTarget {
  static let date = FuzzTarget(name: "date") { bytes in
    guard let date = MailDate.parse(bytes) else { return }
    let text = DateFormat.rfc5322(date.secondsSinceEpoch, offsetMinutes: date.offsetMinutes ?? 0)
    require(MailDate.parse(text)?.secondsSinceEpoch == date.secondsSinceEpoch, "parse(format(x)) == x")
  }
}
