import MailBytes
import Testing

@testable import MailFormat

/// The writer's own fields.
@Suite struct DraftFieldsTests {
  /// More people than are read of a field of somebody else's, each of them once.
  @Test func ownFieldsNameEverybodyOnce() throws {
    let names = (0...Limits.addresses).map { "a\($0)@x.org" }
    var options = BuildOptions(date: MailDate(secondsSinceEpoch: 0, offsetMinutes: 0), random: [])
    var draft = Draft(
      from: [Address(localPart: "me", domain: "x.org")], to: [Address(localPart: "a0", domain: "X.ORG")])
    draft.fields = [Draft.Field(name: "To", value: (names + names).joined(separator: ", "))]
    #expect(DraftFields.adopt(draft, &options).to.count == names.count)
  }
}
