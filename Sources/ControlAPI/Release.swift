/// The release that daemon and commands belong to.
package enum Release {
    /// The version, as semantic versioning writes it; `--version` and `status` show it.
    package static let version = "0.1.0"
}
