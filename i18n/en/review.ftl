## Looking back over what was done: numbers, and the sheet for a clinician.

date-bad = a day is 2026-11-20, today, yesterday, or so long ago: 7d, 4w, 3m

## In a line or two. dynamic: step-outcome-*

sum-minutes = { $minutes } min
sum-hours = { $hours } h { $minutes } min
count-sessions = { $count ->
    [one] 1 session
   *[other] { $count } sessions
}
count-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
count-times = { $count ->
    [1] once
    [2] twice
   *[other] { $count } times
}
review-weeks = { $practised } of { $all }
review-weeks-last = { $practised } of the last { $all }
review-lower = lower by { $by } or more in { $lower } of { $rated ->
    [one] 1 session
   *[other] { $rated } sessions
}
review-changes = { $lower }, higher by as much in { $higher }, about the same in { $same }
review-halves = { $count ->
    [one] 1 session has only one of the two.
   *[other] { $count } sessions have only one of the two.
}
dose-line = { $point }: { $times } today, { $pressed }
dose-enough = You have pressed { $point } { $times } today. Its page suggests { $suggested ->
    [1] once a day
    [2] up to twice a day
   *[other] up to { $suggested } times a day
}; it will be there tomorrow.
dose-instead = { $point } goes well in its place.
day-nothing = { $day }: nothing
day-done = { $day }: { $sessions }, { $pressed }
span-days = { $from } to { $to }
week-named = Week { $number }, { $days }
step-outcome-done = ran for its time
step-outcome-released = ended early, when it let go
step-outcome-extended = pressed longer than planned
step-outcome-skipped = skipped
step-outcome-stopped = stopped, too much
step-outcome-interrupted = broken off
step-outcome-not-begun = not reached

## wellspring stats

help-stats = Add up what was done: weeks, points, sides, ratings, stops
help-stats-examples =
    Examples:
      wellspring stats
      wellspring stats --since 3m --point HE-1
      wellspring stats --since 2026-01-01 --until 2026-06-30 --json
help-since = From this day on: 2026-11-20, today, yesterday, or so long ago: 7d, 4w, 3m
help-until = Up to this day, which counts too
help-only-point = Only sessions with this point (any spelling or name)
help-only-routine = Only sessions of this routine (its key or name)
help-only-complaint = Only sessions in which this complaint was rated (its key or name)
span-turned = nothing lies from { $since } to { $until }: --since names the later day. Turn the two round
stats-none = Nothing was done in that time.
stats-total = { $span }: { $sessions } on { $days }, { $pressed } pressed
stats-by-hand = Of these { $count } noted by hand.
stats-weeks = Weeks practised: { $weeks }
stats-points = Points
stats-sides = Sides
stats-routines = Routines
stats-ratings = Discomfort after, beside before:
stats-no-complaint = no complaint named
stats-steps = How presses ended
stats-stops = Stops
stats-at = at { $point }: { $reason }
stats-last = last { $day }
stats-left = left { $pressed }
stats-right = right { $pressed }
stats-both = both at once { $pressed }
stats-midline = midline { $pressed }

## The history
history-filter = Filter
history-add = Add by hand
history-export = Export
history-sheet = Page for my clinician
history-folder = Open folder
history-reading-first = Reading what you have done …
history-reading-older = Older sessions are still being read.
history-reading = Older sessions are still being read: { $done } of { $files } files.
history-narrowed = Only: { $what }
history-all = Show everything
history-count = { $sessions ->
    [0] No session
    [one] 1 session
   *[other] { $sessions } sessions
}
history-search = Search in remarks and tags
history-when = When
history-always = Always
history-this-year = This year
history-days = Last { $days } days
history-every-point = Every point
history-every-routine = Every routine
history-complaint = What was rated
history-every-complaint = Everything
history-outcome = How it ended
history-every-outcome = In any way
history-struck = Struck sessions ({ $count })
history-struck-row = struck
history-by-hand-row = noted by hand
history-weeks = weeks practised of { $of }
history-minutes = minutes
history-sessions = { $sessions ->
    [one] session
   *[other] sessions
}
history-sides = % sides
history-left-right = L { $left } · R { $right }
history-last-year = Last 12 months
history-rated = Before and after
history-rated-of = Before and after: { $complaint }
history-unnamed = Without a name
history-ratings-say = Ratings say how it felt, not why.
history-more = Points, routines and stops
history-less = Fewer numbers
history-by-point = By point
history-by-routine = By routine
history-stops = Stopped because it was too much
history-last = last { $when }
before = before
after = after
by-day = Days
by-week = Weeks
by-month = Months
day-today = Today
day-yesterday = Yesterday
ratings-others = Higher by { $by } or more in { $higher }, about the same in { $same }.
count-stops = { $count ->
    [one] 1 session
   *[other] { $count } sessions
}
stops-none = Never, in these sessions.
stops-at = { $point } ({ $times })
stops-because = { $why }: { $times }
stops-because-at = { $why }: { $times }, at { $at }
filter-since = since { $day }
filter-until = until { $day }
filter-words = “{ $words }”
filter-struck = struck sessions

