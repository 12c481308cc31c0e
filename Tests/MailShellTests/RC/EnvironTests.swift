import Testing

@testable import MailShell

/// Variables of the environment that change with settings.
@Suite struct EnvironTests {
  @Test(
    "What a child sees, and what is set",
    arguments: [
      (["set TRIM=a", "environ link TRIM"], "a", "a"),
      (["set TRIM=a", "environ link TRIM", "set TRIM=b"], "b", "b"),
      (["set TRIM=a", "environ link TRIM", "set noTRIM"], nil, nil),
      (["set TRIM=a", "environ link TRIM", "unset TRIM", "set TRIM=b"], nil, "b"),
      (["set TRIM=a", "environ link TRIM", "environ unlink TRIM", "set TRIM=b"], "a", "b"),
      (["environ set TRIM=a"], "a", "a"), (["environ set TRIM=a", "set TRIM=b"], "b", "b"),
      (["setenv TRIM=a", "set TRIM=b"], "b", "b"), (["environ set TRIM"], "", ""),
      (["environ set TRIM=a", "environ unset TRIM"], nil, nil), (["setenv TRIM=a", "unsetenv TRIM"], nil, nil),
      (["environ link TRIM", "set TRIM=b"], nil, "b"),
      (["environ set TRIM=a", "define m {", "local set TRIM=b", "}", "call m"], "a", "a"),
    ] as [([String], String?, String?)])
  func links(_ commands: [String], _ variable: String?, _ setting: String?) throws {
    let reader = try ScriptedReader(commands + ["x"], box: Boxes.five)
    #expect(reader.session.world.environment["TRIM"] == variable)
    #expect(reader.session.settings.value(named: Array("TRIM".utf8)) == setting.map { Array($0.utf8) })
  }

  @Test(arguments: ["environ link NEVER", "environ unlink NEVER"]) func tells(_ command: String) throws {
    let reader = try ScriptedReader([command, "x"], box: Boxes.five)
    #expect(reader.errors.text.contains("NEVER"))
  }
}
