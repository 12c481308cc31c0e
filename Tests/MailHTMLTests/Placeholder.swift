import Testing

@Suite struct MailHTMLPlaceholder {}
