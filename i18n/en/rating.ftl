# What a session changed: how strong the discomfort was before and is after, a remark, tags.

rate-question = { $ask }, from 0 (none) to 10 (as strong as you can imagine)?
rate-something = How strong is the discomfort now
rate-else = Something else
rate-first = You may rate it first.
rate-change = Another question
rate-what = What do you want to rate?
rate-before = Before: { $rating }.
rate-key = 0-9, T
rate-does = rate (T is ten)
caution-other-key = Any key but 0 to 9 and T begins.
caution-other-key-later = Once it has been read to its end, any key but 0 to 9 and T begins.
settings-ask = Ask how strong it is
ask-on = Before and after
settings-ask-hint = From 0 (none) to 10, in one key. Never needed to begin or to close.

## On the page of the end

rate-does-skip = skip
worse-side = Which side was worse?
worse-left = Left
worse-right = Right
worse-neither = Neither
key-left = ←
key-right = →
key-n = N
key-w = W
tags = Tags
tag-new = A new tag
remark = Remark
remark-does = write
remark-hint = How it was, in your own words

## In the terminal

ask-rate-first-key = You may answer this first: press 0 to 9, or T for ten.
ask-rate-first-line = You may answer this first, in a line of its own: 0 to 10.
ask-rate-key = Press 0 to 9, T for ten, or the space bar to skip.
ask-rate-elbow = Press 0 to 9, or T for ten; any other key ends.
ask-rate-line = Type 0 to 10, or an empty line to skip.
ask-answer-elbow-but = Once it has been read to its end, any key but 0 to 9 and T begins.

## Another point in its place

press-instead = Press { $point } instead
