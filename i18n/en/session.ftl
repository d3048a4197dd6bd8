# What is said in a session, on the screen and in the terminal alike.

place-of-side = { $side } { $region }
place-of-both = { $region }, both sides
hand-of-side = { $place } · { $hand }
# What presses, with the easier hand; said aloud, so each is a whole phrase.
with-thumb = { $hand ->
    [left] with your left thumb
    [right] with your right thumb
    [both] with both thumbs
   *[either] with either thumb
}
with-fingertip = { $hand ->
    [left] with one fingertip of your left hand
    [right] with one fingertip of your right hand
    [both] with one fingertip of each hand
   *[either] with one fingertip of either hand
}
with-fingertips = { $hand ->
    [left] with the fingertips of your left hand
    [right] with the fingertips of your right hand
    [both] with the fingertips of both hands
   *[either] with the fingertips of either hand
}
with-fingertips-or-thumb = { $hand ->
    [left] with the fingertips or thumb of your left hand
    [right] with the fingertips or thumb of your right hand
    [both] with the fingertips or thumbs of both hands
   *[either] with the fingertips or thumb of either hand
}
with-thumb-and-fingertip = { $hand ->
    [left] with thumb and fingertip of your left hand
    [right] with thumb and fingertip of your right hand
    [both] with thumb and fingertip of each hand
   *[either] with thumb and fingertip of either hand
}
with-flat-hand = { $hand ->
    [left] with the flat of your left hand
    [right] with the flat of your right hand
    [both] with both hands flat
   *[either] with the flat of either hand
}
with-knuckle = { $hand ->
    [left] with a knuckle of your left hand
    [right] with a knuckle of your right hand
    [both] with a knuckle of each hand
   *[either] with a knuckle of either hand
}
with-fist = { $hand ->
    [left] with a soft left fist
    [right] with a soft right fist
    [both] with two soft fists
   *[either] with either fist, held soft
}
with-ball = with a ball
phase-find = Find the point
phase-ease-in = Ease in
phase-press-circular = Press in circles
phase-press-steady = Press and hold
phase-ease-off = Ease off
phase-change = Change sides
phase-rest = Rest
say-ease-in = Let the pressure rise slowly.
say-press-circular = Small, slow circles. The skin moves with your finger.
say-press-steady = Hold steadily and breathe out slowly.
say-ease-off = Let the pressure fall slowly.
say-change-with-hand = Now the { $place }, with your { $hand }.
say-change = Now the { $place }.
say-may-stop-from = You may stop from { $time } on, when it lets go.
say-may-stop = You may stop now, when it lets go.
say-turned = Now circle the other way.
say-half = Half-way.
say-last-ten = Ten seconds left.
next-press = { $dose } on the { $place }
next-ease-off-then-place = Ease off, then { $place }
next-ease-off-then-place-hand = Ease off, then { $place }, { $hand }
next-ease-off-then-point = Ease off, then { $point }
next-ease-off-then-end = Ease off, then it is done
next-ease-in = Ease in
next-side = { $place }
next-point = { $point }
next-end = The end
dose-until-release = until release
dose-times = { $times } times
dose-rest = rest { $time }
dose-up-to = up to { $time }, until release
standing-paused = Paused
standing-slept = The computer slept, so the session was paused. Nothing was counted meanwhile.
standing-leaving = Leave the session?
counting-in = Going on in { $seconds }
length-now = This press is { $time } long now.
unchanged-at-most = { $time } is the most for this point.
unchanged-near-end = Ten seconds or less are left. Enter ends it now.
unchanged-not-pressing = Longer and shorter work while you press.
awake-reason = A session is running

# What the order of a routine asks of posture and thumbs.
ease = { $changes ->
    [0] No change of posture
    [one] 1 change of posture
   *[other] { $changes } changes of posture
}; { $thumbs ->
    [rest] no work for the thumbs.
   *[work] thumbs rest after at most { $time }.
}
eased-postures = Easier now: from { $before ->
    [one] 1 change of posture
   *[other] { $before } changes of posture
} to { $after ->
    [0] none
   *[other] { $after }
}.
eased-thumbs = Easier now: thumbs rest after at most { $after }, not { $before }.
eased-hands = Easier now: thumbs and hands rest more often.

# What is only said aloud. Each is a sentence of its own, or several; every one of them is recorded.
extra-head-neck = Extra point of the head and neck
extra-chest-belly = Extra point of the chest and belly
extra-back = Extra point of the back
extra-arm = Extra point of the arm
extra-leg = Extra point of the leg
extra-point = Extra point
say-before = Before you begin.
say-may-apply = One of these may apply to you.
say-begin-key = Press Enter to begin, or Escape for not now.
say-begin-typed = Type yes and press Enter to begin.
say-begin-elbow = Press any key to begin.
say-begin-other = Any other key begins.
say-found-key = Press the space bar when you have found it, then ease in.
say-found-elbow = Press any key when you have found it, then ease in.
say-found-wait = You have { $seconds } seconds, then ease in.
say-ease-in-short = Ease in.
say-then-circular = Then small circles.
say-then-steady = Then hold.
say-beat = One circle with each beat.
say-turned-release = If you go on, circle the other way.
say-for = For { $time }.
say-for-up-to = For up to { $time }, until it lets go.
say-ease-off-short = Ease off.
say-then-ease-off = Then ease off.
say-then-ease-in = Then ease in.
say-then-change = Then change sides.
say-then-next = Then the next point.
say-then-once-more = Then the same point once more.
say-then-rest = Then let your hands rest.
say-rest = Let your hands rest.
say-then-done = Then you are done.
say-end = The session is over.
say-close-elbow = Press any key to close.
say-rate-key = How strong is it now? Press 0 to 9, T for ten, or the space bar to skip.
say-rate-elbow = How strong is it now? Press 0 to 9, or T for ten. Any other key closes.
say-rated = Noted: { $rating }.
say-not-rated = Not rated.
say-rate-first = You may rate it first: press 0 to 9, or T for ten.
say-paused = Paused.
say-go-on-key = Press the space bar to go on.
say-go-on-elbow = Press any key to go on.
say-going-on = Going on.
say-leaving-key = Press Escape again to leave, or the space bar to go on.
say-leaving-typed = Press Y to leave, or the space bar to go on.
say-leaving-elbow = Press any key to go on.
say-left = The session has ended, and what you pressed is noted.
say-stopped = Stopped.
say-stopped-elbow = Press any key to hear this again, or twice quickly to go on.
say-at-most = That is the most for this point.
say-near-end = Ten seconds or less are left.
