// swift-tools-version: 6.2
import PackageDescription

// One fuzz binary, one small file per parser in Sources/FuzzMail/Targets; `Fuzz/run` chooses by name.
let package = Package(
  name: "Fuzz",
  dependencies: [.package(name: "mail", path: "..")],
  targets: [
    .target(name: "CFuzzMain"),
    .executableTarget(
      name: "FuzzMail",
      dependencies: ["CFuzzMain", .product(name: "MailPure", package: "mail")],
      swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])])
  ]
)
