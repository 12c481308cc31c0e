/// The door from parsing and display to the tables of internationalised domain names; MailSystem's libidn2 stands
/// behind it.
public protocol DomainNames: AnyObject {
  /// The name as the DNS and a server without SMTPUTF8 take it: each label that is not ASCII in its `xn--` form.
  ///
  /// - Parameter domain: UTF-8, dots between the labels; a name of ASCII alone comes back as it is.
  func toASCII(_ domain: String) throws(DomainNameError) -> String

  /// The name as it is read, its `xn--` labels decoded.
  ///
  /// - Returns: nil when no label is encoded, when one cannot be decoded, or when what it gives is not what is encoded
  ///   so: then only the ASCII form can be shown.
  func toUnicode(_ domain: String) -> String?
}
