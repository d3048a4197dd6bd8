# Routines that are built: why a point stands in one, what a time cannot reach, what to mind.

proposal-from-point = Built from { $point }: the points that go well with it, and what is used for the same complaints.
proposal-for-complaint = Built for { $complaint }: points that are used for it, the best founded first.

why-asked = You asked for it.
why-related = Named on the page of { $point }: { $why }.
why-related-neighbour = A neighbour of { $point }: { $why }.
why-related-pair = Goes as a pair with { $point }: { $why }.
why-related-opposite = Lies opposite { $point }: { $why }.
why-related-complaint = Related to { $point }: { $why }.
why-shares = Also used for { $complaints }.
why-used-trial = Tried in trials for { $complaint }{ $source }.
why-used-clinic = A clinic's page names it for { $complaint }{ $source }.
why-used-tradition = Traditionally used for { $complaint }.
why-source = {" "}({ $source })
why-in-routine = Stands in the routine “{ $routine }”.
why-calming = Comes at the end because it is used to calm.
list-and = { $others } and { $last }

unmet-empty = Nothing in this routine can be played for you, so it takes no time. Add another point, or look at your answers in About me.
unmet-at-most = { $target } cannot be reached: with every press as long as its technique allows, this takes { $total }. Add a point, or choose a shorter time.
unmet-at-least = { $target } is too short: with every press as short as its technique allows, this takes { $total }. Take out a point, or choose a longer time.
unmet-release = { $target } is too short: { $points } { $count ->
    [one] is
   *[other] are
} pressed until release and { $count ->
    [one] counts with its longest time
   *[other] count with their longest times
}, so this takes { $total }. Set a fixed time there, or choose a longer time.
unmet-nearest = { $target } is not met: presses change by five seconds at a time, and the nearest is { $total }. Change a rest or a repeat, or keep { $total }.

warning-too-often = { $point } comes { $times } times here, and { $day ->
    [one] once a day
    [2] twice a day
   *[other] { $day } times a day
} is what is suggested. Take it out where it is not needed.
warning-long-thumb = Your { $side ->
    [left] left
   *[right] right
} thumb presses for { $time }: more than { $limit } in one session tires it. Use the fingertips or a knuckle for a while, or make it shorter.
warning-pregnancy = In pregnancy { $points } would be left out. Answer that question in About me before you play this.
warning-postures = The posture changes { $changes ->
    [one] once
    [2] twice
   *[other] { $changes } times
}, and { $least ->
    [0] no change is needed
    [one] once is enough
    [2] twice is enough
   *[other] { $least } times are enough
}. “Put in an easier order” brings the points of a posture together.
