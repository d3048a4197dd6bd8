# Words of the builder of routines, and of the library of routines.

builder-from = New routine from { $from }
builder-unsaved = Not saved yet; kept as a draft
builder-saved = Your own routine
builder-name = Name of the routine
builder-length = Make it
builder-minutes = { $minutes } min
builder-other = minutes
builder-make = Make it so
builder-nothing = Nothing can be proposed: the point or complaint is not known any more.
builder-minutes-range = Type a length from { $least } to { $most } minutes.
builder-full = A routine has at most { $most } points. Take one out, or begin a second routine.
builder-empty = No point stands in it yet. Search for one below, or choose on the body.
builder-empty-total = nothing to press yet
builder-unknown = Not known here: import its page, or take it out.
builder-search = Add a point: type a name, a code, or where it hurts
builder-pick = On the body
builder-offers = Goes well with these
builder-cautions = Care for the whole set
builder-note = Note
builder-note-hint = What is special here
builder-about = What it is for
builder-about-hint = A sentence about this routine
builder-therapist = A note from your therapist
builder-therapist-hint = What your therapist told you about it
builder-up = Move up
builder-down = Move down
builder-duplicate = Duplicate
builder-open = Look at this point
builder-remove = Take out
builder-undo = undo
builder-move = move
builder-discard = Throw the draft away
key-undo = Ctrl Z
key-move = Alt ↑ ↓
save = Save
field-times = Times in a row
field-rest = Rest after it
times = { $count ->
    [one] once
   *[other] { $count } times
}
rest-none = none

build-from = Build a routine from this point
build-for = Build a routine for this
picking = Choose points for { $routine }: each goes in at once.
picking-done = Done

routines-new = New routine
routines-search = Search: neck, sleep, LI-4 …
routines-drafts = Not saved yet
routines-favourites = Favourites
routines-none = Your own routines will stand here: build one from a point you know, from a complaint, or from nothing.
routines-nothing = No routine answers this. Try fewer letters, a point, or a complaint.
routine-gone = { $routine } was deleted.
draft-gone = What was not saved of { $routine } was thrown away.
routine-change = Change
routine-duplicate = Duplicate
routine-copy = { $name }, a copy
routine-copy-to-change = Copy to change
routine-delete = Delete

routine-total = { $timed }, about { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} with finding

bring-title = Bring in a routine
bring-lead = Drop its file on this window, or type or paste where it is. Nothing is kept before you have seen what it holds.
bring-file = File, such as /home/me/Downloads/neck.json
bring-look = Look into it
bring-refused = Nothing was brought in.
bring-same = It is among your routines already, just so.
bring-clash = Another routine of yours has the same key.
bring-again = Look into the file once more, and choose what to keep.
bring-clash-shipped = A routine that came with Wellspring has the same key; it stays as it is.
bring-keep = Keep it
bring-both = Keep both
bring-replace = Put it in place of mine (mine is kept as .bak)
bring-kept = { $routine } is among your routines now.
bring-button = Bring one in
bring-export = Save as a file
bring-export-all = Save all as files
exported = Saved as { $file }.
exported-all = { $count ->
    [one] 1 routine was
   *[other] { $count } routines were
} saved in { $folder }.
export-no-home = There is no folder for your documents: this user has no home folder. “wellspring routine export” writes where you say.
proposal-name = Around { $point }
routine-last-used = last used: { $when }
