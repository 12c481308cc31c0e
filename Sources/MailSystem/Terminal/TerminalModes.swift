import Glibc

/// The modes of a terminal line.
struct TerminalModes {
  private var modes: termios

  init?(of descriptor: Int32) {
    modes = termios()
    guard unsafe tcgetattr(descriptor, &modes) == 0 else { return nil }
  }

  mutating func disableEcho() {
    modes.c_lflag &= ~tcflag_t(ECHO)
    modes.c_lflag |= tcflag_t(ICANON | ISIG)
  }

  mutating func makeRaw() {
    let output = modes.c_oflag
    unsafe cfmakeraw(&modes)
    // Line ends on the way out stay as they are: the text is not ours to lay out again.
    modes.c_oflag = output
  }

  func apply(to descriptor: Int32) {
    var wanted = modes
    while unsafe tcsetattr(descriptor, TCSADRAIN, &wanted) != 0 && errno == EINTR {}
  }
}
