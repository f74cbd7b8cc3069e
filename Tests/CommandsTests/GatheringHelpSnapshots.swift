/// The help of the commands of gatherings, 80 columns wide.
enum GatheringHelpSnapshots {
    /// A command line and the help it gets.
    static let all: [(String, String)] = [
        (
            "baithak gathering",
            """
            OVERVIEW: Make or join a gathering, and take home what was written there.

            A gathering is a named occasion: a title, a place, days. Whoever joins it may
            propose sessions and write notes, and every machine that is in it keeps a copy
            of everything.

            USAGE: baithak gathering <subcommand>

            OPTIONS:
              --version               Show the version.
              -h, --help              Show help information.

            SUBCOMMANDS:
              create                  Make a gathering, and join it.
              list                    List the gatherings that you joined, left, or that
                                      are known here.
              join                    Join a gathering.
              leave                   Leave a gathering; what you wrote there stays with
                                      the others.
              show                    Show a gathering: who, where, when, its rooms and
                                      slots.
              invite                  Print the code by which others join, and show it as a
                                      QR code.
              appoint                 Make somebody an organiser too.
              export                  Write a gathering to a folder as open files.

              See 'baithak help gathering <subcommand>' for detailed help.
            """
        ),
        (
            "baithak gathering create",
            """
            OVERVIEW: Make a gathering, and join it.

            You are its organiser: organisers add rooms and slots and schedule sessions. An
            open gathering can be joined by anybody who is nearby; with --invite one needs
            the code that `baithak gathering invite` prints.

            USAGE: baithak gathering create <title> --place <text> --days <days> [--invite]
                          [--organiser <who> ...] [--anybody-schedules] [--json]

            ARGUMENTS:
              <title>                 What it is called.

            OPTIONS:
              --place <text>          Where it is.
              --days <days>           When it is: 2026-11-28, or 2026-11-28..29.
              --invite                Only those join who have the code.
              --organiser <who>       Another organiser: a tag, a whole key, or a name; may
                                      be repeated.
              --anybody-schedules     Every attendee may give sessions a room and a slot.
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak gathering list",
            """
            OVERVIEW: List the gatherings that you joined, left, or that are known here.

            Piped, each is a line: ID, title, days, place, standing, attendees.

            USAGE: baithak gathering list [--json]

            OPTIONS:
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak gathering join",
            """
            OVERVIEW: Join a gathering.

            Everybody in it learns your badge and your key, and sees what you write there.
            Your machine fetches what was written before, and keeps it for others.

            USAGE: baithak gathering join [<name>] [--code <code>] [--json]

            ARGUMENTS:
              <name>                  Its title, or the first digits of its ID; not needed
                                      if only one open gathering is known.

            OPTIONS:
              --code <code>           The code of a gathering by invitation.
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak gathering leave",
            """
            OVERVIEW: Leave a gathering; what you wrote there stays with the others.

            USAGE: baithak gathering leave [<name>] [--gathering <name>]

            ARGUMENTS:
              <name>                  Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.

            OPTIONS:
              --gathering <name>      The same as <name>.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak gathering show",
            """
            OVERVIEW: Show a gathering: who, where, when, its rooms and slots.

            USAGE: baithak gathering show [<name>] [--gathering <name>] [--json]

            ARGUMENTS:
              <name>                  Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.

            OPTIONS:
              --gathering <name>      The same as <name>.
              --json                  Print JSON, with all sessions.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak gathering invite",
            """
            OVERVIEW: Print the code by which others join, and show it as a QR code.

            Whoever has the code can join with `baithak gathering join --code CODE`: hand
            it only to those who are to come. Piped, only the code is printed.

            USAGE: baithak gathering invite [<name>] [--gathering <name>]

            ARGUMENTS:
              <name>                  Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.

            OPTIONS:
              --gathering <name>      The same as <name>.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak gathering appoint",
            """
            OVERVIEW: Make somebody an organiser too.

            Organisers add rooms and slots, schedule sessions and appoint others; `baithak
            gathering show` names them. Nobody stops being one.

            USAGE: baithak gathering appoint <who> [--gathering <name>] [--json]

            ARGUMENTS:
              <who>                   A tag, a whole key, or a name that only one has.

            OPTIONS:
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak gathering export",
            """
            OVERVIEW: Write a gathering to a folder as open files.

            The programme becomes iCalendar, the notes become Markdown. The folder is made;
            one that has something in it is left alone.

            USAGE: baithak gathering export <dir> [--gathering <name>]

            ARGUMENTS:
              <dir>                   The folder to make.

            OPTIONS:
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak session",
            """
            OVERVIEW: Propose sessions, want them, and see when and where they are.

            A session is named by the first digits of its ID, at least four, or by a title
            that only it has.

            USAGE: baithak session <subcommand>

            OPTIONS:
              --version               Show the version.
              -h, --help              Show help information.

            SUBCOMMANDS:
              propose                 Propose a session.
              list                    List the sessions of a gathering.
              show                    Show all about one session.
              edit                    Change what a session of yours is.
              want                    Say that you want a session, so that it gets a room
                                      and a slot.
              unwant                  Say that you do not want a session any more.
              schedule                Give a session a room and a slot, or others than it
                                      has.
              unschedule              Take a session's room and slot away.

              See 'baithak help session <subcommand>' for detailed help.
            """
        ),
        (
            "baithak session propose",
            """
            OVERVIEW: Propose a session.

            Others see it at once and can say that they want it. Its ID and title are
            printed; `baithak note edit` opens its notes.

            USAGE: baithak session propose <title> [--about <text>] [--length <minutes>] [--topic <text> ...] [--gathering <name>] [--json]

            ARGUMENTS:
              <title>                 What it is called.

            OPTIONS:
              --about <text>          What it is about.
              --length <minutes>      How long it wants to be. (default: 45)
              --topic <text>          A word to find it by; may be repeated.
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak session list",
            """
            OVERVIEW: List the sessions of a gathering.

            Those that have a slot come first, in their order; then the others, the most
            wanted first. Two sessions that claim one room and slot are marked as
            contested. Piped, each session is a line: ID, title, by, wanted, when, room;
            with --grid each slot is a line.

            USAGE: baithak session list [--mine] [--now] [--grid] [--json] [--gathering <name>]

            OPTIONS:
              --mine                  Only those that you proposed.
              --now                   Only those that are on now, by the clock of this
                                      machine.
              --grid                  Draw rooms as columns and slots as rows.
              --json                  Print JSON.
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak session show",
            """
            OVERVIEW: Show all about one session.

            USAGE: baithak session show <id> [--gathering <name>] [--json]

            ARGUMENTS:
              <id>                    The session: the first digits of its ID, or a title
                                      that only it has.

            OPTIONS:
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak session edit",
            """
            OVERVIEW: Change what a session of yours is.

            What is not given stays as it is.

            USAGE: baithak session edit <id> [--gathering <name>] [--title <text>] [--about <text>] [--length <minutes>] [--topic <text> ...] [--no-topics]

            ARGUMENTS:
              <id>                    The session: the first digits of its ID, or a title
                                      that only it has.

            OPTIONS:
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --title <text>          What it is called.
              --about <text>          What it is about.
              --length <minutes>      How long it wants to be.
              --topic <text>          A word to find it by; may be repeated.
              --no-topics             Take all topics away.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak session want",
            """
            OVERVIEW: Say that you want a session, so that it gets a room and a slot.

            USAGE: baithak session want <id> [--gathering <name>]

            ARGUMENTS:
              <id>                    The session: the first digits of its ID, or a title
                                      that only it has.

            OPTIONS:
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak session unwant",
            """
            OVERVIEW: Say that you do not want a session any more.

            USAGE: baithak session unwant <id> [--gathering <name>]

            ARGUMENTS:
              <id>                    The session: the first digits of its ID, or a title
                                      that only it has.

            OPTIONS:
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak session schedule",
            """
            OVERVIEW: Give a session a room and a slot, or others than it has.

            If somebody who has not heard of it yet gives another session the same place,
            both are shown as contested until one is moved.

            USAGE: baithak session schedule <id> [--gathering <name>] [--room <name>] --slot <slot>

            ARGUMENTS:
              <id>                    The session: the first digits of its ID, or a title
                                      that only it has.

            OPTIONS:
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --room <name>           Where; without it the session is in the open, without
                                      a room.
              --slot <slot>           When: 14:00, or "2026-11-28 14:00" where several days
                                      have that slot.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak session unschedule",
            """
            OVERVIEW: Take a session's room and slot away.

            USAGE: baithak session unschedule <id> [--gathering <name>]

            ARGUMENTS:
              <id>                    The session: the first digits of its ID, or a title
                                      that only it has.

            OPTIONS:
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak room",
            """
            OVERVIEW: Say where sessions of a gathering can take place.

            `baithak gathering show` lists the rooms. They are for organisers to add and
            remove.

            USAGE: baithak room <subcommand>

            OPTIONS:
              --version               Show the version.
              -h, --help              Show help information.

            SUBCOMMANDS:
              add                     Add a room.
              remove                  Take a room away; sessions that are in it keep their
                                      place.

              See 'baithak help room <subcommand>' for detailed help.
            """
        ),
        (
            "baithak room add",
            """
            OVERVIEW: Add a room.

            USAGE: baithak room add <name> [--gathering <name>]

            ARGUMENTS:
              <name>                  What it is called.

            OPTIONS:
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak room remove",
            """
            OVERVIEW: Take a room away; sessions that are in it keep their place.

            USAGE: baithak room remove <name> [--gathering <name>]

            ARGUMENTS:
              <name>                  What it is called.

            OPTIONS:
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak slot",
            """
            OVERVIEW: Say when sessions of a gathering can take place.

            `baithak gathering show` lists the slots. They are for organisers to add and
            remove.

            USAGE: baithak slot <subcommand>

            OPTIONS:
              --version               Show the version.
              -h, --help              Show help information.

            SUBCOMMANDS:
              add                     Add a slot.
              remove                  Take a slot away; sessions that are in it keep their
                                      place.

              See 'baithak help slot <subcommand>' for detailed help.
            """
        ),
        (
            "baithak slot add",
            """
            OVERVIEW: Add a slot.

            USAGE: baithak slot add <start> [--day <day>] [--length <minutes>] [--gathering <name>]

            ARGUMENTS:
              <start>                 When it begins, by the clocks of the venue: 14:00.

            OPTIONS:
              --day <day>             The day, such as 2026-11-28; not needed if the
                                      gathering has only one.
              --length <minutes>      How long it is. (default: 45)
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak slot remove",
            """
            OVERVIEW: Take a slot away; sessions that are in it keep their place.

            USAGE: baithak slot remove <start> [--day <day>] [--gathering <name>]

            ARGUMENTS:
              <start>                 When it begins: 14:00.

            OPTIONS:
              --day <day>             The day; not needed if only one has this slot.
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak note",
            """
            OVERVIEW: Write the notes of sessions together.

            Each session has one text. Everybody may write at the same time, also without
            any network: the texts are merged when machines meet.

            USAGE: baithak note <subcommand>

            OPTIONS:
              --version               Show the version.
              -h, --help              Show help information.

            SUBCOMMANDS:
              edit                    Edit the notes of a session in your editor.
              show                    Print the notes of a session.
              append                  Put a line at the end of the notes of a session.
              list                    List the notes of all sessions.
              log                     List the edits of a session's notes.

              See 'baithak help note <subcommand>' for detailed help.
            """
        ),
        (
            "baithak note edit",
            """
            OVERVIEW: Edit the notes of a session in your editor.

            Opens them as Markdown in $VISUAL, else $EDITOR, else vi. When you save and
            close, what you changed is written down; what others typed meanwhile stays. You
            are told how many other machines hold it: while none does, keep the lid open.

            USAGE: baithak note edit <session> [--gathering <name>]

            ARGUMENTS:
              <session>               The first digits of the session's ID, or a title that
                                      only it has.

            OPTIONS:
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak note show",
            """
            OVERVIEW: Print the notes of a session.

            Piped, they go out as they were written: as Markdown.

            USAGE: baithak note show <session> [--gathering <name>] [--authors] [--json]

            ARGUMENTS:
              <session>               The first digits of the session's ID, or a title that
                                      only it has.

            OPTIONS:
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --authors               Put before each line the tags of those who wrote it.
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak note append",
            """
            OVERVIEW: Put a line at the end of the notes of a session.

            USAGE: baithak note append <session> [--gathering <name>] <text>

            ARGUMENTS:
              <session>               The first digits of the session's ID, or a title that
                                      only it has.
              <text>                  What to write; put -- before a text that begins with
                                      a hyphen.

            OPTIONS:
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak note list",
            """
            OVERVIEW: List the notes of all sessions.

            Piped, each is a line: the session's ID, title, characters, authors, when
            somebody wrote last.

            USAGE: baithak note list [--gathering <name>] [--json]

            OPTIONS:
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak note log",
            """
            OVERVIEW: List the edits of a session's notes.

            Each has the ID by which its author can take it back with `baithak retract`.
            Times are by the clock of whoever wrote. Piped, each is a line: ID, by, when,
            characters put in and taken away, how it begins.

            USAGE: baithak note log <session> [--gathering <name>] [--json]

            ARGUMENTS:
              <session>               The first digits of the session's ID, or a title that
                                      only it has.

            OPTIONS:
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak retract",
            """
            OVERVIEW: Take back what you wrote in a gathering.

            Every machine that hears of it takes the words away. Whoever copied them
            elsewhere keeps them; a machine that never hears of it keeps them too; and that
            something was written there stays visible.

            USAGE: baithak retract <id> [--gathering <name>]

            ARGUMENTS:
              <id>                    An ID from `baithak note log`, or a session: its ID,
                                      or a title that only it has.

            OPTIONS:
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak sync",
            """
            OVERVIEW: Show who holds what you hold of a gathering.

            Look here before you close the lid: as long as nobody holds your latest words,
            they are on this machine alone. Piped, each attendee is a line: name, tag, how
            far they are.

            USAGE: baithak sync [--watch] [--gathering <name>] [--json]

            OPTIONS:
              --watch                 Keep updating; q ends it.
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --json                  Print JSON; with --watch one object a line for each
                                      change.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
    ]
}
