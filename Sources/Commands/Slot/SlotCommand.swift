import ArgumentParser

/// `baithak slot`: when sessions take place.
struct SlotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "slot", abstract: "Say when sessions of a gathering can take place.",
        discussion: "`baithak gathering show` lists the slots. They are for organisers to add and remove.",
        subcommands: [SlotAdd.self, SlotRemove.self])
}
