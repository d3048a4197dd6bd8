# A point or a routine as one page to print.

handout-kicker-point = Self-massage · { $meridian } meridian · { $region }
handout-kicker-routine = Self-massage routine · { $ground }
handout-kicker-own = Self-massage routine
handout-title-point = { $title }: handout
handout-title-routine = { $name }: handout
handout-uses = Traditionally used for
handout-uses-end = { $uses }. It may help; it does not take the place of treatment.
handout-where = Where it lies
handout-sit = How to sit, and with which hand
handout-side-hand = { $side }: { $hand }.
handout-find = How to find it
handout-feel = What it feels like
handout-press = How to press
handout-each-side = { $dose } each
handout-release = until it lets go, { $range }
handout-times = { $times } times in a row
handout-rest = then rest { $time }
handout-set = As it is set: { $dose }.
handout-often = How often: { $often }
handout-close-up-alt = Picture: { $title } close up, marked with a dot. { $place }.
handout-region-alt = Picture: { $place }, without a mark.
handout-whole = On the whole body
handout-whole-alt = Picture: the whole body with { $title } marked.
handout-mind = Before you press
handout-may-apply = One of these may apply to you
handout-stop = When to stop, and whom to call
handout-ground = What it rests on
handout-ground-kind = { $kind }: { $sources }.
handout-source-year = { $title } ({ $year })
handout-points = { $count ->
    [one] 1 point
   *[other] { $count } points
}
handout-points-pages = { $points }, on more than one page
handout-therapist = From your therapist
handout-order = In this order
handout-notes = Good to know
handout-for-you = For you
handout-left-out = { $code } is left out: { $because }.
handout-made-for-you = Made with your own answers in About me. For somebody else, print one for anybody.
handout-made-for-anybody = Made for anybody: nobody’s answers were used. Read every question above first.
handout-made-by = Wellspring

help-handout = Write a point or a routine as a one-page handout to print
help-handout-examples =
    The file is one web page that needs nothing else: open it in a browser and print it.
    It holds to your answers in About me, as a session does. For somebody else use
    --for-anybody: then every question is printed that may apply to them.

    Examples:
      wellspring handout HE-1 -o he-1.html
      wellspring handout LI-4 --side R --paper letter -o li-4.html
      wellspring handout bedtime --for-anybody -o bedtime.html
help-handout-what = A point (its code in any spelling, an alias or a name), or the key of a routine
help-handout-output = The HTML file to write; one that is there is replaced
help-handout-paper = The paper that it is printed on
help-handout-side = One side only (both unless said otherwise); not for a routine
help-handout-anybody = For anybody: without your answers, with every question that may apply
handout-written = { $file } is written. Open it in a browser to print it.
handout-not-written = { $file } could not be written: { $why }. Make its folder, free some space, or name another file with -o
handout-side-routine = a routine says itself which sides are pressed. Leave --side out, or name one of its points
handout-nothing-left = nothing of { $name } is left to press. { $why } Your answers stand in About me; `wellspring profile` shows them
handout-unknown = { $why }. A routine is named by its key, such as bedtime
handout-encoding = a picture could not be made: { $why }
handout-opened = The handout is { $file }. Print it from the program that shows it.
print = Print
