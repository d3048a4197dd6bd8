# The session in the terminal, and what the commands print.

place-with-hand = { $place }, with your { $hand }
plan-waits = until you are on it

## The caution

ask-press = { $place }, { $motion }, { $time }
ask-session = This session: { $presses }. { $total } in all, and the time you need to find the point.
ask-heading = Before you begin:
ask-question = Have you read this, and does none of it keep you from pressing today?
ask-answer = Type yes to begin. Anything else: not now.
refused-plan = The plan, of which nothing was started:
refused-not-yes = wellspring: nothing was started, because the caution was not answered with yes.
refused-no-answer = wellspring: nothing was started, because nobody answered the caution.

## While it is led

begin-keys = Space pauses, S stops if it is too much, ? lists all keys.
begin-lines = Type a word and Enter: p pauses, s stops if it is too much, ? lists all words.
told-step = { $phase }, { $time }.
told-find = { $phase }: { $point }, { $place }.
told-feel = What it feels like: { $feel }
told-found-key = Press Enter or Space when you are on it.
told-found-line = Send an empty line when you are on it.
told-release-key = When it lets go, from { $time } on, press Enter.
told-release-line = When it lets go, from { $time } on, send an empty line.
told-paused-left = Paused, with { $left } left of this press.
told-going-on = Going on.
told-counting-in = Going on in { $seconds } seconds.
told-go-on-key = Space or Enter goes on.
told-go-on-line = An empty line goes on.
told-still-paused = Still paused. { $how }
told-left = { $step } left of this step, { $total } in all.
told-next = Next: { $next }.
leaving-key = Leave the session? It stands still meanwhile. Y leaves, N stays, Space stays and goes on.
leaving-line = Leave the session? It stands still meanwhile. Type yes or no.
unknown-line = "{ $line }" means nothing here. ? lists all words.
alone = The input has ended: the session goes on by itself.
alone-finding = The input has ended: the session goes on by itself. Finding a point ends after { $time }.

## The stop

stop-heading = Stopped. Let go.
stop-advice = Let go and rest.
stop-why = Why did you stop? Type the number:
stop-slip = g  it was a slip: go on where it was
stop-hint = Type a number from 0 to 5, or g if it was a slip.

## The end

summary = It is over: { $outcome }.
summary-pressed = pressed { $time }
summary-not-pressed = not pressed
summary-noted = Noted in your history, in { $folder }. "wellspring history" shows it.
summary-not-noted = Nothing was pressed, so nothing was noted.
news-no-sound = No sound: { $why } The session goes on in words.
news-sound = The sound is back.
news-not-saved = Not saved yet, and tried again: { $why }
news-saved = All is saved now.

## The keys, and the words where input is piped

help-of-keys =
    Space        pause, or go on
    Enter        found it; it let go; go on
    Right, left  to the next step; back
    + and -      15 seconds more or less
    R            say it again
    S            stop, it is too much
    Esc or Q     leave
help-of-lines =
    p            pause, or go on
    empty line   found it; it let go; go on
    skip, back   to the next step; back
    + and -      15 seconds more or less
    r            say it again
    s            stop, it is too much
    leave        leave

## The commands

help-about =
    Guided self-massage of pressure points: a timed, sounding session from the caution to the log.
    Without a command it opens the window. Not medical advice.
help-examples =
    Examples:
      wellspring                            open the window
      wellspring points wrist               find a point
      wellspring start HE-1 --side left     press one side of a point
      wellspring start HE-1 --terminal      the same without a window
      wellspring history                    what was pressed when

    Exit codes: 0 well, 1 input refused or caution not acknowledged, 2 wrong usage,
    3 this machine failed. Files: WELLSPRING_CONFIG_DIR sets the folder of settings,
    points and history. WELLSPRING_LOG=debug says more.
help-start = Start a session with a point, from its caution on
help-start-examples =
    The caution is answered by a person each time: no flag and no setting does it.
    Without a display the session runs in the terminal; with piped input it reads
    whole lines.

    Examples:
      wellspring start HE-1
      wellspring start LI-4 --side right --motion steady --seconds 120
      wellspring start HE-1 --until-release --terminal
