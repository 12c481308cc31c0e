import Testing

@Suite struct MailSystemPlaceholder {}
