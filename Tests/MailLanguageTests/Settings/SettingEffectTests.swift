import MailLanguage
import Testing

@Suite struct SettingEffectTests {
  /// The number may fall, never rise: whoever gives a setting its effect lowers it.
  private static let most = 122

  @Test("Settings that are taken and do nothing say so, and become fewer")
  func settingsWithoutEffect() {
    let idle = Setting.allCases.filter { $0.declaration.help.contains("without effect") }
    #expect(idle.count <= Self.most, "\(idle.map(\.name))")
    // What everyone meets works, but for mailboxes on servers and another library's certificates.
    #expect(idle.filter { $0.declaration.tier == 1 }.map(\.name).allSatisfy { ["imap-auth"].contains($0) })
  }
}
