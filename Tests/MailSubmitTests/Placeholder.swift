import Testing

@Suite struct MailSubmitPlaceholder {}
