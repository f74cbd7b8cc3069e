/// The help of the commands of desks and matching, 80 columns wide.
enum DeskHelpSnapshots {
    /// A command line and the help it gets.
    static let all: [(String, String)] = [
        (
            "baithak match",
            """
            OVERVIEW: Show who nearby offers what you ask for, and asks what you offer.

            Badges are compared word by word, on this machine alone: nobody is asked or
            told. Who has most to give and to take comes first. Piped, each agreement is a
            line: name, tag, what it is (offers, asks, topic), theirs, yours, the words.

            USAGE: baithak match [--json]

            OPTIONS:
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak desk",
            """
            OVERVIEW: Offer one-to-one help in slots, and book it.

            A desk is one person's slots at a gathering. Everybody sees which slots are
            free; who booked one, and what it is about, only the person whose desk it is. A
            desk is named by the first digits of its ID, at least four, or by a title that
            only it has.

            USAGE: baithak desk <subcommand>

            OPTIONS:
              --version               Show the version.
              -h, --help              Show help information.

            SUBCOMMANDS:
              open                    Open a desk: offer your help in slots.
              list                    List the desks of a gathering and their slots.
              book                    Book a slot at somebody's desk.
              free                    Give a slot back that you booked, or take one of your
                                      desk back.
              close                   Close a desk of yours; whoever booked hears of it.

              See 'baithak help desk <subcommand>' for detailed help.
            """
        ),
        (
            "baithak desk open",
            """
            OVERVIEW: Open a desk: offer your help in slots.

            Others see it at once and book with `baithak desk book`. Your daemon answers
            them, first come, first served; `baithak desk list` shows who comes when, and
            why. Its ID and title are printed.

            USAGE: baithak desk open <title> --slots <span> ... [--day <day>]
                          [--gathering <name>] [--json]

            ARGUMENTS:
              <title>                 What help there is.

            OPTIONS:
              --slots <span>          From when to when, and how long each slot is:
                                      14:00-16:00/20m. May be repeated, with slots of the
                                      same length.
              --day <day>             The day, such as 2026-11-28; not needed if the
                                      gathering has only one.
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak desk list",
            """
            OVERVIEW: List the desks of a gathering and their slots.

            Each slot is free, taken, yours, or waiting for an answer. At your own desk you
            see who booked, and what it is about. What you lost, and what others gave back
            at your desk, is told until you have seen it here once; with --json it stays.
            Piped, each slot is a line: ID, title, whose, when, state, by whom, about.

            USAGE: baithak desk list [--json] [--gathering <name>]

            OPTIONS:
              --json                  Print JSON.
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak desk book",
            """
            OVERVIEW: Book a slot at somebody's desk.

            Only the person whose desk it is learns who booked, and what it is about. If
            their laptop is not in reach, the booking waits, and it is asked as soon as it
            is.

            USAGE: baithak desk book <desk> <start> --about <text> [--day <day>]
                          [--gathering <name>] [--json]

            ARGUMENTS:
              <desk>                  The desk: the first digits of its ID, or a title that
                                      only it has.
              <start>                 When the slot begins: 14:20.

            OPTIONS:
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --day <day>             The day; not needed if only one has this slot.
              --about <text>          What you want to talk about, in a sentence or two.
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak desk free",
            """
            OVERVIEW: Give a slot back that you booked, or take one of your desk back.

            Others can book it then. The other side hears of it, at once or when you next
            meet.

            USAGE: baithak desk free <desk> <start> [--day <day>] [--gathering <name>] [--json]

            ARGUMENTS:
              <desk>                  The desk: the first digits of its ID, or a title that
                                      only it has.
              <start>                 When the slot begins: 14:20.

            OPTIONS:
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --day <day>             The day; not needed if only one has this slot.
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak desk close",
            """
            OVERVIEW: Close a desk of yours; whoever booked hears of it.

            USAGE: baithak desk close <desk> [--gathering <name>]

            ARGUMENTS:
              <desk>                  The desk: the first digits of its ID, or a title that
                                      only it has.

            OPTIONS:
              --gathering <name>      Its title, or the first digits of its ID; else the
                                      one that is on, the next one, or the last.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
    ]
}
