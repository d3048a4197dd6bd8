## Looking back over what was done: numbers, and the sheet for a clinician.

date-bad = a day is 2026-11-20, today, yesterday, or so long ago: 7d, 4w, 3m

history-filter = Filter
history-add = Add by hand
history-export = Export
history-sheet = Page for my clinician
history-folder = Open folder
history-reading-first = Reading what you have done …
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
day-today = today
day-yesterday = yesterday
day-nothing = { $day }: nothing noted.
day-done = { $day }: { $sessions ->
    [one] 1 session
   *[other] { $sessions } sessions
}, { $time } of pressing.
week-of = Week { $week }, from { $from }
ratings-lower = Lower by 2 or more in { $lower } of { $rated } { $rated ->
    [one] session
   *[other] sessions
}.
ratings-others = Higher by 2 or more in { $higher }, about the same in { $same }.
ratings-lower-of = { $complaint }: lower by 2 or more in { $lower } of { $rated }.
stops-none = Never, in these sessions.
stops-count = { $sessions ->
    [one] 1 session.
   *[other] { $sessions } sessions.
}
stops-at = { $point } ({ $times } ×)
stops-because = { $why }: { $times } ×
stops-because-at = { $why }: { $times } ×, at { $at }
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
step-done = done
step-released = let go early
step-extended = longer than planned
step-skipped = skipped
step-stopped = stopped, too much
step-interrupted = broken off
step-not-begun = not reached
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
