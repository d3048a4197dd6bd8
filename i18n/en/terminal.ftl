# The session in the terminal, and what the commands print.

place-with-hand = { $place }, with your { $hand }
plan-waits = until you are on it

## The caution

ask-press = { $place }, { $motion }, { $time }
ask-session = This session: { $presses }. { $total } in all, and the time you need to find the point.
ask-heading = Before you begin:
ask-may-apply = Not answered in About me ("wellspring profile"), so it may apply to you:
ask-question = Have you read this, and does none of it keep you from pressing today?
ask-answer = Type yes to begin. Anything else: not now.
ask-answer-elbow = Once it has been read to its end, any key begins.
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
    A            this point once more, from its beginning
    + and -      15 seconds more or less
    R            say it again
    V            more words, fewer, chimes only
    S            stop, it is too much
    Esc or Q     leave
help-of-lines =
    p            pause, or go on
    empty line   found it; it let go; go on
    skip, back   to the next step; back
    a, anew      this point once more, from its beginning
    + and -      15 seconds more or less
    r            say it again
    v            more words, fewer, chimes only
    s            stop, it is too much
    leave        leave

## The commands

help-about =
    Guided self-massage of pressure points: a timed, sounding session from the caution to the log.
    Without a command it opens the window. Not medical advice.
help-examples =
    Examples:
      wellspring                            open the window
      wellspring points headache            find a point by what hurts, or by name
      wellspring show LI-4                  read all about it
      wellspring profile                    say what applies to you
      wellspring start HE-1 --side left     press one side of a point
      wellspring start HE-1 --terminal      the same without a window
      wellspring history                    what was pressed when
      wellspring export -o history.csv      the same for a spreadsheet program
      wellspring doctor                     whether all your files are well

    Exit codes: 0 well, 1 input refused or caution not acknowledged, 2 wrong usage,
    3 this machine failed. Files: WELLSPRING_CONFIG_DIR sets the folder of settings,
    answers, points and history. WELLSPRING_LOG=debug says more.
help-start = Start a session with a point, from its caution on
help-start-examples =
    The caution is answered by a person each time: no flag and no setting does it.
    Without a display the session runs in the terminal; with piped input it reads
    whole lines.

    Examples:
      wellspring start HE-1
      wellspring start LI-4 --side right --motion steady --seconds 120
      wellspring start GB-20 --side at-once     both sides together, with two hands
      wellspring start HE-1 --until-release --terminal
      wellspring start --resume                 what was left today or yesterday
help-history = List past sessions, newest first
help-history-examples =
    The last column is the id of the session; "amend", "strike" and "restore" take it.

    Examples:
      wellspring history
      wellspring history --since 4w --point HE-1
      wellspring history --search "desk work" --outcome stopped
      wellspring history add LI-4 --minutes 5 --side right --at "yesterday 21:15"
      wellspring history amend 019ab0c4 --after 3 --note "softer now"
      wellspring history --json
help-import = Read a page about a point, or a history from elsewhere
help-import-examples =
    A page, or a file of a point, is kept among your own points. A history (an exported
    file, a history folder, a configuration folder or a backup) is united with yours: it is
    told first what it would bring, and taking in the same twice changes nothing.

    Examples:
      wellspring import history.jsonl       an export, perhaps of another machine
      wellspring import /media/stick/wellspring-backup-2026-W48-d7f3a1b2
      wellspring import page.txt --check    see what would be understood
      wellspring import page.txt            keep it
      wellspring import - < page.txt        read standard input
help-points = List the points that are known, or those that answer a query
help-points-examples =
    A complaint also brings when it is a doctor's matter, and the routines for it. What
    your answers leave out says so (wellspring profile).

    Examples:
      wellspring points
      wellspring points large intestine
      wellspring points stuffy nose
      wellspring points "he 1" --json
help-show = Show all that is known of one point
help-show-examples =
    Examples:
      wellspring show HT-1
      wellspring show Jiquan --json
help-profile = Show or change what applies to you, and what that does
help-profile-examples =
    Without a question it shows all of them, your answers, and what they do. skip takes an
    answer back, clear takes all back. A "no" counts for 90 days, then it is asked again.

    Examples:
      wellspring profile
      wellspring profile blood-thinners yes
      wellspring profile injury yes --place "left knee" --place "left ankle"
      wellspring profile pregnancy no
      wellspring profile pregnancy skip
      wellspring profile clear