help-history = List past sessions, newest first
help-history-examples =
    Examples:
      wellspring history
      wellspring history --json
help-import = Read a page or a file about a point and keep it among your own points
help-import-examples =
    Examples:
      wellspring import page.txt --check    see what would be understood
      wellspring import page.txt            keep it
      wellspring import - < page.txt        read standard input
help-points = List the points that are known, or those that answer a query
help-points-examples =
    Examples:
      wellspring points
      wellspring points large intestine
      wellspring points "he 1" --json
help-show = Show all that is known of one point
help-show-examples =
    Examples:
      wellspring show HT-1
      wellspring show Jiquan --json
help-plan = Print the plan of a session, without starting it
help-plan-examples =
    Examples:
      wellspring plan HE-1
      wellspring plan HE-1 LI-4 --side left --seconds 60 --json
help-code = A point: its code in any spelling, or a name (HE-1, "ht 1", Jiquan)
help-codes = Points, in playing order
help-query = A code, a name, a meridian or a part of the body; nothing lists all
help-file = A text page, or the JSON of a point; - reads standard input
help-side = Which side to press; both is one after the other
help-motion = How to move while pressing
help-seconds = Press each side for so many seconds
help-until-release = Press each side until it lets go, up to the most
help-terminal = Run the session in the terminal, also where there is a display
help-check = Only show what is understood; keep nothing
help-json = Print one JSON object

## What they print

points-code = Code
points-pinyin = Pinyin
points-chinese = Chinese
points-english = English
points-region = Region
points-how = To press
points-playable = ready
points-not-offered = not offered
points-count = { $count ->
    [one] 1 point
   *[other] { $count } points
}, { $playable } ready to be pressed.
points-none = No point answers "{ $query }". Try a code (LI-4), a name (Hegu) or a part of the body (wrist).
list-empty = No session yet. Begin one: wellspring start HE-1
plan-heading = The plan for { $points }:
plan-total = { $total } in all. Finding a point is not counted.
show-also = Also: { $names }
show-place = { $meridian } meridian, { $region }
show-grade = Graded "{ $grade }": { $why }
show-introduction = What it is
show-location = Where it lies
show-find = How to find it
show-feel = What it feels like
show-technique = How to press it
show-caution = What to mind
show-emergency = your emergency number
show-uses = Traditionally used for
show-conditions = Complaints that its page names
show-evidence = What is known of it
ground-trial = Trial
ground-clinic = Clinic
ground-tradition = Tradition
show-related = Goes well with
show-related-why = { $title }: { $why }
show-questions = Questions
show-notes = Noticed while reading
show-start = To press it: wellspring start { $code }
show-not-offered = This point is not offered for self-massage: it is shown and never played.
show-no-guide = How to press it has not been written yet. A page for it can be read: wellspring import FILE

# dynamic: part-*
part-names = Names
part-introduction = What it is
part-location = Where it lies
part-steps = How to find it
part-uses = Traditionally used for
part-technique = How to press it
part-caution = What to mind
part-conditions = Complaints
part-related = Goes well with
part-questions = Questions
part-how-often = How often
part-captions = Captions of pictures
part-under = { $part } (found under "{ $headings }")
part-nothing = nothing was found
part-added = Added from the catalogue
import-stored = { $code } is kept among your points, in { $file }
import-before = What was there before is kept as { $file }
import-checked = Only looked at: nothing was kept.
import-refused = { $file }: { $why }
import-unreadable = { $file } cannot be read: { $why }. Give the file of a point page, or - for standard input
import-too-large = it is larger than 1 MiB, and a page takes a few kilobytes
import-no-text = it is not UTF-8 text
import-stdin = standard input

## What goes wrong

no-window = no window: { $why }. In a terminal: wellspring start HE-1 --terminal
no-display = { $why }. So it runs in the terminal.
output-failed = the output could not be written: { $why }. Free some space, or write it elsewhere
unknown-point = no point is called "{ $text }". List all: wellspring points
unknown-point-nearest = no point is called "{ $text }". Nearest: { $nearest }. List all: wellspring points
shipped-broken = this Wellspring is damaged, its own points cannot be read: { $why }. Install it anew
