# While several points are played one after the other, and when such a session broke off.

point-of = Point { $point } of { $points }
point-and-time-of = Point { $point } of { $points }, time { $time } of { $times }
time-of = Time { $time } of { $times }
this-one-again = This one again
point-again = { $point } again
rest-go-on = Go on now
next-point-at = { $point } · { $place }
next-once-more = { $point } once more
next-rest-then = Rest { $time }, then { $point }
key-a = A
told-progress = { $progress }.

## A session that broke off

unfinished-session = a session
unfinished = { $how ->
    [left] You left { $what }
   *[broke] { $what } broke off
} at { $place } ({ $done } of { $points } points done), { $when }.
unfinished-point = { $how ->
    [left] You left { $point }
   *[broke] { $point } broke off
} before the { $place }, { $when }.
left-out-unknown = { $point } is not known any more; it was a point of your own.
left-out-for-you = { $point } is left out for you: { $because }. Your answers stand in About me.
when-today = today at { $time }
when-yesterday = yesterday at { $time }
unfinished-heading = Not finished
unfinished-take-up = Take it up
unfinished-rest = { $points ->
    [one] 1 point is left
   *[other] { $points } points are left
}, { $time } and the time to find { $points ->
    [one] it
   *[other] them
}.
unfinished-let-be = Not now
over-take-up = Today or tomorrow you can take it up where it is; the page Today offers it.
told-take-up = "wellspring start --resume" takes it up where it is, today or tomorrow.
resume-nothing = there is nothing to take up: no session of today or yesterday was left before its end and is still open. "wellspring start CODE" begins one, "wellspring history" lists past ones.
resume-nothing-here = There is nothing to take up: no session of today or yesterday was left before its end and is still open.
resume-nothing-left = nothing that is left of it can be played any more: { $why } "wellspring start CODE" begins another.
resume-without = left out: { $why }
help-start-resume = Take up the session that was left or broke off today or yesterday