session-gone = This session is not in the history any more. Go back to see what is.
session-is-struck = This session is struck: it is kept, and counted nowhere.
session-bring-back = Bring it back
session-before = How strong it was before
session-after = How strong it was after
session-pressed = { $time } of pressing
session-press = { $pressed } of { $planned }
session-again = Do it again
session-right = Put right
session-strike = Strike
session-when = When
session-when-hint = Year-month-day and time, such as 2026-11-20 21:15
session-keep = Keep
session-leave = Leave as it was
by-hand-title = Add by hand
by-hand-about = For what you pressed without Wellspring. What you felt can be noted on the next page.
by-hand-point = Point
by-hand-point-hint = Such as HE-1 or LI-4
by-hand-unknown = No point is called so
by-hand-which = There is no point “{ $text }”. Type a code such as HE-1, or look it up under Points.
by-hand-which-side = Side
by-hand-side = On which side was it? Choose one.
by-hand-length = How long
by-hand-length-hint = In minutes: 2, or 2:30
by-hand-keep = Note it
typed-moment = “{ $text }” is no day and time. Type them as 2026-11-20 21:15.
typed-future = “{ $text }” is still to come. Type when it was.
typed-length = “{ $text }” is no length. Type minutes such as 2 or 2:30, at the most 24 hours.
session-point-unknown = { $point } is not known here any more, so it cannot be done again.

## The sheet for a clinician

sheet-kicker = From the person's own notes
sheet-title = Self-massage of pressure points
sheet-only-point = Only sessions with { $name }.
sheet-only-routine = Only sessions of the routine { $name }.
sheet-only-complaint = Only sessions in which this was rated: { $name }.
sheet-only-outcome = Only sessions that ended so: { $name }.
sheet-only-text = Only sessions whose notes hold “{ $name }”.
sheet-sessions = { $count ->
    [one] session
   *[other] sessions
}
sheet-days = { $count ->
    [one] day
   *[other] days
}
sheet-pressed = pressed in all
sheet-weeks = weeks with a session
sheet-by-week = Minutes by week
sheet-points = What was pressed
sheet-point = Point
sheet-left = Left
sheet-right = Right
sheet-both = Both at once
sheet-midline = Midline
sheet-together = Together
sheet-last = Last
sheet-routines = Routines
sheet-ratings = Discomfort before and after, 0 (none) to 10
sheet-before = before
sheet-after = after
sheet-counted = Sessions
sheet-stop = { $point }: { $reason }
sheet-change-of = { $name }, after beside before: { $changes }.
sheet-change = After beside before: { $changes }.
sheet-complaint = { $name }: lower in { $lower } of { $rated }, higher in { $higher }, about the same in { $same }.
sheet-least = A change of less than { $by } counts as about the same.
sheet-newest = Drawn are the latest { $shown } of { $all }.
sheet-no-ratings = No session of this time was rated both before and after.
sheet-ended = How presses ended
sheet-stops = Stopped because it was too much
sheet-no-stops = Never in this time.
sheet-remarks = In the person's own words
sheet-no-remarks = No remarks.
sheet-left-out = Remarks are left out.
sheet-more = and { $count } more
sheet-more-points = and { $count ->
    [one] 1 more point
   *[other] { $count } more points
}, { $pressed }
sheet-more-remarks = and { $count ->
    [one] 1 more remark
   *[other] { $count } more remarks
}
sheet-nothing = Nothing was done in this time.
sheet-foot = Made on { $day } with Wellspring from the person's own notes. It tells what was done and how it was rated; it makes no claim of effect and is no diagnosis.

## wellspring sheet

help-sheet = Write what was done as one page for a clinician
help-sheet-examples =
    The page is A4 and needs nothing else: open it in a browser and print it. It tells what
    was done, how it was rated and what you noted; it claims no effect. Nothing leaves this
    computer unless you hand on the file.

    Examples:
      wellspring sheet --since 3m -o sheet.html
      wellspring sheet --since 4w --point HE-1 --no-notes -o sheet.svg
help-sheet-output = The file to write, ending in .html or .svg; one that is there is replaced
help-no-notes = Leave your own remarks out
sheet-bad-name = the sheet is written as .html or .svg; give -o a name with such an ending, such as sheet.html
sheet-empty = nothing was done in that time, so no sheet was written. Take a longer time with --since, or leave other flags out

history-take-in = Take in
history-exported-to = Written as a table (.csv) and as lines of the log (.jsonl) to { $folder }.
sheet-about = One printed page of: { $what }. Narrow it with the filters. It stays on this computer until you give it to somebody.
sheet-with-remarks = With my remarks
sheet-without-remarks = Without remarks
sheet-make = Make the page
take-in-title = Take in a history
take-in-about = From another computer, a copy, or an export. Nothing is lost or counted twice, however often you do it.
take-in-file = File or folder
take-in-hint = Its whole path; or drop it on this window
take-in-look = Look what it would bring
take-in-works = One moment …
take-in-take = Take it in
take-in-taken = Taken in.
settings-backup = A copy each week
settings-backup-where = A folder, such as one on another disk
settings-backup-hint = Everything of yours, the newest eight copies; empty for none
settings-backup-now = Copy now
sheet-everything = everything that is noted
elsewhere-offer = What you did is in memory alone. It can be written elsewhere until this is mended.
elsewhere-button = Save elsewhere
elsewhere-saved = { $count ->
    [one] 1 note was
   *[other] { $count } notes were
} written to { $file }. Take that file in under History once the disk is well again; nothing counts twice.
elsewhere-none = Everything is saved by now.
elsewhere-failed = { $file } could not be written either: { $why }. What was noted stays in memory; leave this window open.
elsewhere-no-thread = the part that saves has ended
