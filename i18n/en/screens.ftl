# Words of the window.

today = Today
points = Points
routines = Routines
about-me = About me
history = History
settings = Settings
start = Start
next = Next
percent = { $value } %
off = off
about-time = about { $time }
window-another = Another Wellspring window is open. What you do here is kept as well.
window-another-close = Another Wellspring window is open. What you do here is kept as well. To go on here alone, close the other.
window-go-on = Go on here instead
window-asking = Asking the other window to save and close …
window-in-session = The other window is in a session. Finish or leave it there, then ask again.
window-not-saved = Something in the other window is not saved. Save or leave it there, then ask again.
window-silent = The other window has not answered; it may be in the middle of a session. Finish it there.
window-asked-session = Another window asked to go on; finish or leave this session first.
window-asked-unsaved = Another window asked to go on; save or leave what is open here first.
window-goes-on = This window goes on.
not-saved-yet = Not saved yet.
no-sound = No sound.
no-sound-short = no sound

today-first = A good first point
today-again = Start again
today-look = Look at it first
today-welcome = Wellspring leads you through pressing a point: finding it, easing in, pressing, easing off, changing sides. You can close your eyes; sounds tell you what comes. Everything stays on this computer.
today-about-me = Tell Wellspring about you: { $count ->
    [one] one question is open.
   *[other] { $count } questions are open.
}
today-about-me-why = Your answers leave out or lighten what does not suit you.
today-nothing-yet = Nothing yet today.
today-sessions = Done today

points-own = your own
points-found = { $count ->
    [one] 1 point
   *[other] { $count } points
}
points-count = { $count ->
    [one] 1 point
   *[other] { $count } points
}
points-search = Search: LI-4, Hegu, headache, knee … (press / to type)
points-clear = Show all
points-nothing = No point answers this. Try fewer letters, another spelling, or a part of the body.
points-no-favourites = No favourites yet. The star beside a point makes it one.
filter-complaint = Complaint
filter-region = Part of the body
filter-meridian = Meridian
filter-any = Any
filter-safe = Safe for me
filter-favourites = Favourites
mark-not-offered = not offered
mark-left-out = left out for you
mark-no-guide = not written yet
mark-with-care = with care
routines-for = Routines for it

routines-lead = Points in a good order, each with its time. One caution stands before the whole set.
routines-own = Your own
routines-shipped = From trials, clinics and tradition
routine-trial = from a trial
routine-clinic = from a clinic
routine-taught = widely taught, times are ours
routine-left-out = { $count ->
    [one] 1 point is left out for you.
   *[other] { $count } points are left out for you.
}
routine-points = In this order
routine-ease = Put in an easier order
routine-notes = Good to know
routine-empty = There is no such routine any more.
routine-mine = My routine
routine-added = { $point } is in { $routine } now, as point { $count }. Routines shows it.
put-back = Put it back
for-you = For you.

about-me-lead = Your answers make sessions safer. Each question can be skipped; what is not answered may apply to you, so its line is shown before each start. Everything stays on this computer.
about-me-open = { $count ->
    [0] All answered.
    [one] 1 question is open.
   *[other] { $count } questions are open.
}
about-me-no-effect = So far your answers leave every point as it is.
about-me-effect = { $left_out ->
    [0] No point is left out for you,
    [one] 1 point is left out for you,
   *[other] { $left_out } points are left out for you,
} { $changed ->
    [0] none is changed.
    [one] 1 is made lighter, shorter or one-sided.
   *[other] { $changed } are made lighter, shorter or one-sided.
}
about-me-clear = Take all answers back
about-me-put-back = Put the answers back
answer-yes = Yes
answer-no = No
answer-skip = Not answered
answered = Answered: { $date }
answered-old = Answered: { $date }. That is more than 90 days ago: is it still so?
where-none = Where? As long as no place is chosen, the line is shown everywhere.
where-some = These places are left out.
where-whole = Whole

history-empty = Nothing here yet. When you have pressed a point, the session is noted here by itself.

meridian = { $name } meridian
left-side = Left side
right-side = Right side
figure-hint = Drag or arrows turn · wheel or + − brings near · double click goes back
figure-region-only = This shows the part of the body, not the exact point: { $place }. The steps lead you there.
figure-within = The point lies inside; the mark shows the entrance.
shape-list = List
shape-body = Body
face-front = Front
face-left = Left
face-back = Back
face-right = Right
point-unknown = There is no point { $code }.
point-not-offered = Not for self-massage.
point-no-guide = How to press this point has not been written yet.
care = Care.
with-care = With care.
section-find = Find it
section-location = Where it lies
section-press = Press
section-feel = What the right spot feels like
section-uses = Traditionally used for
section-related = Goes well with
section-complaints = Used for these complaints
section-neighbours = Before and after on its meridian
section-sources = Sources
also-called = Also: { $names }
dose-from = Times: { $source }
how-often = How often
favourite = Favourite
favourite-add = Make a favourite
add-to-routine = Add to my routine
point-left-out = Left out for you.
point-left-out-because = Your answers in About me say: { $because }. If that is no longer so, change the answer there.
may-apply = Not answered in About me, so it may apply
section-questions = Questions
section-evidence = What is known
section-notes = Noticed while it was read
evidence-trial = Trial
evidence-clinic = Clinic
evidence-tradition = Tradition
choices-change = change
choices-close = close
choose-side = Side
choose-motion = Motion
choose-time = Time a side
choose-time-range = This point is pressed for { $range } a side.
both-in-turn = Both in turn
both-at-once = Both at once
until-release = Until it lets go
fixed-time = A fixed time

