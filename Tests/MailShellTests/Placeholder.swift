import Testing

@Suite struct MailShellPlaceholder {}
