public import MailFormat

/// The status of a message as the mailbox keeps it: read, old, answered, flagged, draft.
public typealias MessageFlags = MessageStatus
