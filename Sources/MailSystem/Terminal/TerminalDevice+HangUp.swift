import Glibc

extension TerminalDevice {
  /// Whether the terminal on standard input is gone: its window closed, its line dropped.
  public static var isHungUp: Bool {
    var attributes = termios()
    return unsafe tcgetattr(0, &attributes) != 0 && errno == EIO
  }
}
