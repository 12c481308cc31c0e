import Testing

@testable import MailLanguage

@Suite struct CommandLineTests {
  @Test(arguments: [
    ("print 1", "print", "1"), ("p1", "p", "1"), ("d2-4", "d", "2-4"), ("s5 file", "s", "5 file"), ("p$", "p", "$"),
    ("d.", "d", "."), ("f/word", "f", "/word"), ("f:n", "f", ":n"), ("p&3", "p", "&3"), ("t*", "t", "*"),
    ("!ls -l", "!", "ls -l"), ("| 1 cat", "|", "1 cat"), ("|cat", "|", "cat"), ("?set", "?", "set"), ("=", "=", ""),
    ("+", "+", ""), ("-2", "-", "2"), ("-", "-", ""), ("+5", "+", "5"), ("z+", "z", "+"), ("h -", "h", "-"),
    ("3", "", "3"), ("3-5 7", "", "3-5 7"), ("$", "", "$"), (".", "", "."), ("*", "", "*"), (":n", "", ":n"),
    (":", ":", ""), (": text", ":", "text"), ("/word", "", "/word"), ("(from ann)", "", "(from ann)"), ("", "", ""),
    ("  \t set x \r", "set", "x"), ("#text", "#", "text"), ("call_if m", "call_if", "m"), ("\\print 1", "print", "1"),
    ("wysh set a=b", "set", "a=b"), ("local wysh set x", "set", "x"), ("local", "local", ""), ("u 1", "u", "1"),
    ("}", "}", ""), ("source_if f", "source_if", "f"), ("e(from x)", "e", "(from x)"),
  ]) func split(line: String, word: String, rest: String) {
    let command = CommandLine(bytes(line))
    #expect(command.name == word)
    #expect(text(command.rest) == rest)
  }

  @Test func ignerrIsNoted() {
    #expect(CommandLine(bytes("ignerr print 99")).ignoresErrors)
    #expect(!CommandLine(bytes("print 99")).ignoresErrors)
    #expect(CommandLine(bytes("")).isEmpty)
    #expect(CommandLine(bytes("1")).isBareList)
  }

  @Test(arguments: [
    ("1 2 file", "1 2", "file"), ("file", "", "file"), ("5", "", "5"), ("1-3 'my file'", "1-3", "my file"),
    ("(from \"a b\") box", "(from \"a b\")", "box"), ("(from ann)", "(from ann)", nil), ("", "", nil),
    ("/x \"a b\"", "/x", "a b"), ("1 +kept", "1", "+kept"), ("2.1 a\\ b", "2.1", "a b"),
    ("1 \"(x)\"", "1", "(x)"), ("1 '(from ann)'", "1", "(from ann)"), ("\"(x)\"", "", "(x)"), ("1 (x)", "1 (x)", nil),
    ("'(from ann)' box", "'(from ann)'", "box"), ("1 \\(x\\)", "1", "(x)"),
  ]) func listAndFile(rest: String, list: String, file: String?) throws {
    let arguments = try CommandArguments(bytes(rest), shape: .messagesAndFile)
    #expect(text(arguments.list) == list)
    #expect(arguments.operand?.string == file)
  }

  @Test(arguments: ["1 \"open", "1 don't", "'", "1-3 $'a\\'"])
  func halfANameIsNoFile(rest: String) {
    for shape in [ArgumentShape.messagesAndFile, .messagesAndFolder] {
      #expect(throws: CommandSyntaxError.self) { try CommandArguments(bytes(rest), shape: shape) }
    }
  }

