/// The help of every command, 80 columns wide. A change here is a change of what people read: look before copying.
enum HelpSnapshots {
    /// A command line and the help it gets.
    static let all: [(String, String)] = [
        (
            "baithak",
            """
            OVERVIEW: See who is in the room, hand each other cards, and write notes
            together.

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
              74   the output cannot be written
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
              match                   Show who nearby offers what you ask for, and asks
                                      what you offer.
              badge                   Show or change your badge, which everybody nearby may
                                      see.
              card                    Make the contact cards that you hand out, and check
                                      those of others.
              exchange                Ask somebody to exchange cards.
              requests                List exchanges of cards that are under way.
              accept                  Accept somebody's request to exchange cards.
              decline                 Decline a request, or give up an exchange that is
                                      under way.
              confirm                 Say that both screens show the same digits.
              mismatch                Say that the screens show different digits; nothing
                                      is exchanged.
              verify                  Check a contact in person, by digits or by QR code.
              contacts                List everybody whose card you hold.
              contact                 Look at a contact, keep a note, export their card, or
                                      forget them.
              block                   Hear nothing more from somebody: no request of theirs
                                      reaches you.
              unblock                 Hear from somebody again.
              gathering               Make or join a gathering, and take home what was
                                      written there.
              session                 Propose sessions, want them, and see when and where
                                      they are.
              room                    Say where sessions of a gathering can take place.
              slot                    Say when sessions of a gathering can take place.
              desk                    Offer one-to-one help in slots, and book it.
              note                    Write the notes of sessions together.
              retract                 Take back what you wrote in a gathering.
              sync                    Show who holds what you hold of a gathering.
              status                  Show how the daemon, the venue and your links are.
              hide                    Listen without being seen; it stays so over restarts.
              show                    Be seen again after `baithak hide`.
              stop                    Stop the daemon: it says goodbye to the others and
                                      ends.
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
            offers, last heard, standing. Names are labels that anybody may choose; the tag
            is part of the person's key. The standing says whose card you hold, who has
            another name now, and whose name only looks like that of a contact.

            USAGE: baithak nearby [<who>] [--watch] [--json]

            ARGUMENTS:
              <who>                   One person's details: a tag, a whole key, or a name
                                      that only one has.

            OPTIONS:
              --watch                 Keep updating as people come and go; q ends it.
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
            "baithak stop",
            """
            OVERVIEW: Stop the daemon: it says goodbye to the others and ends.

            Returns when it has ended; where none runs there is nothing to do. A daemon
            that your session starts comes back when you log in again, unless you run
            `systemctl --user disable baithakd`.

            USAGE: baithak stop

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
        (
            "baithak card",
            """
            OVERVIEW: Make the contact cards that you hand out, and check those of others.

            You may have several cards, one for each face: work, friends. Nobody gets one
            unless you hand it to them with `baithak exchange`, and nobody sees what you
            call the face.

            USAGE: baithak card <subcommand>

            OPTIONS:
              --version               Show the version.
              -h, --help              Show help information.

            SUBCOMMANDS:
              show                    Show your cards as others will see them.
              set                     Make a card, or change one.
              edit                    Edit a card, or make one, in your editor.
              qr                      Show a card as a QR code, for phones without baithak.
              remove                  Take a card away; those who hold it keep what they
                                      hold.
              verify                  Tell who sealed a card file, and whether it is
                                      genuine.

              See 'baithak help card <subcommand>' for detailed help.
            """
        ),
        (
            "baithak card show",
            """
            OVERVIEW: Show your cards as others will see them.

            USAGE: baithak card show [--face <face>] [--json] [--sealed]

            OPTIONS:
              --face <face>           Only the card of this face.
              --json                  Print JSON.
              --sealed                Print the sealed card, as it is handed out: one line
                                      that any JOSE library can verify.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak card set",
            """
            OVERVIEW: Make a card, or change one.

            What is not given stays as it is. A field that is given replaces what was
            there; --clear email takes it away. The card is sealed with your key at once,
            and those who hold it get the new one when they next meet you.

            USAGE: baithak card set [--face <face>] [--name <text>] [--email <text> ...] [--phone <text> ...]
                          [--org <text> ...] [--title <text> ...] [--url <text> ...] [--address <text> ...]
                          [--nickname <text> ...] [--service <text> ...] [--language <tag> ...]
                          [--note <text> ...] [--photo <file>] [--expires <day>] [--clear <field> ...] [--json]

            OPTIONS:
              --face <face>           Which of your cards: small letters, digits, hyphens.
                                      (default: main)
              --name <text>           The name on the card; a new card takes that of your
                                      badge.
              --email <text>          A mail address; may be repeated.
              --phone <text>          A telephone number; may be repeated.
              --org <text>            Where you work or help.
              --title <text>          What you are there.
              --url <text>            A page.
              --address <text>        A postal address.
              --nickname <text>       What friends call you.
              --service <text>        An account elsewhere, as Mastodon=@asha@example.org.
              --language <tag>        A language, the dearest first: kn, en-IN.
              --note <text>           Anything else.
              --photo <file>          A picture: JPEG, PNG, WebP or GIF, at most 24 KiB.
              --expires <day>         The last day on which the card is good, such as
                                      2027-01-31.
              --clear <field>         Take a field away: email, phone, org, …; may be
                                      repeated. (values: email, phone, org, title, url,
                                      address, nickname, service, language, note, photo,
                                      expires)
              --json                  Print the new card as JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak card edit",
            """
            OVERVIEW: Edit a card, or make one, in your editor.

            Opens a commented form in $VISUAL, else $EDITOR, else vi. The card is sealed
            when you save and close; if something does not fit, you are told where, and
            what you wrote is kept.

            USAGE: baithak card edit [--face <face>]

            OPTIONS:
              --face <face>           Which of your cards. (default: main)
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak card qr",
            """
            OVERVIEW: Show a card as a QR code, for phones without baithak.

            The camera of a phone reads it and offers to save the contact. In the terminal
            stands what fits 24 lines of 80 cells: name, telephone, mail, organisation,
            page; with --png all but the photo. It is not sealed: whoever photographs it
            has it.

            USAGE: baithak card qr [--face <face>] [--png <file>]

            OPTIONS:
              --face <face>           Which of your cards; not needed if you have only one.
              --png <file>            Make a picture instead.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak card remove",
            """
            OVERVIEW: Take a card away; those who hold it keep what they hold.

            USAGE: baithak card remove <face>

            ARGUMENTS:
              <face>                  The face of the card.

            OPTIONS:
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak card verify",
            """
            OVERVIEW: Tell who sealed a card file, and whether it is genuine.

            The seal proves that the card was not changed since the owner of the key sealed
            it. Whose key that is, it cannot prove: compare the tag with the person, or
            with a contact of yours.

            USAGE: baithak card verify <file> [--json]

            ARGUMENTS:
              <file>                  The file.

            OPTIONS:
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak exchange",
            """
            OVERVIEW: Ask somebody to exchange cards.

            Both of you see six digits and compare them: look at each other's screens,
            never type them anywhere. When both have confirmed, the cards cross and each of
            you keeps a receipt that both signed. If the other person has asked already,
            this accepts.

            Piped, each stage is a line: stage, name, tag, digits; `baithak confirm WHO` in
            another place goes on. The exit code is 0 when cards were exchanged, 75 if time
            ran out, 77 if somebody declined or the digits differed.

            USAGE: baithak exchange <who> [--face <face>] [--unverified] [--json]

            ARGUMENTS:
              <who>                   A tag, a whole key, or a name that only one has.

            OPTIONS:
              --face <face>           Which of your cards to hand out.
              --unverified            Skip the digits if the other person does too; each of
                                      you is then an unverified contact.
              --json                  Print each stage as one JSON object a line.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak requests",
            """
            OVERVIEW: List exchanges of cards that are under way.

            Piped, each is a line: stage, name, tag, digits.

            USAGE: baithak requests [--json]

            OPTIONS:
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak accept",
            """
            OVERVIEW: Accept somebody's request to exchange cards.

            Goes on as `baithak exchange` does, until cards were exchanged or it came to
            nothing.

            USAGE: baithak accept <who> [--face <face>] [--unverified] [--json]

            ARGUMENTS:
              <who>                   A tag, a whole key, or a name that only one has.

            OPTIONS:
              --face <face>           Which of your cards to hand out.
              --unverified            Skip the digits if the other person does too; each of
                                      you is then an unverified contact.
              --json                  Print each stage as one JSON object a line.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak decline",
            """
            OVERVIEW: Decline a request, or give up an exchange that is under way.

            A stranger is told nothing: to them it looks as if you had not answered.

            USAGE: baithak decline <who> [--json]

            ARGUMENTS:
              <who>                   A tag, a whole key, or a name that only one has.

            OPTIONS:
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak confirm",
            """
            OVERVIEW: Say that both screens show the same digits.

            Look at the other screen first: this is what keeps somebody from sitting
            between you.

            USAGE: baithak confirm <who> [--json]

            ARGUMENTS:
              <who>                   A tag, a whole key, or a name that only one has.

            OPTIONS:
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak mismatch",
            """
            OVERVIEW: Say that the screens show different digits; nothing is exchanged.

            USAGE: baithak mismatch <who> [--json]

            ARGUMENTS:
              <who>                   A tag, a whole key, or a name that only one has.

            OPTIONS:
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak verify",
            """
            OVERVIEW: Check a contact in person, by digits or by QR code.

            By digits this is an exchange once more: both compare them, and both get the
            other's newest card. With --qr no network is needed: your screen shows the code
            of your key, and this reads the code on the other screen from standard input,
            as `zbarcam --raw --oneshot | baithak verify ravi --qr` does, or a scanner that
            types. Each of you checks the other.

            USAGE: baithak verify <who> [--qr] [--face <face>] [--json]

            ARGUMENTS:
              <who>                   A tag, a whole key, or a name that only one contact
                                      has.

            OPTIONS:
              --qr                    By the codes of your keys.
              --face <face>           Which of your cards to hand out; by digits only.
              --json                  Print each stage as one JSON object a line; by digits
                                      only.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak contacts",
            """
            OVERVIEW: List everybody whose card you hold.

            Piped, each is a line with the same columns: name, tag, standing, the day you
            met, the gathering that you both took part in then, your note.

            USAGE: baithak contacts [--json]

            OPTIONS:
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak contact",
            """
            OVERVIEW: Look at a contact, keep a note, export their card, or forget them.

            USAGE: baithak contact <subcommand>

            OPTIONS:
              --version               Show the version.
              -h, --help              Show help information.

            SUBCOMMANDS:
              show                    Show all that you hold of a contact.
              note                    Write a note about a contact, for yourself alone.
              forget                  Forget a contact: card, note and receipts. They keep
                                      your card.
              export                  Write the cards that you hold to a file.

              See 'baithak help contact <subcommand>' for detailed help.
            """
        ),
        (
            "baithak contact show",
            """
            OVERVIEW: Show all that you hold of a contact.

            USAGE: baithak contact show <who> [--json]

            ARGUMENTS:
              <who>                   A tag, a whole key, or a name that only one contact
                                      has.

            OPTIONS:
              --json                  Print JSON.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak contact note",
            """
            OVERVIEW: Write a note about a contact, for yourself alone.

            USAGE: baithak contact note <who> <text>

            ARGUMENTS:
              <who>                   A tag, a whole key, or a name that only one contact
                                      has.
              <text>                  The note; an empty one takes it away.

            OPTIONS:
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak contact forget",
            """
            OVERVIEW: Forget a contact: card, note and receipts. They keep your card.

            USAGE: baithak contact forget <who>

            ARGUMENTS:
              <who>                   A tag, a whole key, or a name that only one contact
                                      has.

            OPTIONS:
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak contact export",
            """
            OVERVIEW: Write the cards that you hold to a file.

            vcard is for address books, phone for those of phones, which take vCard 3.0
            only, jscontact for programs, a document a line. jws is the sealed card, one a
            line: whoever has it can check whom it came from, with `baithak card verify` or
            any JOSE library. An existing file is never overwritten.

            USAGE: baithak contact export [<who>] [--all] [--format <format>] [--for <reader>] --output <file>

            ARGUMENTS:
              <who>                   A tag, a whole key, or a name that only one contact
                                      has.

            OPTIONS:
              --all                   Everybody.
              --format <format>       vcard, phone, jscontact or jws. (values: vcard,
                                      phone, jscontact, jws)
              --for <reader>          phone: as a phone's own address book takes it, like
                                      --format phone. (values: phone)
              --output <file>         The file to make; - is standard output.
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak block",
            """
            OVERVIEW: Hear nothing more from somebody: no request of theirs reaches you.

            It holds for their key, whatever name they take. They are not told.

            USAGE: baithak block <who>

            ARGUMENTS:
              <who>                   A tag, a whole key, or a name that only one has.

            OPTIONS:
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
        (
            "baithak unblock",
            """
            OVERVIEW: Hear from somebody again.

            USAGE: baithak unblock <who>

            ARGUMENTS:
              <who>                   A tag, a whole key, or a name that only one has.

            OPTIONS:
              --version               Show the version.
              -h, --help              Show help information.

            """
        ),
    ]
}
