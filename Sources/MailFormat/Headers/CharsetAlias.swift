import MailBytes

/// Spellings of charset labels that follow from a listed one: what senders write who know the name by hearsay.
enum CharsetAlias {
  /// Other spellings of a label in lower case, to be looked for in turn.
  static func spellings(of label: [UInt8]) -> [[UInt8]] {
    // `//IGNORE` and `//TRANSLIT` are orders to iconv, no part of the name.
    let slashes = label.indices.dropLast().first { label[$0] == 0x2f && label[$0 + 1] == 0x2f }
    let name = Array(slashes.map { label[..<$0] } ?? label[...])
    var found = name == label ? [] : [name]
    for (written, meant) in beginnings {
      let written = Array(written.utf8)
      guard name.count > written.count, name.starts(with: written) else { continue }
      let rest = name[written.count...]
      // `cp-1252` is `cp1252`, while `iso-latin-foo` is nothing.
      guard meant.isEmpty || rest.allSatisfy({ $0.isASCIIDigit }) else { continue }
      found.append(Array(meant.utf8) + rest)
    }
    return found
  }

  private static let beginnings = [
    ("cp-", "cp"), ("cp_", "cp"), ("windows-cp", "cp"), ("windows_", "cp"), ("windows-", "cp"), ("win-", "cp"),
    ("win", "cp"),
    ("iso-latin-", "latin"), ("iso-latin", "latin"), ("iso_latin_", "latin"), ("isolatin", "latin"),
    ("latin-", "latin"),
    ("8859-", "iso-8859-"), ("8859_", "iso-8859-"), ("iso_8859_", "iso-8859-"), ("iso_8859-", "iso-8859-"),
    ("iso8859_", "iso-8859-"),
    ("iso-8859_", "iso-8859-"), ("iso 8859-", "iso-8859-"), ("ibm-", "ibm"), ("x-", ""),
  ]
}