  @Test(arguments: [
    ("2 \"tr a-z A-Z\"", "2", "tr a-z A-Z"), ("\"wc -c\"", "", "wc -c"), ("1 wc -c", "1", "wc -c"),
    ("wc -c", "", "wc -c"), ("1-3 :n cat > \"x y\"", "1-3 :n", "cat > \"x y\""), ("/bin/cat", "", "/bin/cat"),
    ("/word cat", "/word", "cat"), ("3", "3", nil), ("", "", nil), ("'a b'", "", "a b"),
    ("echo 'a' 'b'", "", "echo 'a' 'b'"), ("* cat", "*", "cat"), (#"1 "grep \"a b\"""#, "1", #"grep "a b""#),
    (#"1 "sed s/\n//""#, "1", #"sed s/\n//"#), (#"1 'a\"b'"#, "1", #"a\"b"#),
  ]) func listAndCommand(rest: String, list: String, command: String?) throws {
    let arguments = try CommandArguments(bytes(rest), shape: .messagesAndCommand)
    #expect(text(arguments.list) == list)
    #expect(arguments.operand?.string == command)
  }

  @Test(arguments: [
    ("4", "4", nil), ("1-3 :n", "1-3 :n", nil), ("4 out", "4", "out"), ("out", "", "out"), (". 'a b'", ".", "a b"),
    ("1 .", "1", "."), ("1 2/x", "1", "2/x"), ("", "", nil),
  ]) func listAndFolder(rest: String, list: String, folder: String?) throws {
    let arguments = try CommandArguments(bytes(rest), shape: .messagesAndFolder)
    #expect(text(arguments.list) == list)
    #expect(arguments.operand?.string == folder)
  }

  @Test(arguments: [
    ("in:+a from:x in:'b c' :u", "from:x :u", ["+a", "b c"]), ("unread", "unread", []), ("in: x", "x", []),
    ("in:* (subject \"in:x y\")", "(subject \"in:x y\")", ["*"]),
  ]) func foldersAndList(rest: String, list: String, folders: [String]) throws {
    let arguments = try CommandArguments(bytes(rest), shape: .foldersAndMessages)
    #expect(text(arguments.list) == list)
    #expect(arguments.words.map(\.string) == folders)
  }

  @Test(arguments: [
    ("a;b", 1), ("a 'x;y' ; b", 8), (#"a "x\";y";"#, 9), (#"a\;b"#, nil), ("'a;b", nil), ("", nil), ("a\\", nil),
  ]) func unquotedSign(line: String, place: Int?) {
    #expect(WordLexer.firstIndex(of: UInt8(ascii: ";"), in: bytes(line)) == place)
  }

  @Test(arguments: [
    ("3 ann@example.org", "3", "ann@example.org"), ("ann@example.org bob", "", "ann@example.org bob"),
    ("1 2 Ann B <a@b>, c@d", "1 2", "Ann B <a@b>, c@d"), (". a", ".", "a"),
  ]) func listAndAddresses(rest: String, list: String, addresses: String) throws {
    let arguments = try CommandArguments(bytes(rest), shape: .messagesAndAddresses)
    #expect(text(arguments.list) == list)
    #expect(arguments.operand?.string == addresses)
  }

  @Test func countsOfWordsAreChecked() throws {
    #expect(
      try CommandArguments(bytes("a 'b c'"), shape: .words(least: 1, most: 2)).words.map(\.string) == ["a", "b c"])
    #expect(throws: CommandSyntaxError.self) { _ = try CommandArguments([], shape: .words(least: 1, most: 2)) }
    #expect(throws: CommandSyntaxError.self) {
      _ = try CommandArguments(bytes("a b c"), shape: .words(least: 1, most: 2))
    }
    #expect(throws: CommandSyntaxError.self) { _ = try CommandArguments(bytes("x"), shape: .none) }
    #expect(try CommandArguments(bytes("a b"), shape: .fileName).operand?.string == "a b")
  }

  @Test func abbreviationsTakeTheFirstInOrder() {
    let table = AbbreviationTable(["print", "delete", "discard", "dp", "undelete", "unset"])
    #expect(table.index(of: "d") == 1)
    #expect(table.index(of: "di") == 2)
    #expect(table.index(of: "dp") == 3)
    #expect(table.index(of: "u") == 4)
    #expect(table.index(of: "x") == nil)
    #expect(table.index(of: "") == nil)
  }
}