caution-title = Before you begin
caution-begin = I have read this, begin
caution-any-key = Any key begins.
caution-any-key-later = Once it has been read to its end, any key begins.
caution-not-now = Not now
caution-sources = Sources: { $sources }

key-enter = Enter
key-escape = Esc
key-space = Space
key-minus = −
key-plus = +
key-r = R
key-s = S
key-g = G
key-does-begin = begin
key-does-not-now = not now
key-does-read = read aloud

amount-full = Full guidance
amount-short = Short prompts
amount-chimes = Chimes only
amount-now = { $amount } from now on.
left-in-all = { $time } left in all
pause = Pause
go-on = Go on
found-it = I am on it, begin
let-go = It let go
shorter = −{ $seconds } s
longer = +{ $seconds } s
say-again = Say again
stop-too-much = Stop, too much
stop-short = Stop
leave = Leave
leave-now = Leave now
leave-keeps = What you have done so far is kept.

stopped-title = Stopped. Let go.
stopped-call = Call for help if you have any of these.
stopped-why = Why did you stop?
stopped-end = End the session
stopped-slip = It was a slip, go on with { $left }
over-done = Done
over-partial = Partly done
over-stopped = Stopped
over-left = Left early
over-noted = Noted in your history.
over-not-noted = Nothing was pressed, so nothing was noted.
over-watch = Rest a moment. A little soreness is common; if it stays, give the point a day off.
over-close = Close
over-again = Once more
not-pressed = not pressed

settings-look = Look
settings-theme = Colours
settings-theme-hint = With System, the session itself is always dark.
theme-system = System
theme-paper = Paper
theme-night = Night
theme-contrast = High contrast
settings-skin = Skin of the figure
skin-light = Light
skin-medium = Medium
skin-brown = Brown
skin-dark = Dark
settings-text = Size of text
settings-motion = Movement
settings-motion-hint = Reduced: the mark on the figure stands still, and the ring moves every five seconds only.
motion-full = Full
motion-reduced = Reduced
settings-sound = Sound
settings-cues = Volume of the cues
settings-beat = Beat of the circles
settings-beat-hint = A soft beat for each circle, and how many a minute: a comfort setting.
settings-breath = Breath guide
settings-breath-hint = For a steady press: breathe in as it rises, out as it falls. How many breaths a minute is a comfort setting.
loudness-off = Off
loudness-low = Low
loudness-normal = Normal
a-minute = { $rate } / min
settings-voice = Voice
settings-amount = How much is said
settings-amount-hint = In a session the key V changes it too.
settings-voice-volume = Volume of the voice
settings-who = Who speaks
settings-who-hint = Where a session has sentences of your own, a voice of this computer says all of it.
voice-own = Wellspring's own
voice-find = Look for voices on this computer
voice-test = Hear the voice
voice-sample = Can you hear this? Let the pressure rise slowly.
settings-hands = Hands and eyes
settings-keys = Keys in a session
settings-keys-hint = Any key: whatever key an elbow meets pauses and goes on, twice quickly or S stops, and once the caution has been read aloud to its end it begins the session. Shift gives a key its usual meaning.
keys-usual = Each its own
keys-any = Any key
settings-flash = Flash with each cue
settings-flash-hint = Lights the edge of the window, for when you cannot hear.
flash-on = On
hear-title = Can you hear this?
hear-yes = Yes, I hear it
hear-again = Again
settings-device = Sound device
device-system = The system's choice
device-find = Look for devices
sound-test = Test sound
sound-quiet = Press to hear the cues at their volumes.
sound-on = Sounding on { $device }.
sound-none = No sound: { $why }
settings-pace = Pace
settings-change = Time to change sides
settings-change-hint = Between the first side and the second, 3 to 60 seconds.
settings-wait = After finding the point
settings-wait-hint = The press begins when you say so, or hands free: by itself, so long after the last sentence.
wait-for-key = When I say so
settings-safety = Safety
settings-emergency = Emergency number
settings-emergency-hint = Shown where a red flag says to call for help: 112, 911, 999, …
settings-files = Files
settings-where = Where your files are
settings-where-hint = Plain files that belong to you. Nothing leaves this computer.
open-folder = Open the folder
about-not-medical = Wellspring is for self-care. It is not medical advice and replaces no examination.
about-version = Wellspring { $version }
folder-not-opened = The folder { $folder } could not be shown: { $why }. Open it in your file manager.
no-sample = This voice says nothing here. Choose another, or look for voices again.
no-voices = No voice was found on this machine. Install espeak-ng, festival, flite or piper for one; Wellspring's own voice works without.
no-devices = No sound device was found. Is a sound server running, and are loudspeakers or headphones connected?
settings-broken-kept = The settings file could not be read; it is kept as { $path }, and a new one has been written.
