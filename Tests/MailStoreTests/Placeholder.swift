import Testing

@Suite struct MailStorePlaceholder {}
