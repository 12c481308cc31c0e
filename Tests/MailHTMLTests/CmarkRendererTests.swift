import MailFormat
import MailHTML
import Testing

/// Markdown as HTML, where libcmark-gfm is installed.
@Suite struct CmarkRendererTests {
  @Test(arguments: [
    ("# A\n\n*b*\n", "<h1>A</h1>\n<p><em>b</em></p>\n"), ("", ""), ("a\u{e9}", "<p>a\u{e9}</p>\n"),
    ("[x](javascript:alert(1))", "<p><a href=\"\">x</a></p>\n"),
  ]) func html(markdown: String, html: String) {
    do {
      let made = try CmarkRenderer().html(of: Array(markdown.utf8))
      #expect(String(decoding: made, as: UTF8.self) == html)
    } catch {
      #expect(error.hint?.contains("libcmark-gfm") == true)
    }
  }

  @Test func scriptsDoNotPass() {
    let made = try? CmarkRenderer().html(of: Array("<script>x</script>\n".utf8))
    #expect(made.map { !String(decoding: $0, as: UTF8.self).contains("<script") } ?? true)
  }
}