help-check-files = Check files of points and routines; nothing is changed
help-check-files-examples =
    Without a folder it checks your own points and routines. Each problem is one line:
    FILE:LINE: field: why. What would be right. A hint is no problem. The exit code is 1
    where there is a problem.

    Examples:
      wellspring check
      wellspring check my-points/ --json
help-question = A question: its key, as "wellspring profile" shows it, or clear
help-answer = Your answer; skip takes it back
help-place = Where, for a "yes": knee, "left knee". May be given several times
help-folder = A folder with points/ and routines/, or with such files, or one file
help-figure = Show where a point lies: a picture in a file, or numbers
help-figure-examples =
    Examples:
      wellspring figure HE-1 -o he-1.png
      wellspring figure PC-6 --side R --size 1200x900 --theme night -o pc-6.png
      wellspring figure --sheet -o sheets/
      wellspring figure ST-36 --json
      wellspring figure --all --json
help-figure-side = Which side of the body (the left unless said otherwise)
help-figure-view = Another view than the best one; a name that is not known lists them all
help-figure-size = Width and height in pixels, each 64 to 4096 (900x900 unless said otherwise)
help-figure-theme = Colours of the picture
help-figure-skin = Skin of the figure
help-figure-output = The PNG file to write; with --sheet the folder
help-figure-sheet = Write a sheet with all points of each part of the body
help-figure-all = The numbers of all points
figure-broken = the figure could not be drawn: its data did not load
figure-which = which point? Name one, or ask for --sheet -o FOLDER or --all --json
figure-where-to = where to? Add -o { $code }.png for a picture, or --json for numbers
figure-sheet-where-to = where to? Add -o FOLDER: one PNG file for each part of the body is written there
figure-not-placed = { $code } is a point of your own; the figure knows only those that came with Wellspring
figure-no-view = there is no view "{ $view }". There are: { $views }
figure-bad-size = a size is two whole numbers of pixels from 64 to 4096, such as 900x1200
figure-written = { $file } is written
figure-sheet-written = { $file }: { $region }, { $count ->
    [one] 1 point
   *[other] { $count } points
}
figure-no-folder = the folder { $folder } could not be made: { $why }. Name another with -o, such as -o sheets/
figure-not-written = { $file } could not be written: { $why }. Make its folder, free some space, or name another file with -o
help-plan = Print the plan of a session, without starting it
help-plan-examples =
    It is the plan as it would be played: with what your answers change, and why.

    Examples:
      wellspring plan HE-1
      wellspring plan GB-20 --side at-once
      wellspring plan HE-1 LI-4 --side left --seconds 60 --json
help-code = A point: its code in any spelling, or a name (HE-1, "ht 1", Jiquan)
help-codes = Points, in playing order
help-query = A code, a name, a meridian, a part of the body or a complaint; nothing lists all
help-side = Which side to press: both is one after the other, at-once is both together, where two hands can do it
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
list-count = { $count ->
    [one] 1 point
   *[other] { $count } points
}, { $playable } ready to be pressed.
list-count-left-out = { $count ->
    [one] 1 point is
   *[other] { $count } points are
} left out for you: "wellspring profile" shows why.
points-left-out = left out for you
points-complaint = For { $name }:
points-routines = Routines that serve it:
points-none = No point answers "{ $query }". Try a code (LI-4), a name (Hegu) or a part of the body (wrist) or what hurts (headache).
list-empty = No session yet. Begin one: wellspring start HE-1
plan-heading = The plan for { $points }:
plan-total = { $total } in all. Finding a point is not counted.
plan-changes = Changed by your answers in About me ("wellspring profile"):
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
show-simplified = { $chinese } (simplified { $simplified })
standard-measure = By the standard: { $measure }. { $unit }
standard-the = the { $landmark }
standard-on = on { $from }
standard-along = { $cun } { $unit } { $direction } from { $from }
standard-and = {" and "}
standard-share = { $fraction } of the way from { $from } to { $to }
standard-line = { $measure }, { $line }
ruler-cun = { $cun } cun
ruler-cun-fingers = { $cun } cun ({ $fingers })
ruler-thumb = { $count } of your thumb’s width
ruler-finger = one finger wide
ruler-fingerbreadth = { $count } fingers wide
ruler-share = { $fraction } of the way
fingers-half-thumb = half a thumb
fingers-thumb = a thumb
fingers-two = two fingers
fingers-three = three fingers
fingers-four = four fingers
fingers-fours = { $count ->
    [2] twice four fingers
   *[other] { $count } times four fingers
}
fingers-two-and-thumb = two fingers and a thumb
fingers-and = {" and "}
standard-b-cun = A B-cun is a share of that part of the body, not of a finger.
standard-f-cun = An F-cun is the width of your own thumb.
# dynamic: direction-*
direction-superior = upwards
direction-inferior = downwards
direction-lateral = outwards
direction-medial = inwards
direction-proximal = towards the trunk
direction-distal = away from the trunk
direction-anterior = forwards
direction-posterior = backwards
direction-and = {" and "}
show-person = For you
show-left-out = Left out for you: { $because }.
show-complaints = Complaints it is used for
show-complaint = { $complaint } ({ $ground })
show-complaint-source = { $complaint } ({ $ground }, { $source })
show-complaint-page = { $complaint } (its page names it)
show-evidence-source = Source: { $title } ({ $id }).
show-with-state = { $title } ({ $state })
show-neighbours = Beside it on the { $meridian } meridian
show-before = before it: { $title }
show-after = after it: { $title }
show-routines = Routines that contain it
show-routine = { $name }, { $time }
show-sources = Sources
show-source = { $id }: { $title }. { $place }
show-source-year = { $title } ({ $year })
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

