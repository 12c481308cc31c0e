// swift-tools-version: 6.2
import PackageDescription

// `make bench`: whole processes beside the peers, interleaved, medians of CPU time; then the kernels alone.
let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "mail", path: "..")],
  targets: [
    .executableTarget(
      name: "mail-bench",
      dependencies: [.product(name: "MailPure", package: "mail")],
      swiftSettings: [.swiftLanguageMode(.v6), .enableUpcomingFeature("ExistentialAny")])
  ]
)
