# Words that several rooms share.

app-name = Wellspring
length-seconds = { $seconds } s
length-minutes = { $minutes } min
length-both = { $minutes } min { $seconds } s
range-minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
range-seconds = { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}
range-from-to-minutes = { $least } to { $most } minutes
range-from-to = { $least } to { $most }
today-at = Today { $time }
yesterday-at = Yesterday { $time }

## Sides and places of the body. dynamic: side-*, sides-*, region-*, hand-*

side-left = left
side-right = right
side-midline = midline
sides-left = left side
sides-right = right side
sides-both = both sides
sides-at-once = both sides at once
sides-midline = midline
hand-left = left hand
hand-right = right hand
region-head = head
region-face = face
region-mouth = mouth
region-neck = neck
region-shoulder = shoulder
region-axilla = armpit
region-chest = chest
region-abdomen = belly
region-upper-back = upper back
region-lower-back = lower back
region-sacrum-buttock = buttock
region-groin = groin
region-pelvic-floor = pelvic floor
region-upper-arm = upper arm
region-elbow = elbow
region-forearm = forearm
region-wrist = wrist
region-hand = hand
region-thigh = thigh
region-knee = knee
region-lower-leg = lower leg
region-ankle = ankle
region-foot = foot

## What a person's answers change

limb-arm = arm
limb-leg = leg
change-set = Set to { $to }: { $because }.
change-side = The { $side } side is left out: { $because }.

## How a point is pressed. dynamic: applicator-*, pressure-*, motion-*, outcome-*, reason-*

applicator-thumb = Thumb
applicator-fingertip = One fingertip
applicator-fingertips = Fingertips
applicator-fingertips-or-thumb = Fingertips or thumb
applicator-thumb-and-fingertip = Thumb and fingertip
applicator-flat-hand = Flat hand
applicator-knuckle = Knuckle
applicator-fist = Soft fist
applicator-ball = A ball against a wall
pressure-light = light
pressure-firm-but-gentle = firm but gentle
pressure-firm = firm
motion-circular = circles
motion-steady = steady
motion-either = in circles or steadily
motion-in-circles = in circles
motion-steadily = steadily
technique-line = { $applicator }, { $pressure }, { $motion }, { $time }{ $release ->
    [yes] , or until you feel it let go
   *[no] {""}
}.
outcome-done = done
outcome-released = released early
outcome-partial = partly done
outcome-stopped = stopped
outcome-left = left early
outcome-interrupted = interrupted
reason-pain = it hurt
reason-tingling = tingling or numbness
reason-unwell = felt unwell
reason-tired = tired hand or arm
reason-interruption = something came up
reason-unsaid = no reason given
outcome-because = { $outcome }: { $reason }
