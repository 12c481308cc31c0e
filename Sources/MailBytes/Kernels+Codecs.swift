import CBytes

// The C side of the codecs: each function appends to an array after giving it the room that the kernel asks for.

extension Kernels {
  /// Room that vector stores may touch behind what they keep.
  private static let slack = 32

  private static func append(
    to output: inout [UInt8], atMost room: Int, from bytes: Span<UInt8>,
    _ kernel: (_ base: UnsafePointer<UInt8>, _ count: Int, _ out: UnsafeMutablePointer<UInt8>) -> Int
  ) {
    guard !bytes.isEmpty else { return }
    unsafe bytes.withUnsafeBufferPointer { input in
      guard let base = input.baseAddress else { return }
      output.append(addingCapacity: room + slack) { (target: inout OutputSpan<UInt8>) in
        unsafe target.withUnsafeMutableBufferPointer { buffer, filled in
          guard let start = buffer.baseAddress else { return }
          filled += unsafe kernel(base, input.count, start + filled)
        }
      }
    }
  }

  static func encodeBase64(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
    unsafe append(to: &output, atMost: (bytes.count + 2) / 3 * 4, from: bytes) { base, count, out in
      unsafe cb_base64_encode(base, count, out)
    }
  }

  static func encodeBase64Lines(_ bytes: Span<UInt8>, into output: inout [UInt8]) {
    unsafe append(to: &output, atMost: bytes.count / 57 * 77, from: bytes) { base, count, out in
      unsafe cb_base64_encode_lines(base, count, out)
    }
  }

  static func decodeBase64(_ bytes: Span<UInt8>, state: inout cb_base64_state, into output: inout [UInt8]) {
    unsafe append(to: &output, atMost: (bytes.count + 3) / 4 * 3 + 3, from: bytes) { base, count, out in
      unsafe cb_base64_decode(&state, base, count, out)
    }
  }

  static func finishBase64(state: inout cb_base64_state, into output: inout [UInt8]) {
    output.append(addingCapacity: 4) { (target: inout OutputSpan<UInt8>) in
      unsafe target.withUnsafeMutableBufferPointer { buffer, filled in
        guard let start = buffer.baseAddress else { return }
        filled += unsafe cb_base64_finish(&state, start + filled)
      }
    }
  }

  static func encodeQuotedPrintable(_ bytes: Span<UInt8>, state: inout cb_qp_state, into output: inout [UInt8]) {
    unsafe append(to: &output, atMost: bytes.count * 4 + 16, from: bytes) { base, count, out in
      unsafe cb_qp_encode(&state, base, count, out)
    }
  }

  static func finishQuotedPrintable(state: inout cb_qp_state, into output: inout [UInt8]) {
    output.append(addingCapacity: 16) { (target: inout OutputSpan<UInt8>) in
      unsafe target.withUnsafeMutableBufferPointer { buffer, filled in
        guard let start = buffer.baseAddress else { return }
        filled += unsafe cb_qp_finish(&state, start + filled)
      }
    }
  }

  /// Returns how many bytes are done with.
  static func decodeQuotedPrintable(_ bytes: Span<UInt8>, isLast: Bool, into output: inout [UInt8]) -> Int {
    var used = 0
    unsafe append(to: &output, atMost: bytes.count, from: bytes) { base, count, out in
      unsafe cb_qp_decode(base, count, isLast ? 1 : 0, &used, out)
    }
    return used
  }

  static func classify(_ bytes: Span<UInt8>, into content: inout cb_content) {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      unsafe cb_classify(&content, base, buffer.count)
    }
  }
}
