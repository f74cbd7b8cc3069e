import ArgumentParser
import ControlAPI

/// `baithak`: what a person types.
struct BaithakCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baithak", abstract: "See who is in the room, hand each other cards, and write notes together.",
        discussion: """
            People in one room see each other's badges without internet, account or server. The daemon `baithakd` does \
            the work; these commands ask it over a socket that only you can use.

            Results go to standard output, messages to standard error. Piped, tables become lines with tabs; --json \
            prints JSON with sorted keys.

            EXIT CODES:
              0    done
              1    failed
              64   wrong usage or a wrong value
              67   nobody matches, or more than one
              69   the daemon cannot be reached
              74   the output cannot be written
              75   timed out
              77   declined or refused
              130  interrupted

            ENVIRONMENT:
              BAITHAK_SOCKET  the daemon's socket, if it is not in $XDG_RUNTIME_DIR
              NO_COLOR        nothing is dimmed
            """,
        version: Release.version,
        subcommands: [
            NearbyCommand.self, MatchCommand.self, BadgeCommand.self, CardCommand.self, ExchangeCommand.self,
            RequestsCommand.self, AcceptCommand.self, DeclineCommand.self, ConfirmCommand.self, MismatchCommand.self,
            VerifyCommand.self, ContactsCommand.self, ContactCommand.self, BlockCommand.self, UnblockCommand.self,
            GatheringCommand.self, SessionCommand.self, RoomCommand.self, SlotCommand.self, DeskCommand.self,
            NoteCommand.self, RetractCommand.self, SyncCommand.self, StatusCommand.self, HideCommand.self,
            ShowCommand.self, StopCommand.self, PeerCommand.self, InitCommand.self,
        ])
}
