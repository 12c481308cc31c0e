extension CommandTable {
  /// Commands of the start-up files: settings, aliases, conditions, macros; usable at the prompt and behind `~:` too.
  static let language: [Command] =
    [
      .set, .unset, .alias, .alias.named("group", 1), .unalias, .unalias.named("ungroup", 3),
      .if, .elif, .else, .endif, .source, .sourceIf, .account, .unaccount, .alternates, .unalternates,
      .ignore, .ignore.named("discard", 2), .retain, .unignore, .unretain,
      .saveignore, .saveignore.named("savediscard", 5), .saveretain, .unsaveignore, .unsaveretain,
      .fwdignore, .fwdignore.named("fwddiscard", 4), .fwdretain, .unfwdignore, .unfwdretain,
      .headerpick, .unheaderpick, .shortcut, .unshortcut, .filetype, .unfiletype, .commandalias,
      .commandalias.named("ghost", 2),
      .uncommandalias, .uncommandalias.named("unghost", 4), .define, .undefine, .call, .callIf, .localopts,
      .echo, .echon, .echoerr, .echoerrn, .cd, .cd.named("chdir", 2), .setenv, .unsetenv, .varshow,
      .varshow.named("variable", 4),
      .define.named("defines", 7), .set.named("setq", 4), .undefine.named("undef", 5), .environ, .xcall, .return,
      .shift, .vpospar, .vput, .eval, .read, .readall, .readsh, .vexpr, .csop, .urlcodec, .shcodec, .imapcodec,
      .addrcodec, .sleep, .sendheader, .colour, .colour.named("color", 5), .uncolour,
      .uncolour.named("uncolor", 7), .netrc, .mailcap,
      .mlist, .mlsubscribe, .unmlist, .unmlsubscribe,
    ] + accepted + unavailable
}
