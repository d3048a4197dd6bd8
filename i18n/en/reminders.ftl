# Reminders: the notification, their screen, and their command.

days-all = every day
days-weekdays = weekdays
days-weekend = Saturday and Sunday
days-none = no day
day-mon = Mon
day-tue = Tue
day-wed = Wed
day-thu = Thu
day-fri = Fri
day-sat = Sat
day-sun = Sun

## The notification

reminder-title = { $name }, { $label }
reminder-body = A gentle reminder. Start leads to its caution first.
reminder-body-alone = A gentle reminder. Open Wellspring to begin.
reminder-later = In 10 minutes
reminder-not-today = Not today
reminder-open = Open Wellspring
reminder-when = { $days } at { $times }
reminder-no-time = { $days }, no time yet

## Whether this machine can do it

notify-shown-by = { $server } shows them here.
notify-without-buttons = { $server } shows them here, without buttons: open Wellspring to begin.
notify-no-bus = this desktop cannot be reached ({ $why }). Start Wellspring within a desktop session
notify-no-service = nobody shows notifications on this desktop ({ $why }). Desktops such as GNOME, KDE and Xfce bring somebody; elsewhere install one, such as dunst or mako
notify-not-here = Wellspring cannot show notifications on this system yet; only on Linux desktops. Until then an alarm or the calendar of this system can remind you
notify-no-thread = the system gives no thread to show notifications ({ $why }). Close other programs and start again

login-name = Wellspring reminders
login-comment = Reminds you of points and routines at the times that you have set
login-on = On: { $file } starts “wellspring remind” at each login. To undo it, remove that file or run: wellspring remind --login off
login-off = Off: nothing starts at login.
login-written = { $file } is written: it starts “wellspring remind” at each login, from the next one on. To undo it, remove that file or run: wellspring remind --login off
login-removed = { $file } is removed: nothing starts at login any more.
login-was-off = Nothing was there to remove: nothing starts at login.
login-by-hand = Wellspring cannot set this up on this system. By hand: let “wellspring remind” start at login, where the system lists what starts at login. Notifications do not work on this system yet either.
login-no-home = there is no folder for what starts at login: this user has no home folder. Set XDG_CONFIG_HOME to a folder that may be written
login-not-ours = { $file } is there, but Wellspring did not write it; it is left as it is. Remove it by hand, and try again
login-failed = { $file } could not be changed: { $why }. See to it that you may write there, and try again

## How one stands

reminder-next = next: { $at }
reminder-never = never: it has no day or no time
reminder-done-today = done today
reminder-not-offered = says nothing: it is not known any more, or left out for you
tomorrow-at = tomorrow { $time }
today-small-at = today { $time }

## The command

help-remind = Remind you at the times that you have set, in the background; or change them
help-remind-examples =
    Examples:
      wellspring remind add HE-1 --at 13:00 --days weekdays --label "after lunch"
      wellspring remind add bedtime --at 22:30
      wellspring remind --list
      wellspring remind off 1
      wellspring remind
      wellspring remind --login on
    Without anything else it runs until it is ended, and shows what is due as a quiet notification. It says nothing
    of what was done that day. While the window is open, the window does it.
help-remind-list = List the reminders, with their numbers and when each comes next
help-remind-login = Let reminding start at login, or no longer, or say how it stands
help-remind-add = Add a reminder
help-remind-add-examples =
    Examples:
      wellspring remind add HE-1 --at 13:00 --at 20:00 --days mon-fri --label "after lunch"
      wellspring remind add short-fatigue-set --at 15:30 --days mon,wed
help-remind-what = A point in any spelling, or a routine by its key or name
help-remind-at = The time of day, such as 13:00; may be given several times
help-remind-days = daily (as long as nothing is said), weekdays, weekends, mon-fri, or mon,wed
help-remind-label = When it is, in your own words: "after lunch"
help-remind-remove = Remove a reminder
help-remind-on = Switch a reminder on
help-remind-off = Switch a reminder off; it stays in the list
help-remind-number = Its number in the list
remind-bad-time = write a time of day from 00:00 to 23:59, such as 13:00
remind-bad-days = write daily, weekdays, weekends, a range such as mon-fri, or days such as mon,wed
remind-bad-label = say it in at most { $most } characters, on one line
remind-runs = { $count ->
    [0] Reminds of nothing yet. Add something: wellspring remind add HE-1 --at 13:00
    [one] Reminds of one thing. Ctrl-C ends it.
   *[other] Reminds of { $count } things. Ctrl-C ends it.
}
remind-runs-already = another “wellspring remind” runs already, and one is enough. End that one first if you want this one instead
remind-not-shown = a reminder could not be shown: { $why }. It is tried again each minute, for two hours at the most
remind-not-opened = Wellspring could not be opened: { $why }
remind-too-many = there are { $most } reminders, and no more are kept. Remove one: wellspring remind remove 1
remind-not-offered = { $name } is not offered, or your answers leave it out, so nothing would be said. See: wellspring show, wellspring profile
remind-added = { $number }. { $title }: { $when }.
remind-how = It is shown while the window is open or “wellspring remind” runs. Let that start at login: wellspring remind --login on
remind-removed = Removed: { $title }, { $when }.
remind-on = { $number }. { $title } is on: { $when }.
remind-off = { $number }. { $title } is off.
remind-no-number = there is no reminder { $number }; { $count ->
    [0] there are none
    [one] there is one
   *[other] there are { $count }
}. See: wellspring remind --list
remind-none = No reminders. Add one: wellspring remind add HE-1 --at 13:00 --days weekdays --label "after lunch"

## The screen

reminders = Reminders
reminders-open = Set reminders
remind-me = Remind me
settings-reminders = { $count ->
    [0] None is on. A quiet notification can remind you of a point or a routine at times that you set.
    [one] One is on.
   *[other] { $count } are on.
}
reminders-lead = A quiet notification at the times that you set, without a sound. It says nothing when you have done it that day. There are none unless you make them.
reminders-none = No reminders yet.
reminders-none-help = Open a point and choose “Remind me”, or name a point or a routine below.
reminders-on = on
reminders-is-off = off: it says nothing
reminders-label = When it is, in your words
reminders-label-hint = after lunch
reminders-days = Days
reminders-times = Times
reminders-time-hint = 13:00
reminders-add-time = Add time
reminders-no-time = Type a time of day from 00:00 to 23:59, such as 13:00.
reminders-bad-time = “{ $text }” is no time of day. Type one from 00:00 to 23:59, such as 13:00.
reminders-many-times = { $most } times a day are enough. Take one out first.
reminders-remove = Remove this reminder
reminders-removed = The reminder of { $name } was removed.
reminders-more = Remind me of
reminders-name-hint = HE-1, or a routine’s name
reminders-add = Add
reminders-name-one = Type the code or the name of a point, such as HE-1, or the name of a routine.
reminders-unknown = No point and no routine is called “{ $text }”. Points and Routines list them all.
reminders-not-offered = { $name } is not offered, or your answers in About me leave it out, so it would say nothing.
reminders-here = On this computer
reminders-looking = Looking who shows notifications here …
reminders-not-here = Nothing can be shown.
reminders-how = They come while this window is open. With the window closed, a small program in the background can do it: it has no window, plays nothing, and only reads your history.
reminders-login = Start it at login
reminders-login-hint = This writes one small file that your desktop reads at login. It says here which, and how to undo it.
reminder-not-shown = A reminder could not be shown: { $why }.
