import Testing

@Suite struct MailWirePlaceholder {}
