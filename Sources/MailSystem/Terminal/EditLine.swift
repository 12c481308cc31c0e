import CPlatform
public import MailBytes

/// A line editor with history and completion: libedit, opened at first need.
public final class EditLine {
  /// What completion found for the text before the cursor.
  public struct Completion: Sendable, Equatable {
    /// What is to be inserted at the cursor; empty when it is not clear.
    public var insertion: [UInt8]
    /// What could be meant, to be listed when there is nothing to insert.
    public var candidates: [String]

    /// Makes a completion from its parts.
    public init(insertion: [UInt8], candidates: [String]) {
      self.insertion = insertion
      self.candidates = candidates
    }
  }

  /// How many lines the history keeps.
  public static let historySize = 1000
  // The editor of the C side as a number, so that the class holds nothing unsafe.
  private let address: UInt
  private let gate: SignalGate?
  private var clusters: ClusterTable
  /// Completes the line up to the cursor.
  public var complete: (([UInt8]) -> Completion)?
  /// Prints the candidates; the text is clean already.
  public var list: (([String]) -> Void)?

  /// Makes an editor on standard input and output; nil where libedit is not installed.
  public init?(program: String, gate: SignalGate?, widths: any CharacterWidths) {
    guard let handle = unsafe cp_edit_open(program, gate?.descriptor ?? -1, Int32(EditLine.historySize)) else {
      return nil
    }
    address = UInt(bitPattern: unsafe UnsafeRawPointer(handle))
    self.gate = gate
    clusters = ClusterTable(
      narrow: .init(first: UInt32(CP_EDIT_NARROW), count: UInt32(CP_EDIT_NARROW_COUNT)),
      wide: .init(first: UInt32(CP_EDIT_WIDE), count: UInt32(CP_EDIT_WIDE_COUNT)), widths: widths,
      assumed: { Int(cp_edit_columns($0.value)) })
    let address = address
    clusters.define = { character, cluster in
      unsafe cp_edit_define(
        OpaquePointer(bitPattern: address), character.value, String(decoding: cluster, as: UTF8.self))
    }
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe cp_edit_set_completion(
      handle,
      { context, line, cursor, insertion, size in
        guard let context = unsafe context, let line = unsafe line, let insertion = unsafe insertion else { return -1 }
        let editor = unsafe Unmanaged<EditLine>.fromOpaque(context).takeUnretainedValue()
        let text = unsafe UnsafeBufferPointer(start: line, count: cursor).map { UInt8(bitPattern: $0) }
        return unsafe editor.answer(text, UnsafeMutableBufferPointer(start: insertion, count: size))
      }, context)
    unsafe cp_edit_set_clusters(
      handle,
      { context, text, length, result, size in
        guard let context = unsafe context, let text = unsafe text, let result = unsafe result else { return -1 }
        let editor = unsafe Unmanaged<EditLine>.fromOpaque(context).takeUnretainedValue()
        let bytes = unsafe UnsafeBufferPointer(start: text, count: length).map { UInt8(bitPattern: $0) }
        let held = editor.clusters.contract(bytes)
        guard held.count < size else { return -1 }
        for (index, byte) in held.enumerated() { unsafe result[index] = CChar(bitPattern: byte) }
        unsafe result[held.count] = 0
        return held.count
      },
      { context, character in
        guard let context = unsafe context, let scalar = Unicode.Scalar(character) else { return 0 }
        return unsafe Unmanaged<EditLine>.fromOpaque(context).takeUnretainedValue().clusters.isSpecial(scalar) ? 1 : 0
      })
  }

  deinit { unsafe cp_edit_close(handle) }

  private var handle: OpaquePointer? { unsafe OpaquePointer(bitPattern: address) }

  /// Reads one line; an interruption has been taken from the gate.
  ///
  /// - Parameter initial: what stands in the line at the beginning, to be changed.
  /// - Returns: nil where the line does not take that.
  public func readLine(prompt: String, initial: String = "") -> TerminalDevice.Line? {
    var line: UnsafePointer<CChar>?
    let count = unsafe cp_edit_read(handle, prompt, initial, &line)
    if count == -2 { return .interrupted(gate?.take() ?? .interrupt) }
    if count == -3 { return nil }
    guard count >= 0, let line = unsafe line else { return .end }
    return .line(unsafe UnsafeBufferPointer(start: line, count: count).map { UInt8(bitPattern: $0) })
  }

  /// Adds a line to the history.
  public func remember(_ line: String) { unsafe cp_edit_remember(handle, line) }

  /// Empties the history.
  public func forget() { unsafe cp_edit_forget(handle) }

  private func answer(_ line: [UInt8], _ insertion: UnsafeMutableBufferPointer<CChar>) -> Int {
    guard let completion = complete?(line) else { return -1 }
    if completion.insertion.isEmpty {
      guard !completion.candidates.isEmpty else { return -1 }
      list?(completion.candidates)
      return 0
    }
    let count = min(completion.insertion.count, insertion.count)
    for index in 0..<count { unsafe insertion[index] = CChar(bitPattern: completion.insertion[index]) }
    return count
  }
}
