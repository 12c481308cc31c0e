import Testing

@testable import MailShell

/// Macros, variables and the commands that scripts are made of.
@Suite struct MacroTests {
  @Test(
    "What the lines of a script print",
    arguments: [
      (["define m {", "echo $0 $# $1-$2 $*", "}", "call m a b"], "m 2 a-b a b\n"),
      (["define m {", "echo \"<$1>\" '<$1>' \\$1", "}", "call m \"a b\""], "<a b> <$1> $1\n"),
      (["define m {", "shift", "echo $1 $#", "}", "call m a b"], "b 1\n"),
      (["define m {", "vpospar set x y z", "echo $#:$3", "vpospar clear", "echo $#", "}", "call m"], "3:z\n0\n"),
      (["define m {", "return 3", "echo never", "}", "call m", "echo $?"], "3\n"),
      (["define n {", "echo <$1>", "}", "define m {", "xcall n $2", "echo never", "}", "call m a b"], "<b>\n"),
      (["define m {", "call n $@", "}", "define n {", "echo $#", "}", "call m a 'b c' d"], "3\n"),
      (["set x=1", "define m {", "local set x=2", "echo $x", "}", "call m", "echo $x"], "2\n1\n"),
      (["set x=1", "define m {", "localopts on", "set x=2", "}", "call m", "echo $x"], "1\n"),
      (["define m {", "zork", "echo still", "}", "call m"], "still\n"),
      (
        [
          "define m {", "if $1 == a", "echo A", "elif $1 =~ ^b.$", "echo B", "else", "echo C", "endif", "}",
          "call m a", "call m bx", "call m z",
        ], "A\nB\nC\n"
      ),
      (
        ["define m {", "if 1", "return", "endif", "}", "call m", "if 0", "echo no", "else", "echo yes", "endif"],
        "yes\n"
      ),
      (
        ["define m {", "vput vexpr i + $1 1", "echo $i", "if $i -lt 3", "xcall m $i", "endif", "}", "call m 0"],
        "1\n2\n3\n"
      ),
      (["define m {", "from $1", "}", "call m 3"], "cherry tart"),
      (
        ["set on", "define m {", "if $on", "echo set", "endif", "if $off", "echo never", "endif", "}", "call m"],
        "set\n"
      ),
      (["if [ -N HOME ] && ! [ -Z HOME ]", "echo set", "endif"], "set\n"),
      (["if \"$none\" == \"\"", "echo empty", "endif"], "empty\n"),
      (["if r", "if s", "echo no", "else", "echo inner", "endif", "endif"], "inner\n"),
      (["eval echo $HOME"], "HOME\n"),
      (["vput cwd here", "if \"$here\" != \"\"", "echo known", "endif"], "known\n"),
      (["echo ${mailbox-display}"], "HOME/box\n"),
      (["sendheader X-A: one, two", "sendheader X-B: 3", "sendheader X-B", "sendheader"], "X-A: one, two\n"),
      (["set v15-compat", "set y=$HOME/x", "echo $y"], "HOME/x\n"),
      (["set y=$HOME/x", "varshow y"], "y=\"$HOME/x\""),
    ])
  func prints(_ commands: [String], _ expected: String) throws {
    let reader = try ScriptedReader(commands + ["x"], box: Boxes.five)
    #expect(reader.text.contains(expected), "\(reader.text)\(reader.errors.text)")
    #expect(!reader.text.contains("never"))
  }

