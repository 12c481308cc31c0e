import Testing

@Suite struct MailLinkPlaceholder {}