## About me

profile-heading = About me. What applies to you is left out, made lighter or shorter, or said before the start.
profile-question = { $key }: { $ask }
profile-not-answered = Not answered: it may apply.
profile-no = No, on { $day }.
profile-yes = Yes, on { $day }.
profile-yes-at = Yes: { $places }; on { $day }.
profile-old-no = That is more than 90 days ago: it counts as not answered. Please answer again.
profile-old-yes = That is more than 90 days ago: it still counts. Please answer again.
profile-does = What your answers do now
profile-left-out = {"  "}Left out for you: { $count ->
    [0] no point.
    [one] 1 point.
   *[other] { $count } points.
}
profile-left-out-because = {"    "}{ $count } for { $because }
profile-gentler = {"  "}Lighter or shorter: { $count ->
    [0] no point.
    [one] 1 point.
   *[other] { $count } points.
}
profile-one-side = {"  "}On one side only: { $count ->
    [0] no point.
    [one] 1 point.
   *[other] { $count } points.
}
profile-routines = {"  "}Routines that lose points: { $count } of { $all }.
profile-routine = {"    "}{ $name }: without { $codes }
profile-open = { $count ->
    [0] All questions are answered.
    [one] 1 question waits for an answer.
   *[other] { $count } questions wait for an answer.
}
profile-how = To answer: wellspring profile KEY yes, no or skip. Your answers stay on this machine.
profile-answer-with = To answer: wellspring profile { $key } yes, no or skip
profile-places = With a yes you can say where: --place PLACE, as often as needed. Each may have left or right before it: { $known }
profile-answer-none = { $key } is not answered any more
profile-answer-no = { $key }: no
profile-answer-yes = { $key }: yes
profile-answer-yes-at = { $key }: yes, { $places }
profile-kept = Kept. { $answer }.
profile-cleared = All answers are taken back.
profile-now-left-out = Left out from now on, { $count ->
    [one] 1 point
   *[other] { $count } points
}: { $names }.
profile-now-gentler = Lighter or shorter from now on, { $count ->
    [one] 1 point
   *[other] { $count } points
}: { $names }.
profile-now-one-side = Left out on one side from now on, { $count ->
    [one] 1 point
   *[other] { $count } points
}: { $names }.
profile-now-laxer = Less held back than before, { $count ->
    [one] 1 point
   *[other] { $count } points
}: { $names }.
profile-now-back = Back again, { $count ->
    [one] 1 point
   *[other] { $count } points
}: { $names }.
profile-now-usual = Pressed as usual again, { $count ->
    [one] 1 point
   *[other] { $count } points
}: { $names }.
profile-and-more = { $names } and { $more } more
profile-no-point-changes = Every point is pressed, or left out, as before.
profile-routines-now = Routines that lose points: now { $count } of { $all }.
profile-line-shown = Said before the start of { $count ->
    [one] 1 point
   *[other] { $count } points
}: { $line }
profile-line-may-apply = It may apply, so it is said before the start of { $count ->
    [one] 1 point
   *[other] { $count } points
}: { $line }
profile-line-none = Nothing is said of it before the start.
profile-name-places = Say where, so that just those places are left out: wellspring profile { $key } yes --place PLACE. Each may have left or right before it: { $known }
profile-before = What you had answered is kept until your next answer, in { $file }
profile-broken-kept = Your answers could not be read before; that file is kept as { $file }
profile-nothing-to-take-back = There is no answer to take back.
profile-was-not-answered = { $key } is not answered: there is nothing to take back.
profile-no-question = there is no question "{ $key }". The questions are: { $known }. To take all answers back: wellspring profile clear
profile-no-place = "{ $place }" is no place that this question knows. Give one of these, with left or right before it if it is one side only: { $known }
profile-takes-no-place = { $key } holds for the whole body: answer it without --place
profile-places-need-yes = places go with a yes: wellspring profile { $key } yes --place ...
profile-clear-alone = clear takes all answers back and stands alone. To take one back: wellspring profile KEY skip

