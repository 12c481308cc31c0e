import Testing

@Suite struct MailSASLPlaceholder {}
