import Foundation
import Testing

/// Texts in HTML and Markdown, and output that was coloured for a terminal, as the built program sends them.
@Suite struct RichTextTests {
  private static let pixel = "\u{89}PNG\r\n"
  private static let page = """
    <html><body><h1>Report</h1><p>Gr&uuml;&szlig;e, <b>all well</b></p>
    <img src="chart.png"><IMG alt=x src='sub/dot.gif'><img src="chart.png">
    <img src="https://example.org/far.png"><img src="cid:mine"><img src="/etc/passwd"><img src="page.html">
    </body></html>

    """

  private func program() throws -> Program {
    let program = try Program.recording()
    try program.write("page.html", Self.page)
    try program.write("chart.png", Self.pixel)
    try FileManager.default.createDirectory(atPath: program.file("sub"), withIntermediateDirectories: true)
    try program.write("sub/dot.gif", "GIF89a")
    return program
  }

  @Test func htmlGoesBesideItsTextAndWithItsImages() throws {
    let program = try program()
    defer { program.cleanUp() }
    let run = try program.run(["-s", "x", "--html", program.file("page.html"), "ann@example.org"], input: "")
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    let message = try #require(program.read("message"))
    #expect(message.contains("Content-Type: multipart/alternative"))
    #expect(message.contains("Content-Type: multipart/related"))
    #expect(message.components(separatedBy: "Content-ID: <image").count == 3, "one part for each image")
    #expect(message.contains("Content-Type: image/png") && message.contains("Content-Type: image/gif"))
    #expect(message.components(separatedBy: "cid:image").count == 4)
    // What is elsewhere, inside already, or no image stays as it is named.
    #expect(message.contains("https://example.org/far.png") && message.contains("cid:mine"))
    #expect(!message.contains("root:") && message.contains("/etc/passwd"))
    let text = try #require(message.range(of: "Content-Type: text/plain"))
    let html = try #require(message.range(of: "Content-Type: text/html"))
    #expect(text.lowerBound < html.lowerBound)
  }

  @Test func anImageThatIsNotThereIsTold() throws {
    let program = try program()
    defer { program.cleanUp() }
    try FileManager.default.removeItem(atPath: program.file("chart.png"))
    let run = try program.run(["-s", "x", "--html", program.file("page.html"), "ann@example.org"], input: "")
    #expect(run.status == 0 && run.errors.contains("the image \"chart.png\" could not be taken along"), "\(run.errors)")
    #expect(program.read("message")?.contains("Content-Type: image/gif") == true)
  }

  @Test func markdownGoesBesideItsHTML() throws {
    let program = try program()
    defer { program.cleanUp() }
    let run = try program.run(["-s", "x", "--markdown", "ann@example.org"], input: "# Report\n\n* all *well*\n")
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    let message = try #require(program.read("message"))
    #expect(message.contains("multipart/alternative") && message.contains("# Report"))
    #expect(message.contains("<h1>Report</h1>") && message.contains("<em>well</em>"))
  }

  @Test(arguments: [[], ["--html=auto"]]) func coloursBecomeTextAndHTMLWhereAsked(options: [String]) throws {
    let program = try program()
    defer { program.cleanUp() }
    let run = try program.run(["-s", "x"] + options + ["ann@example.org"], input: "\u{1b}[31mred\u{1b}[0m <ok>\n")
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    let message = try #require(program.read("message"))
    #expect(!message.contains("\u{1b}") && message.contains("red <ok>"))
    #expect(message.contains("text/html") == !options.isEmpty)
    #expect(message.contains("&lt;ok&gt;") == !options.isEmpty)
  }
}
