// The story of MailFormat.
//
// Everything a message is, without any I/O: bytes in, values out. A message is read in layers, each computed when it is
// first asked for: extent in the mailbox (Mbox), header fields (Headers), envelope (Envelope), tree of parts (MIME),
// decoded text (Text). It is written the other way round: Draft, MessageBuilder, OutgoingMessage (Compose).
// No function here traps on any input; limits are named in Limits.swift and every tolerance in TOLERANCES.md.
