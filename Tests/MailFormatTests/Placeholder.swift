import Testing

@Suite struct MailFormatPlaceholder {}
