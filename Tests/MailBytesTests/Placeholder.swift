import Testing

@Suite struct MailBytesPlaceholder {}
