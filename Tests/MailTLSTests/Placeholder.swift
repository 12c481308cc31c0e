import Testing

@Suite struct MailTLSPlaceholder {}
