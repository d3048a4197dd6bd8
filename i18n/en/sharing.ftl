# Files of routines: what is read, shared and kept.

routine-file-name = the name of this file cannot be the key of a routine, so it is passed over. Rename it, such as to { $name }

## Importing

import-is-folder = it is a folder. Name the files in it
import-not-opened = it cannot be read: { $why }. Is the name right?
import-routine-too-large = it is larger than 1 MiB, which no routine is. Choose a file that was exported as a routine
import-utf16 = it is UTF-16 text. Save it as UTF-8 in your editor, and import it again
import-binary = it is no text, so no routine. Choose a file that was exported as a routine
import-clash = { $file }: another routine with the key "{ $key }" is among your own
import-clash-how = Add --replace to put this one in its place (the other is kept as { $key }.json.bak), or --keep-both to keep it under a key of its own
import-clash-shipped = { $file }: the routine "{ $key }" came with Wellspring, and this one is another
import-clash-shipped-how = Add --keep-both to keep it under a key of its own; what came with Wellspring is not replaced
import-clash-unread = { $file }: a file { $key }.json that cannot be read is among your own routines
import-clash-unread-how = "wellspring check" says why. Add --replace to put this one in its place (the other is kept beside it), or --keep-both to keep it under a key of its own

## Exporting

export-exists = { $file } is there already and holds something else. Name another with -o, or add --force to write over it
export-no-folder = { $file } is a file, and a folder is needed. Name another with -o, such as -o my-routines/
export-not-written = { $file } could not be written: { $why }. Make its folder, free some space, or name another with -o

## How a point of a routine stands to what is known here

verdict-known = known
verdict-differs = differs
verdict-unknown = not known here
verdict-cannot-be-played = cannot be played
differs-sides = { $what } becomes { $becomes }: two hands cannot press both sides of it together
differs-motion = { $what } becomes { $becomes }: it is not pressed the other way
differs-dose = { $what } becomes { $becomes }: it is pressed for { $range } a side
differs-times = { $what } times becomes { $becomes } times: no point is pressed more often in a row
differs-rest = a rest of { $what } becomes { $becomes }: no rest is longer
left-out-not-offered = not offered for self-massage: { $why }
left-out-no-guide = how to press it has not been written yet
import-no-points = It has no points yet.
import-all-known = { $count ->
    [one] Its point is known here
   *[other] All { $count } points are known here
}, and played as it says.
import-differs = { $count ->
    [one] 1 point is
   *[other] { $count } points are
} played otherwise than it says; what it says is kept.
import-unknown = { $count ->
    [one] 1 point is
   *[other] { $count } points are
} not known here, so kept and passed over until a page for it is imported ("wellspring import FILE").
import-never = { $count ->
    [one] 1 point
   *[other] { $count } points
} cannot be played, so kept and passed over.

## The commands for routines

help-routine = Build, play, keep and share routines of several points
help-routine-examples =
    Examples:
      wellspring routine list
      wellspring routine show bedtime
      wellspring routine start bedtime
      wellspring routine build HE-1 --minutes 10
      wellspring routine import from-my-therapist.json
help-routine-list = List the routines: your own, and those that came with Wellspring
help-routine-list-examples =
    Examples:
      wellspring routine list
      wellspring routine list --json
help-routine-show = Show a routine: its points, how long it takes, and what is left out for you
help-routine-show-examples =
    Examples:
      wellspring routine show bedtime
      wellspring routine show "My routine" --json
help-routine-start = Start a session with a routine, from its caution on
help-routine-start-examples =
    One caution holds for the whole routine, and is answered by a person each time. What
    your answers leave out is told and passed over.

    Examples:
      wellspring routine start bedtime
      wellspring routine start bedtime --terminal
help-routine-export = Write routines as files that another Wellspring can import
help-routine-export-examples =
    Nothing is written over unless --force says so.

    Examples:
      wellspring routine export my-routine -o my-routine.json
      wellspring routine export my-routine bedtime -o for-anna/
      wellspring routine export --all -o my-routines/
      wellspring routine export my-routine -o -        to standard output
help-routine-import = Look at routines in files, and keep them among your own
help-routine-import-examples =
    First it tells of each point whether it is known here, is pressed otherwise, or cannot
    be played. Of several files all are kept or none. A routine of your own is never
    replaced unasked.

    Examples:
      wellspring routine import evening.json --check
      wellspring routine import evening.json
      wellspring routine import evening.json --keep-both
      wellspring routine import - < evening.json
help-routine-delete = Remove one of your own routines; its file is kept as .bak
help-routine-delete-examples =
    Examples:
      wellspring routine delete my-routine
