// The story of MailStore.
//
// A mailbox is opened, looked at, changed in memory, and committed: all or nothing. Drivers: Mbox, Maildir (later POP3, IMAP).
// Nothing here prints; `CommitReport` tells what happened and the session words it.
