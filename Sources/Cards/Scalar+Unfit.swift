extension Unicode.Scalar {
    /// Whether a person has no reason to put this scalar on a badge or card: controls, line and paragraph separators,
    /// and the invisible format characters, except the joiners that Indic scripts and emoji need.
    var isUnfitToShow: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        case .format: !(value == 0x200C || value == 0x200D)
        default: false
        }
    }
}
