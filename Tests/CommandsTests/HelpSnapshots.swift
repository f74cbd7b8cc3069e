/// The help of every command, 80 columns wide. A change here is a change of what people read: look before copying.
enum HelpSnapshots {
    /// A command line and the help it gets.
    static let all: [(String, String)] = [
        (
            "baithak",
            """
            OVERVIEW: See who is in the room, and what they care about.

            People in one room see each other's badges without internet, account or server.
            The daemon `baithakd` does the work; these commands ask it over a socket that
            only you can use.

            Results go to standard output, messages to standard error. Piped, tables become
            lines with tabs; --json prints JSON with sorted keys.

            EXIT CODES:
              0    done
              1    failed
              64   wrong usage or a wrong value
              67   nobody matches, or more than one
              69   the daemon cannot be reached
              75   timed out
              77   declined or refused
              130  interrupted

            ENVIRONMENT:
              BAITHAK_SOCKET  the daemon's socket, if it is not in $XDG_RUNTIME_DIR
              NO_COLOR        nothing is dimmed

            USAGE: baithak <subcommand>

            OPTIONS:
              --version               Show the version.
              -h, --help              Show help information.

            SUBCOMMANDS:
              nearby                  Show who is nearby and what they care about.
              badge                   Show or change your badge, which everybody nearby may
                                      see.
              status                  Show how the daemon, the venue and your links are.
              hide                    Listen without being seen; it stays so over restarts.
              show                    Be seen again after `baithak hide`.
              peer                    Reach people whom the network hides from discovery.
              init                    Make your identity and your badge; see `baithak init
                                      --help`.

              See 'baithak help <subcommand>' for detailed help.
            """
        ),
        (
            "baithak nearby",
            """
            OVERVIEW: Show who is nearby and what they care about.

            On a terminal this is a table; piped, it is one line a person with the same
            columns separated by tabs: name, tag, presence, headline, topics, asks and
            offers, last heard. Names are labels that anybody may choose; the tag is part
            of the person's key.

            USAGE: baithak nearby [<who>] [--watch] [--json]

            ARGUMENTS:
              <who>                   One person's details: a tag, a whole key, or a name
                                      that only one has.

            OPTIONS:
              --watch                 Go on as people come and go.
              --json                  Print JSON; with --watch one object a line for each
                                      event.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak badge",
            """
            OVERVIEW: Show or change your badge, which everybody nearby may see.

            USAGE: baithak badge <subcommand>

            OPTIONS:
              --version               Show the version.
              -h, --help              Show help information.

            SUBCOMMANDS:
              show                    Show your badge.
              set                     Change your badge.

              See 'baithak help badge <subcommand>' for detailed help.
            """
        ),
        (
            "baithak badge show",
            """
            OVERVIEW: Show your badge.

            USAGE: baithak badge show [--json]

            OPTIONS:
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak badge set",
            """
            OVERVIEW: Change your badge.

            What is not given stays as it is. A list that is given replaces the old one:
            --topic maps --topic tea. The new badge is shown, and everybody nearby sees it
            at once.

            USAGE: baithak badge set [--name <text>] [--headline <text>] [--topic <text> ...]
                          [--ask <text> ...] [--offer <text> ...]
                          [--no-topics] [--no-asks] [--no-offers] [--json]

            OPTIONS:
              --name <text>           The name others see.
              --headline <text>       A line about you; an empty one clears it.
              --topic <text>          What you care about; may be repeated.
              --ask <text>            What you look for; may be repeated.
              --offer <text>          What you can give; may be repeated.
              --no-topics             Clear the topics.
              --no-asks               Clear the asks.
              --no-offers             Clear the offers.
              --json                  Print the new badge as JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak status",
            """
            OVERVIEW: Show how the daemon, the venue and your links are.

            USAGE: baithak status [--json]

            OPTIONS:
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak hide",
            """
            OVERVIEW: Listen without being seen; it stays so over restarts.

            USAGE: baithak hide

            OPTIONS:
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak show",
            """
            OVERVIEW: Be seen again after `baithak hide`.

            USAGE: baithak show

            OPTIONS:
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak peer",
            """
            OVERVIEW: Reach people whom the network hides from discovery.

            USAGE: baithak peer <subcommand>

            OPTIONS:
              --version               Show the version.
              -h, --help              Show help information.

            SUBCOMMANDS:
              add                     Dial somebody by address.

              See 'baithak help peer <subcommand>' for detailed help.
            """
        ),
        (
            "baithak peer add",
            """
            OVERVIEW: Dial somebody by address.

            One person is enough: through them you see, and reach, everybody they have
            links to. On success their name and tag are printed. If nobody answers in time
            the exit code is 75, and the address is tried again later.

            USAGE: baithak peer add <address> [--json]

            ARGUMENTS:
              <address>               HOST, HOST:PORT or [IPV6]:PORT.

            OPTIONS:
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak init",
            """
            OVERVIEW: Make your identity and your badge; see `baithak init --help`.

            All arguments are handed to `baithakd init`.

            USAGE: baithak init --name <text> [--headline <text>] [--topic <text> ...]
                          [--ask <text> ...] [--offer <text> ...]

            ARGUMENTS:
              <arguments>             The arguments of `baithakd init`.

            OPTIONS:
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
    ]
}