  @Test(
    "What the calculating commands answer",
    arguments: [
      ("vexpr + 1 2", "3"), ("vexpr - 1 2", "-1"), ("vexpr * 0x10 2", "32"), ("vexpr / 7 2", "3"),
      ("vexpr % 7 4", "3"), ("vexpr ~ 0", "-1"), ("vexpr << 1 4", "16"), ("vexpr >>> -1 60", "15"),
      ("vexpr pbase 16 255", "0xFF"), ("vexpr = 16#AFFE", "45054"), ("vexpr = 017", "15"),
      ("vexpr +? 9223372036854775807 1", "9223372036854775807"), ("vexpr regex hello l+", "2"),
      ("vexpr regex? bananarama (.*)NanA(.*) '${1}au$2'", "baaurama"), ("vexpr date-stamp-utc", "2026-03-02T10:00:00Z"),
      ("vexpr epoch", "epoch_sec=1772445600 epoch_nsec=0"), ("csop length abc", "3"), ("csop find hello ll", "2"),
      ("csop substring hello 1 3", "ell"), ("csop substring hello -3", "llo"), ("csop trim '  a b '", "a b"),
      ("urlcodec e a b/ü", "a%20b%2F%C3%BC"), ("urlcodec d a%20b", "a b"), ("shcodec e it's", "'it'\\''s'"),
      ("shcodec d 'a b'", "a b"), ("imapcodec e Entwürfe", "Entw&APw-rfe"), ("imapcodec d Entw&APw-rfe", "Entwürfe"),
      ("addrcodec skin \"B, A\" <a@x.org>", "a@x.org"),
    ])
  func calculates(_ command: String, _ expected: String) throws {
    let reader = try ScriptedReader([command, "x"], box: Boxes.five)
    #expect(reader.text == expected + "\n", "\(reader.text)\(reader.errors.text)")
  }

  @Test(
    "What a script cannot ask for is told",
    arguments: [
      ("vexpr / 1 0", "cannot calculate"), ("vexpr + a 1", "cannot calculate"), ("vexpr zork 1 2", "cannot calculate"),
      ("return 1", "only possible in a macro"), ("shift", "only possible in a macro"), ("call none", "no such macro"),
      ("vexpr regex a (", "no regular expression"), ("connect", "servers"), ("verify", "S/MIME"),
      ("spamrate 1", "no spam filter"), ("environ zork x", "unknown word"), ("colour iso view-header fg=zork", "look"),
    ])
  func refuses(_ command: String, _ expected: String) throws {
    let reader = try ScriptedReader([command, "echo alive", "x"], box: Boxes.five)
    #expect(reader.errors.text.contains(expected), "\(reader.errors.text)")
    #expect(reader.text.hasSuffix("alive\n"))
  }

  @Test func macrosThatCallEachOtherEnd() throws {
    let reader = try ScriptedReader(["define m {", "call m", "}", "call m", "echo alive", "x"], box: Boxes.five)
    #expect(reader.errors.text.contains("too deeply"))
    #expect(reader.text.contains("alive"))
  }

  @Test func aFilterJudges() throws {
    let reader = try ScriptedReader(
      [
        "set spam-interface=filter", "set spamfilter-rate='grep -q banana'", "spamrate *", "from :s", "x",
      ], box: Boxes.five)
    #expect(reader.text.contains("banana split"), "\(reader.errors.text)")
    #expect(!reader.text.contains("cherry"))
  }

  @Test("Every abbreviation of s-nail's script commands") func abbreviations() {
    for (word, name) in [
      ("cal", "call"), ("xc", "xcall"), ("retu", "return"), ("shi", "shift"), ("vp", "vpospar"), ("vex", "vexpr"),
      ("cs", "csop"), ("ur", "urlcodec"), ("shc", "shcodec"), ("imapc", "imapcodec"), ("ad", "addrcodec"),
      ("ev", "eval"), ("env", "environ"), ("enve", "envelope"), ("sl", "sleep"), ("rea", "read"), ("reada", "readall"),
      ("reads", "readsh"), ("net", "netrc"), ("mailc", "mailcap"), ("hi", "history"), ("L", "Lfollowup"),
      ("Lr", "Lreply"), ("sp", "spamclear"), ("spamr", "spamrate"), ("spamsp", "spamspam"), ("spamh", "spamham"),
      ("spamf", "spamforget"), ("spams", "spamset"), ("j", "junk"), ("go", "good"), ("bad", "bad"), ("cl", "classify"),
      ("unj", "unjunk"), ("ungo", "ungood"), ("veri", "verify"), ("ve", "version"), ("dec", "decrypt"),
      ("deco", "decode"), ("D", "Decrypt"), ("ce", "certsave"), ("con", "connect"), ("o", "online"), ("im", "imap"),
      ("disco", "disconnect"), ("ca", "cache"), ("colo", "colour"), ("uncolo", "uncolour"), ("sendh", "sendheader"),
      ("setq", "setq"), ("undef", "undef"), ("defines", "defines"), ("vput", "vput"), ("unf", "unflag"),
      ("det", "detach"), ("unb", "unbind"), ("uncom", "uncommandalias"),
    ] {
      #expect(CommandTable.command(named: word)?.name == name, "\(word)")
    }
  }
}
