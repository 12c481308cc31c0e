import MailBytes
import MailFormat
import MailLanguage
import MailSystem
import MailWire

extension Session {
  /// Who signs in at the server, and with what; nil for nobody.
  ///
  /// Heirloom keys its variables by the address of `from`, s-nail by the user and host of the server; both are looked up.
  func credentials(for server: SubmissionServer, from sender: Address?) throws -> SASLCredentials? {
    let from = sender.map { $0.localPart + "@" + $0.domain }
    let method = authenticationMethod(for: server, from: from)
    if method == "none" { return nil }
    let login = login(at: server, from: from)
    // A user of .netrc alone counts where nobody is named.
    let netrc = login == nil ? try netrcEntry(for: server, user: nil) : nil
    let user = login ?? netrc?.login
    if method == "external" { return SASLCredentials(user: user ?? "", secret: nil) }
    if method == "gssapi" { return SASLCredentials(user: user ?? world.user.name, secret: nil) }
    guard let user, !user.isEmpty else {
      guard let method, method != "auto" else { return nil }
      throw ShellError(
        "cannot sign in at \(server.host): smtp-auth=\(method), but no user is named",
        hint: "Set smtp-auth-user=NAME and smtp-auth-password=WORD.", exitStatus: .configuration)
    }
    let isToken = Self.tokenMethods.contains(method ?? "")
    if isToken || method == nil || method == "auto",
      let command = settings.string(.oauthTokenCommand, user: user, host: server.settingsHost)
    {
      let token = try secret(from: command, named: "oauth-token-command", gives: "token")
      return SASLCredentials(user: user, secret: token, secretIsToken: true)
    }
    // With a method of OAuth what is set as the password is the token, as in s-nail.
    var credentials = SASLCredentials(
      user: user, secret: try password(of: user, at: server, from: from, netrc), secretIsToken: isToken)
    credentials.isOptional =
      login == nil && method == nil && !settings.flag(.netrcLookup, user: nil, host: server.settingsHost)
    return credentials
  }

  /// Who signs in at the server, as its URL or the settings name him; nil when they name nobody.
  func login(at server: SubmissionServer, from: String?) -> String? {
    if let user = server.user { return user }
    if let from, let user = settings.string(.smtpAuthUser, suffix: from) { return user }
    return settings.string(.smtpAuthUser, user: nil, host: server.settingsHost)
      ?? settings.string(.user, user: nil, host: server.settingsHost)
  }

  /// The methods that send an access token instead of a password; `oauth2` is whichever of them the server offers.
  private static var tokenMethods: [String] { ["oauth2", "oauthbearer", "xoauth2"] }

  /// The password of a user, from the first place that has one; in the end the person is asked.
  private func password(
    of user: String, at server: SubmissionServer, from: String?, _ netrc: NetrcFile.Entry?
  ) throws -> Secret {
    if let password = server.password { return password }
    // Byte for byte, whatever charset the file has.
    var password: [UInt8]?
    if let from { password = settings.bytes(.smtpAuthPassword, suffix: from) }
    password = password ?? settings.bytes(.smtpAuthPassword, user: user, host: server.settingsHost)
    password = password ?? settings.bytes(.password, user: user, host: server.settingsHost)
    if let password { return Secret(password) }
    if let command = settings.string(.passwordCommand, user: user, host: server.settingsHost) {
      return try secret(from: command, named: "password-command", gives: "password")
    }
    if let entry = try netrc ?? netrcEntry(for: server, user: user), let password = entry.password { return password }
    if let stored = serviceCredential() { return stored }
    if isInteractive || world.input.isTerminal {
      let prompt = "Password for \(user) at \(server.host): "
      if let typed = try TerminalDevice.askPassword(prompt: Array(prompt.utf8), gate: world.signals.gate) {
        return Secret(typed)
      }
    }
    throw ShellError(
      "cannot sign in at \(server.host) as \(TerminalQuote.quoted(user)): no password is known",
      hint: "Set smtp-auth-password=WORD, or password-command=COMMAND, or add the host to ~/.netrc.",
      exitStatus: .configuration)
  }

  /// The method asked for, lower case; nil when the server's offer decides.
  func authenticationMethod(for server: SubmissionServer, from: String?) -> String? {
    var method = server.method ?? from.flatMap { settings.string(.smtpAuth, suffix: $0) }
    method = method ?? settings.string(.smtpAuth, user: login(at: server, from: from), host: server.settingsHost)
    return method.flatMap { $0.isEmpty ? nil : ASCIIName.lowered($0) }
  }