help-routine-rename = Give one of your own routines another name; its key stays
help-routine-rename-examples =
    Examples:
      wellspring routine rename my-routine "Sunday evening"
help-routine-copy = Copy a routine to a name of its own, to change the copy
help-routine-copy-examples =
    Examples:
      wellspring routine copy bedtime "My bedtime"
help-routine-key = A routine: its key, as "wellspring routine list" shows it, or its name
help-routine-keys = Routines, by key or name
help-routine-all = All of your own routines
help-routine-output = The file or folder to write; several go into a folder. - is standard output
help-routine-force = Write over files that hold something else
help-routine-files = Files of routines; - reads standard input
help-routine-check = Only show what would be imported; keep nothing
help-routine-replace = Put it in place of your own routine with the same key, which is kept as .bak
help-routine-keep-both = Keep it beside your own routine with the same key, under a key of its own
help-routine-name = The new name
routine-none = there is no routine "{ $name }". "wellspring routine list" shows all
routine-none-nearest = there is no routine "{ $name }". Did you mean { $nearest }?
routine-is-shipped = { $key } came with Wellspring, and stays as it is. Copy it first: wellspring routine copy { $key } "My { $name }"
routine-bad-name = a name has 1 to { $most } characters, all on one line
routine-list-own = Your own
routine-list-shipped = Came with Wellspring
routine-list-points = { $count ->
    [0] no points
    [one] 1 point
   *[other] { $count } points
}
routine-list-nothing-left = nothing of it is left for you
routine-list-none = You have no routines of your own yet. Build one: wellspring routine build HE-1 --minutes 10
routine-list-more = Read about one: wellspring routine show KEY. Play it: wellspring routine start KEY.
routine-show-key = { $name } ({ $key }), your own
routine-show-key-shipped = { $name } ({ $key })
routine-show-points = Its points
routine-show-left-out = Left out
routine-show-time = { $time } in all, about { $with } with finding the points.
routine-show-nothing = Nothing of it can be played now.
routine-show-often = How often
routine-show-therapist = Your therapist's note
routine-show-for = Used for
routine-show-start = Start it: wellspring routine start { $key }
routine-start-left-out = { $code } is left out: { $why }
routine-start-empty = nothing of "{ $name }" can be played now: { $why }
export-which = which routine? Name one, or ask for --all
export-none = you have no routines of your own yet. "wellspring routine list" shows those that can be exported by name
export-done = { $file } is written.
export-one = only one routine goes to standard output. Name a folder with -o, such as -o my-routines/
import-from = { $name }, from { $file }
import-note = Therapist's note: { $note }
import-would-keep = Nothing was kept: --check only looks.
import-same = It is among your routines already, just so; nothing was done.
import-same-shipped = It came with Wellspring, just so; nothing was done.
import-present-own = Another routine with the key "{ $key }" is among your own: --replace or --keep-both would say which to keep.
import-present-shipped = The routine "{ $key }" that came with Wellspring is another: --keep-both would keep this one beside it.
import-present-unread = A file { $key }.json that cannot be read is among your own routines: --replace or --keep-both would say which to keep.
import-kept = Kept as { $file }.
import-kept-renamed = Kept beside the other as "{ $name }", in { $file }.
import-kept-before = What stood there is kept as { $file }.
import-start = Start it: wellspring routine start { $key }
import-nothing = nothing was imported.
delete-done = "{ $name }" is removed, and kept as { $file }.
delete-back = To bring it back: wellspring routine import "{ $file }"
rename-done = "{ $before }" is now "{ $name }"; its key is still { $key }.
rename-same = It is called "{ $name }" already; nothing was done.
copy-done = "{ $name }" is a routine of your own now, with the key { $key }, in { $file }.

## Building on the command line

help-routine-build = Propose a routine from a point or a complaint, fitted to you and to a time
help-routine-build-examples =
    It begins with what goes well with that point, or is used for that complaint; says of
    each point why it is there; and leaves out what your answers forbid (wellspring profile).

    Examples:
      wellspring routine build HE-1
      wellspring routine build HE-1 --minutes 5 --save "For my shoulder"
      wellspring routine build stuffy nose --minutes 15
      wellspring routine build HE-1 --minutes 10 --json
help-routine-from = A point, or a complaint in plain words (headache, "stuffy nose")
help-routine-minutes = About how long it shall take, finding the points apart (10 unless said otherwise)
help-routine-save = Keep it among your own routines under that name
build-heading = { $name }, about { $time }:
build-mind = To mind
build-doctor = When it is a doctor’s matter
build-serving = { $name } ({ $key }), { $time }
build-none = { $why }. A complaint is named in plain words, such as headache or "stuffy nose"
build-save = Keep it: wellspring routine build { $from } --minutes { $minutes } --save "{ $name }"
