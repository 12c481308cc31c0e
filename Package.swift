// swift-tools-version: 6.2
import PackageDescription

// The layers of ARCHITECTURE.md, lowest first. A target sees only what its row lists; `make lint` checks the
// import lines as well, and the compiler keeps the rest.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableExperimentalFeature("Lifetimes"),
  .strictMemorySafety(),
  // No regular expressions of the standard library: linked, they cost every start 2,000 relocations.
  .unsafeFlags(["-Xfrontend", "-disable-implicit-string-processing-module-import"]),
  // A section for each function, so that the linker can drop it or place it; see scripts/function-order. The
  // metadata of generic types by their accessors: read from mangled names it costs an eighth of a short run.
  .unsafeFlags(
    [
      "-Xfrontend", "-function-sections", "-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors",
    ], .when(configuration: .release)),
]

func layer(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

var targets: [Target] = [
  // 0: pure bytes
  .target(name: "CBytes"),
  layer("MailBytes", ["CBytes"]),
  // 1: pure formats
  layer("MailFormat", ["MailBytes"], exclude: ["TOLERANCES.md"]),
  // 2: pure protocols and the command language; the door to the kernel
  layer("MailWire", ["MailBytes", "MailFormat"]),
  layer("MailLanguage", ["MailBytes", "MailFormat"]),
  .target(name: "CPlatform"),
  layer("MailSystem", ["MailBytes", "CPlatform"]),
  // 3: one connection
  layer("MailLink", ["MailBytes", "MailWire", "MailSystem"]),
  // 4: mailboxes in, messages out
  layer("MailStore", ["MailBytes", "MailFormat", "MailWire", "MailSystem", "MailLink"]),
  layer("MailSubmit", ["MailBytes", "MailFormat", "MailWire", "MailSystem", "MailLink"]),
  // 5: C leaves, unknown to everyone but `mail`; the program
  .systemLibrary(name: "COpenSSL", providers: [.apt(["libssl-dev"])]),
  .systemLibrary(name: "CSASL", providers: [.apt(["libsasl2-dev"])]),
  .systemLibrary(name: "CGumbo", providers: [.apt(["libgumbo-dev"])]),
  layer("MailHTML", ["MailBytes", "MailFormat", "MailSystem", "CGumbo"]),
  layer("MailTLS", ["MailBytes", "MailSystem", "COpenSSL"]),
  layer("MailSASL", ["MailBytes", "MailWire", "MailSystem", "CSASL"]),
  layer(
    "MailShell",
    [
      "MailBytes", "MailFormat", "MailWire", "MailLanguage", "MailSystem", "MailLink", "MailStore", "MailSubmit",
    ]),
  // 6: the composition root
  .executableTarget(
    name: "mail",
    dependencies: ["MailBytes", "MailShell", "MailTLS", "MailSASL", "MailHTML", "MailSystem"],
    swiftSettings: strict,
    linkerSettings: [
      // Section "Swift runtime" of ARCHITECTURE.md: libc, libm and the loader are all that is linked at start.
      .unsafeFlags(
        [
          "-static-stdlib", "-use-ld=lld", "-Xclang-linker", "-static-libgcc", "-L.build/static-cxx",
          "-Xlinker", "--gc-sections", "-Xlinker", "--strip-debug", "-Xlinker", "-z", "-Xlinker",
          "pack-relative-relocs", "-Xlinker", "--no-export-dynamic", "-Xlinker",
          "--symbol-ordering-file=scripts/functions.order", "-Xlinker", "--no-warn-symbol-ordering",
        ], .when(platforms: [.linux], configuration: .release))
    ]),
]

// Writes manual pages and mail.rc.example from the tables; not installed.
targets.append(
  .executableTarget(
    name: "mail-reference", dependencies: ["MailBytes", "MailLanguage", "MailSystem", "MailShell"],
    swiftSettings: strict))

// Tests mirror the targets; Tests/MailTesting holds what they share. End-to-end tests run the built program.
let testing: [SwiftSetting] = [.swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny")]

targets.append(
  .target(
    name: "MailTesting",
    dependencies: ["MailBytes", "MailFormat", "MailWire", "MailLanguage", "MailSystem", "MailLink"],
    path: "Tests/MailTesting", swiftSettings: testing))
for name in [
  "MailBytes", "MailFormat", "MailWire", "MailLanguage", "MailSystem", "MailLink", "MailStore", "MailSubmit",
  "MailTLS", "MailSASL", "MailHTML", "MailShell",
] {
  targets.append(
    .testTarget(
      name: name + "Tests", dependencies: [.target(name: name), "MailTesting"], swiftSettings: testing))
}

targets.append(
  .testTarget(
    name: "MailReferenceTests", dependencies: ["mail-reference", "MailLanguage"], swiftSettings: testing))
targets.append(
  .testTarget(
    name: "EndToEndTests", dependencies: ["MailTesting"], exclude: ["Servers", "Faults/fault-shim.c"],
    swiftSettings: testing))

// `MAIL_FOCUS=MailFormatTests swift test` builds that target and what it needs, nothing else.
if let focus = Context.environment["MAIL_FOCUS"], !focus.isEmpty {
  var wanted = Set(focus.split(separator: ",").map(String.init))
  var grew = true
  while grew {
    grew = false
    for target in targets where wanted.contains(target.name) {
      for case .byNameItem(let name, _) in target.dependencies where wanted.insert(name).inserted { grew = true }
      for case .targetItem(let name, _) in target.dependencies where wanted.insert(name).inserted { grew = true }
    }
  }
  targets.removeAll { !wanted.contains($0.name) }
}
let pure = ["MailBytes", "MailFormat", "MailWire", "MailLanguage"].filter { name in
  targets.contains { $0.name == name }
}

let package = Package(
  name: "mail",
  // What the packages Fuzz and Benchmarks build against.
  products: pure.isEmpty ? [] : [.library(name: "MailPure", targets: pure)],
  targets: targets)