## Checking files

check-hint = hint:
check-none-yet = You have no points and routines of your own yet, in { $folder }
check-well = { $files ->
    [one] 1 file
   *[other] { $files } files
}, all well.
check-well-hints = { $files ->
    [one] 1 file
   *[other] { $files } files
}, all well, { $hints ->
    [one] 1 hint.
   *[other] { $hints } hints.
}
check-problems = { $files ->
    [one] 1 file
   *[other] { $files } files
}, { $problems ->
    [one] 1 problem.
   *[other] { $problems } problems.
}
check-no-folder = { $folder } cannot be read: { $why }. Give a folder with points and routines, or nothing for your own
check-nothing-there = there is no point and no routine in { $folder }. Give a folder with points/ and routines/, or with files of them
check-not-json = no .json file, so neither a point nor a routine; passed over
check-schema = a schema, neither a point nor a routine; passed over
check-neither = neither a point (it has no "code") nor a routine (it has no "key" and "points"); passed over
check-routine-among-points = this is a routine, and only points are read here
check-point-among-routines = this is a point, and only routines are read here
check-move = Move it to { $folder }/.
check-unreadable = it cannot be read: { $why }
check-unreadable-help = Mend it, or take it away.
check-twice = { $code } stands in { $file } too, and only the last of them counts
check-twice-help = Keep one of the two.
check-alias = "{ $alias }" belongs to { $code }
check-alias-help = Take it out, so that it finds one point.
check-related-unknown = there is no point { $code }
check-related-unknown-help = Write a code that "wellspring points" lists.
check-related-no = { $code } is not offered for self-massage
check-related-no-help = Take it out.
check-source = "{ $id }" is not known
check-source-near = Did you mean { $id }?
check-source-help = Give the id of a known source, or YOURS for your own page.
check-find = there are no steps that lead to it
check-find-help = Give 2 to 4 short steps.
check-long = { $words } words in one sentence ("{ $begins } ...")
check-long-help = Say it in at most { $most }, so that it can be followed by ear.
check-key-twice = "{ $key }" is the key in { $file } too
check-key-twice-help = Give each routine a key of its own.
check-key-name = "{ $key }" is not the name of the file
check-key-name-help = Name it { $file }.json.
check-complaint = there is no complaint "{ $key }"
check-complaint-near = Did you mean { $key }?
check-complaint-help = It must be one of: { $known }.

## What goes wrong

no-window = no window: { $why }. In a terminal: wellspring start HE-1 --terminal
no-display = { $why }. So it runs in the terminal.
output-failed = the output could not be written: { $why }. Free some space, or write it elsewhere
unknown-point = no point is called "{ $text }". List all: wellspring points
unknown-point-nearest = no point is called "{ $text }". Nearest: { $nearest }. List all: wellspring points
shipped-broken = this Wellspring is damaged, its own points cannot be read: { $why }. Install it anew

## What is heard

plan-heard = Heard, with { $amount }:
plan-paced = [{ $sound }, at its pace]
help-plan-voice = What is heard, with so many words
help-render = Write the sound of a whole session into a file
help-render-examples =
    Examples:
      wellspring render HE-1 -o session.wav
      wellspring render LU-1 LI-4 --voice short --wait 30 -o walk.wav
    The file opens with the caution. Finding plays with its wait, and a press until release for its longest.
    It is for checking, and for going along with; it is not noted in your history.
help-render-wait = How long finding a point waits after its last sentence, 10 to 60 seconds; 20 unless set
help-render-output = The WAV file: 48 kHz, 16 bits, one channel
render-done = { $file }: { $time }.
render-unsaid = { $count ->
    [one] One sentence is left out, because no voice here can say it.
   *[other] { $count } sentences are left out, because no voice here can say them.
} Install espeak-ng, festival, flite or piper, and render it again.
render-not-written = { $file } could not be written: { $why }. Choose a folder that you may write to, with room for it.