  /// The one mechanism that a method means; nil when it leaves the choice to the server's offer.
  func mechanism(of method: String?) -> String? {
    ["auto", "none", "oauth2"].contains(method ?? "auto") ? nil : method
  }

  /// What a command of the person's own prints: its first line.
  private func secret(from command: String, named setting: String, gives kind: String) throws -> Secret {
    var child = try Launcher.startShell(command, shell: shellPath, input: .inherit, output: .pipe)
    let output = try child.readToEnd(limit: 1 << 16, by: world.signals.gate)
    let outcome = try child.waitOrEnd(by: world.signals.gate)
    let line = output.prefix { $0 != 0x0a && $0 != 0x0d }
    guard outcome.isSuccess, !line.isEmpty else {
      throw ShellError(
        "\(setting) gave no \(kind): " + (outcome.isSuccess ? "it printed nothing" : outcome.words),
        hint: "Try the command by hand; its first line must be the \(kind).", exitStatus: .configuration)
    }
    return Secret(Array(line))
  }

  /// The shell of the person's commands.
  var shellPath: String { settings.string(.shell) ?? "/bin/sh" }

  /// The password that systemd hands to a service, as `LoadCredential=mail-password:...` names it.
  private func serviceCredential() -> Secret? {
    guard let folder = world.environment["CREDENTIALS_DIRECTORY"], !folder.isEmpty else { return nil }
    for name in ["mail-password", "smtp-password", "mail.password", "password"] {
      if let text = try? FileSystem.contents(of: folder + "/" + name, limit: 1 << 16) {
        let line = text.prefix { $0 != 0x0a && $0 != 0x0d }
        if !line.isEmpty { return Secret(Array(line)) }
      }
    }
    return nil
  }

  /// The entry of the host in .netrc, if that may be used: `netrc-lookup`, or unset and the file private.
  private func netrcEntry(for server: SubmissionServer, user: String?) throws -> NetrcFile.Entry? {
    let host = server.host
    if let command = settings.string(.netrcPipe) {
      var child = try Launcher.startShell(command, shell: shellPath, output: .pipe)
      let text = try child.readToEnd(limit: 1 << 20, by: world.signals.gate)
      let outcome = try child.waitOrEnd(by: world.signals.gate)
      guard outcome.isSuccess else {
        throw ShellError(
          "netrc-pipe: \(outcome.words)", hint: "Try the command by hand; it must print a .netrc file.",
          exitStatus: .configuration)
      }
      return NetrcFile(text).entry(host: host, user: user)
    }
    let isWanted = settings.flag(.netrcLookup, user: user, host: server.settingsHost)
    // The entry for all other machines is for those alone who asked for the file, or named a user.
    let allowsDefault = isWanted || user != nil
    if settings.isAssigned(.netrcLookup, user: user, host: server.settingsHost), !isWanted { return nil }
    guard let name = settings.string(.netrc), let path = try? expandFileName(name),
      let status = try? FileSystem.status(of: path), status.kind == .file
    else { return nil }
    guard status.user == User.currentID || status.user == 0 else {
      guard isWanted else { return nil }
      throw ShellError(
        "\(path): it belongs to somebody else, so it is not used",
        hint: "Unset netrc-lookup, or name a file of your own.",
        exitStatus: .configuration)
    }
    guard status.mode & 0o077 == 0 else {
      if isWanted {
        throw ShellError(
          "\(path): others may read it, so it is not used", hint: "Type chmod 600 \(path).", exitStatus: .configuration)
      }
      let text = (try? FileSystem.contents(of: path, limit: 1 << 20)) ?? []
      if !language.hasWarnedOfPassword,
        NetrcFile(text).entry(host: host, user: user, allowsDefault: allowsDefault)?.password != nil
      {
        language.hasWarnedOfPassword = true
        world.output.flush()
        world.errors.write("\(world.programName): ")
        world.errors.write(TerminalText(cleaning: path).bytes)
        world.errors.write(": others may read it, so it is not used\n")
      }
      return nil
    }
    return NetrcFile(try FileSystem.contents(of: path, limit: 1 << 20))
      .entry(host: host, user: user, allowsDefault: allowsDefault)
  }
}
