extension CommandTable {
  /// Commands of the reader, the most used first.
  static let reading: [Command] = [
    .next, .next.named("+", 1), .print, .print.named("type", 1), .printAll, .printAll.named("Type", 1),
    .previous, .previous.named("previous", 4), .headers, .scroll, .scrollToNew, .from, .search,
    .delete, .deleteAndPrint, .deleteAndPrint.named("dt", 2), .undelete,
    .save, .copy, .write, .pipe, .pipe.named("|", 1), .pipeRaw, .saveByName, .copyByName, .writeByName,
    .move, .move.named("mv", 2), .moveByName, .moveByName.named("Mv", 2),
    .reply, .reply.named("respond", 1), .replyToSender, .replyToSender.named("Respond", 1), .mail, .mailByName,
    .forward, .forward.named("fwd", 2), .forwardByName, .forwardByName.named("Fwd", 2),
    .resend, .resend.named("redirect", 3), .resend.named("bounce", 3), .resendPlain, .resendPlain.named("Redirect", 3),
    .followup, .followupToSender, .replyAll, .replyAll.named("respondall", 8), .replySender,
    .replySender.named("respondsender", 8), .followupAll, .followupSender, .listReply,
    .file, .file.named("folder", 4), .fileReadOnly, .fileReadOnly.named("Folder", 4), .folders, .inc,
    .inc.named("newmail", 4), .inc.named("incorporate", 3),
    .hold, .hold.named("preserve", 3), .mbox, .touchMessages, .unread, .unread.named("Unread", 1),
    .unread.named("new", 3), .unread.named("New", 1), .seen, .seen.named("Seen", 2), .flag, .unflag, .answered,
    .unanswered, .draft, .undraft, .tag, .untag, .kill, .unkill,
    .more, .more.named("page", 2), .moreAll, .moreAll.named("Page", 2), .top, .topAll, .show, .show.named("Show", 2),
    .decode, .structure, .size, .number, .summary, .edit, .visual, .sort, .thread, .unsort,
    .unsort.named("unthread", 4), .collapse, .uncollapse, .undo, .bang, .shell,
    .detach, .spamset, .spamclear, .spamrate, .spamrate.named("classify", 2), .spamspam, .spamspam.named("junk", 1),
    .spamspam.named("bad", 3), .spamham, .spamham.named("good", 2), .spamforget, .spamforget.named("unjunk", 3),
    .spamforget.named("ungood", 4), .history, .listFollowup,
    .remove, .rename, .setdot, .dotmove, .cwd, .noop, .envelope, .mimeview,
    .quit, .exit, .exit.named("xit", 1), .help, .help.named("?", 1), .list, .list.named("*", 1), .version,
  ]
}
