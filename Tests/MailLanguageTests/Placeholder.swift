import Testing

@Suite struct MailLanguagePlaceholder {}
