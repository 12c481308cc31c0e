import MailSystem
import Testing

@testable import MailShell

/// What the tab key makes of a line.
@Suite struct CompletionTests {
  private func session() throws -> ScriptedReader {
    try ScriptedReader(
      ["alias friends ann@example.org", "alias family bob@example.org", "commandalias fortune echo x"], box: Boxes.five)
  }

  @Test(
    arguments: [
      ("fold", ["er"], ["folder", "folders"]), ("undel", ["ete "], []), ("fortu", ["ne "], []),
      ("set tls-ver", ["ify"], []), ("set noasks", [], ["noasksend", "noasksign", "noasksub"]),
      ("set tls-verify=st", ["rict "], []), ("set tls-verify=", [], ["ask", "ignore", "strict", "warn"]),
      ("set ssl-verify-mail.example.org=wa", ["rn "], []), ("set expandaddr=fail,-na", ["me"], ["name", "nametoaddr"]),
      ("unset smtp-auth-cl", ["ear"], []), ("varshow hol", ["d"], []), ("set from=fri", ["ends "], []),
      ("mail fam", ["ily "], []), ("mail ann@example.org,fr", ["iends "], []), ("forward 1 fa", ["mily "], []),
      ("alias fri", ["ends "], []), ("help smtp-use-t", ["ls "], []), ("? undele", ["te "], []),
      ("help --bc", ["c "], []),
      ("sort thr", ["ead "], []), ("delete fri", [], []), ("echo /etc/host", [], nil),
    ] as [(String, [String], [String]?)])
  func ofCommands(_ line: String, _ insertion: [String], _ candidates: [String]?) throws {
    let found = try session().session.complete(Array(line.utf8), prompt: "? ")
    if let candidates {
      #expect(String(decoding: found.insertion, as: UTF8.self) == insertion.joined(), "\(found)")
      #expect(found.candidates == candidates)
    } else {
      #expect(!found.candidates.isEmpty)
    }
  }

  @Test(
    arguments: [
      ("fri", "To: ", "ends "), ("ann, fam", "Cc: bob ", "ily "), ("fri", "Subject: ", ""), ("~t fri", nil, "ends "),
      ("~i tls-ver", nil, "ify"), ("~:set tls-verify=w", nil, "arn "), ("some text", nil, "\t"), ("~~t fri", nil, ""),
    ] as [(String, String?, String)])
  func whileComposing(_ line: String, _ prompt: String?, _ insertion: String) throws {
    let reader = try session()
    reader.session.isComposing = true
    let found = reader.session.complete(Array(line.utf8), prompt: prompt)
    #expect(String(decoding: found.insertion, as: UTF8.self) == insertion, "\(found)")
  }
}
