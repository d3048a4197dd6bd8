## The history and all files of the person's: listing, adding by hand, putting right, bringing in and out, copies,
## and looking after them.

# Lists.
history-none-such = No session is like that. Without filters, "wellspring history" lists all.
history-routine = { $name } ({ $count ->
    [one] 1 point
   *[other] { $count } points
})
history-discomfort = discomfort
history-rated-both = { $what } { $before }, then { $after }
history-rated-before = { $what } { $before } before
history-rated-after = { $what } { $after } after
history-worse = { $side } worse
history-tags = Tags: { $tags }
history-by-hand = Noted by hand.

# Adding and putting right.
history-bad-rating = a rating is a whole number from 0 (none) to 10 (the strongest), or the word none
history-bad-minutes = minutes are more than 0 and at most 1440, a day: 5, or 2.5
history-bad-time = "{ $text }" is no time. Give one like "2026-11-20 21:15", "yesterday 21:15", or "21:15" for today
history-future = { $when } is in the future. What is noted has been done; for the day before, give "yesterday 21:15"
history-not-over = it would not be over before { $when }, which is in the future. Give an earlier --at, or fewer --minutes
history-too-long = it would end in the future. Give fewer --minutes, or with --at when it began
history-long-ago = { $when } is before 1900. Is the year right?
history-only-midline = { $point } lies on the midline and has one place only. Leave --side out, or give --side midline
history-no-midline = { $point } has a left and a right side. Give --side left, right, both (one after the other) or at-once
history-no-complaint = "{ $text }" is no complaint that is known. These are: { $keys }
history-noted = Noted:
history-noted-id = Its id is { $id }. To put something right: wellspring history amend { $id } --note "..."
history-not-played = It is noted as what you did; Wellspring does not play this point: { $why }.
history-not-noted = it is not noted: { $why }
history-amended = Put right. It is now:
history-amend-what = nothing was said to be put right. Give one of --minutes, --at, --before, --after, --complaint, --worse, --note, --tag, --untag
history-no-presses = this session has no press whose time could be put right
history-struck-done = Struck. It stays in the log and counts nowhere:
history-struck-already = It was struck already; nothing was done:
history-struck-back = To bring it back: wellspring history restore { $id }
history-not-struck = It is not struck; nothing was done:
history-restored = Brought back:
history-id-short = "{ $text }" is too short: give at least { $least } characters of the id. "wellspring history" shows them at the end of each line
history-id-unknown = no session has an id that begins with "{ $text }". "wellspring history" shows them at the end of each line, "wellspring history --struck" those of struck ones
history-id-several = several sessions have an id that begins with "{ $text }": { $all }. Give more of it

# Out.
history-exported = { $count ->
    [one] 1 session,
   *[other] { $count } sessions,
} a row for each press.
history-exported-notes = { $count ->
    [one] 1 note,
   *[other] { $count } notes,
} each once. "wellspring import" takes them back.
history-export-exists = { $file } is there already, so nothing was written. Give another name with -o, or add --replace

# In.
import-one-page = either one page or file about a point is imported at a time, or histories (folders and .jsonl files), as many as you like. Give them apart
history-unreadable = { $file } cannot be read: { $why }. Is the name right?
history-none-in = { $file } holds no history{ $damaged ->
    [0] {""}
    [one] , only 1 damaged line
   *[other] , only { $damaged } damaged lines
}. Give a .jsonl file that was exported, a history folder, or a configuration folder with one in it
history-preview = Read: { $files ->
    [one] 1 file,
   *[other] { $files } files,
} { $notes ->
    [one] 1 note,
   *[other] { $notes } notes,
} written by { $devices ->
    [one] 1 device.
   *[other] { $devices } devices.
}
history-preview-new = { $count ->
    [one] New: 1 session, of { $from }.
   *[other] New: { $count } sessions, from { $from } to { $to }.
}
history-preview-no-new = New: no session.
history-preview-grown = { $count ->
    [one] Known here, with further notes: 1 session.
   *[other] Known here, with further notes: { $count } sessions.
}
history-preview-known = { $count ->
    [one] Known here just so: 1 session.
   *[other] Known here just so: { $count } sessions.
}
history-preview-newer = { $count ->
    [one] 1 line was written by a newer Wellspring: it is taken too, and shown once that version runs here.
   *[other] { $count } lines were written by a newer Wellspring: they are taken too, and shown once that version runs here.
}
history-preview-damaged = { $count ->
    [one] 1 line is damaged and is not taken.
   *[other] { $count } lines are damaged and are not taken.
}
history-preview-nothing = All of it is here already: nothing to do.
history-ask = Take it in? Nothing that is here is changed. Type yes, or anything else to leave it.
history-taken = Taken in, as { $file }. A window that is open shows it when it is next started.
history-only-looked = Only looked at: nothing was taken.
history-not-taken = nothing was taken in. Type yes when asked, or add --yes

# Copies.
backup-relative = the folder for copies, { $folder }, is not named whole. Name it from the root on: wellspring backup --weekly FOLDER does
backup-inside = { $folder } lies among your Wellspring files, so a copy there would copy itself. Choose a folder elsewhere, best on another disk
backup-no-folder = { $folder } is no folder, or is not there now. Connect its disk or share, make the folder, or choose another
backup-nothing = there is nothing to copy yet: { $folder } holds no files
backup-busy = another Wellspring makes a copy at this moment. Wait until it is done
backup-failed = the copy was not made: { $file }: { $why }. What was there before is as it was
backup-no-file = it is no ordinary file, or a link to nothing
backup-left-out = { $file } could not be copied: { $why }
backup-no-text = the name of that folder is no text. Choose another
backup-where = no folder is set for copies. Say where with --to FOLDER, or set one for every week with --weekly FOLDER
backup-made = { $count ->
    [one] Copied: 1 file,
   *[other] Copied: { $count } files,
} as { $folder }
backup-removed = Removed, older than the newest copies: { $folder }
backup-restore = To bring its history back: wellspring import "{ $folder }". The README.txt in it says how to bring back everything.
backup-weekly-on = From now on a copy is made there once a week while Wellspring is used; the newest { $kept } are kept.
backup-weekly-off = No weekly copy is made any more. The copies that there are stay.

# Looking after files.
doctor-mark-well = well
doctor-mark-note = note
doctor-mark-trouble = NOT WELL
doctor-line = { $file }, line { $line }
doctor-now = What to do: { $now }
doctor-sum = { $count ->
    [0] All is well.
    [one] 1 thing is not well.
   *[other] { $count } things are not well.
}
doctor-read = It can be read, and all of it is understood.
doctor-not-there = It is not there yet; it is made when it is needed.
doctor-edit = Choose it anew in the window, or put the file right in an editor. What cannot be used is left aside meanwhile.
doctor-check = Put the file right; "wellspring check" says line by line what would be right. The others are used meanwhile.
doctor-files = { $count ->
    [0] None of your own.
    [one] 1 file; it can be read.
   *[other] { $count } files; all can be read.
}
doctor-unread = It cannot be read: { $why }.
doctor-folder-not-there = It is not there yet; it is made when something is saved.
doctor-folder-well = It is there and may be written.
doctor-read-only = It may not be written: { $why }. Nothing new can be saved.
doctor-marked-read-only = it is marked as read-only
doctor-folder-allow = Give your user the right to read and write it, or set WELLSPRING_CONFIG_DIR to another folder.
doctor-no-folder = Something is in its place that is no folder.
doctor-no-folder-now = Move it away, or set WELLSPRING_CONFIG_DIR to another folder.
doctor-history = { $sessions ->
    [one] 1 session
   *[other] { $sessions } sessions
} in { $notes ->
    [one] 1 note
   *[other] { $notes } notes
}, { $files ->
    [one] 1 file
   *[other] { $files } files
}; { $again ->
    [0] none stands there twice.
    [one] 1 stands there twice, which does no harm.
   *[other] { $again } stand there twice, which does no harm.
}
doctor-damaged = { $why }.
doctor-damaged-more = Further damaged lines: { $count }.
doctor-damaged-known = Nothing: it is stepped over, and a copy is kept in quarantine.
doctor-damaged-now = Start Wellspring once: it steps over the line, and keeps a copy in quarantine. If you have another copy of this file, "wellspring import" takes from it what is missing here.
doctor-newer = Lines that a newer version wrote: { $count }. They are kept, and not shown.
doctor-newer-now = Start that version to see them.
doctor-other-name = It has a name that Wellspring does not give: a copy of a syncing program, perhaps. It is read like the others.
doctor-beginless = Sessions whose beginning is missing: { $count }. They cannot be shown.
doctor-beginless-now = If another device wrote them, their beginning may arrive yet.
doctor-differing = Lines that share an id and say something else: { $count }. All are kept and read.
doctor-clock-well = The clock ({ $now }) stands after the last note.
doctor-clock-behind = The clock of this machine ({ $now }) stands before the last note ({ $last }).
doctor-clock-set = Look whether date and time of this machine are right, and of the one that wrote the note.
doctor-quarantine-empty = It holds nothing: no damage was met.
doctor-quarantine = { $count ->
    [one] 1 copy of damaged lines.
   *[other] { $count } copies of damaged lines.
}
doctor-quarantine-now = Nothing has to be done. They may be deleted; the originals stay in the history.
doctor-device = This device writes as { $id }.
doctor-device-unread = It does not hold the name of this device.
doctor-device-now = Delete it while Wellspring is closed; this device then takes a new name, and nothing is lost.
doctor-device-new = There is a history, and this device has no name yet; it takes one when it writes.
doctor-lock-free = Nobody is writing.
doctor-lock-held = Writing at this moment: { $who }.
doctor-lock-someone = a running Wellspring
doctor-lock-process = { $program } (process { $pid })
doctor-modes-well = { $count ->
    [one] 1 file or folder;
   *[other] { $count } files and folders;
} none can be read by other users.
doctor-modes-open = { $count ->
    [one] Other users of this machine may get at this.
   *[other] Other users of this machine may get at { $count } files and folders; this is the first.
}
doctor-modes-now = Take the right from them: chmod -R go= "{ $folder }"
doctor-modes-elsewhere = Who may read it is up to the folder of your user.
doctor-stray = A draft that a crash left behind.
doctor-stray-now = It may be deleted while Wellspring is closed.
doctor-broken = A file that could not be read, kept when a new one was written.
doctor-broken-now = Delete it when you need nothing of it any more.
doctor-no-strays = Nothing was left behind by a crash.
doctor-space-well = { $megabytes } MiB are free.
doctor-space-little = Only { $megabytes } MiB are free; soon nothing can be saved.
doctor-space-now = Make some room on that disk.
doctor-backup-none = No weekly copy is made.
doctor-backup-set = If you want one: wellspring backup --weekly FOLDER, best on another disk.
doctor-backup-no-folder = The folder for the weekly copy is not there.
doctor-backup-bring-back = Connect its disk or share, or choose another: wellspring backup --weekly FOLDER
doctor-backup-not-yet = A weekly copy is set, and there is none yet.
doctor-backup-old = The newest copy is of the week of { $day }.
doctor-backup-now = Make one now: wellspring backup
doctor-backup-well = { $count ->
    [one] 1 copy, of the week of { $day }.
   *[other] { $count } copies, the newest of the week of { $day }.
}

# Help.
help-history-since = Only what began on that day or later: 2026-11-20, today, yesterday, 7d, 4w, 3m
help-history-until = Only what began on that day or earlier
help-history-point = Only sessions with that point
help-history-routine = Only sessions that played that routine
help-history-complaint = Only sessions in which that complaint was rated
help-history-outcome = Only sessions that ended so
help-history-search = Only sessions with all of these words in their note or tags
help-history-struck = Struck sessions, and none but these
help-history-csv = A table for spreadsheet programs, a row for each press
help-history-add = Note what you did without Wellspring
help-history-add-examples =
    Without --at it ended just now. --minutes is the whole time; with --side both each
    side has half of it.

    Examples:
      wellspring history add LI-4 --minutes 5
      wellspring history add LI-4 --minutes 5 --side right --at "yesterday 21:15"
      wellspring history add HE-1 --minutes 4 --before 6 --after 4 --note "in the garden"
help-history-amend = Put right what is noted of a session
help-history-amend-examples =
    What is not named stays. The word none takes back a rating, a complaint or a side;
    --note "" takes the note away. The log keeps what was said before.

    Examples:
      wellspring history amend 019ab0c4 --after 3 --tag evening
      wellspring history amend 019ab0c4 --at "2026-11-20 21:15" --minutes 6
      wellspring history amend 019ab0c4 --before none --note ""
help-history-strike = Strike a session: it stays in the log and counts nowhere
help-history-restore = Bring a struck session back
help-history-id = The id of the session, or at least the first 8 characters of it
help-history-minutes = How long in all, in minutes
help-history-minutes-amend = How long it was in truth, in all, in minutes
help-history-side = Which side; both is one after the other
help-history-at = When it began: "2026-11-20 21:15", "yesterday 21:15", "21:15"
help-history-before = How strong the discomfort was before
help-history-after = How strong it was after
help-history-rated = Which complaint was rated
help-history-worse = Which side was worse
help-history-note = In your own words
help-history-tag = A word to find it by; give it again for more
help-history-untag = Take a word away
help-export = Write the history as a table for spreadsheet programs, or as lines of the log
help-export-examples =
    Without -o it goes to standard output. A name that ends in .jsonl asks for lines of the
    log; "wellspring import" takes those back, on any machine.

    Examples:
      wellspring export -o history.csv
      wellspring export --since 3m --point HE-1 -o for-my-therapist.csv
      wellspring export -o history.jsonl
help-export-jsonl = The lines of the log, each once, as they stand in the files
help-export-output = The file to write, or - for standard output
help-export-replace = Write over a file that is there
help-import-paths = A page or file about a point, - for standard input; or histories: folders and .jsonl files
help-import-yes = Take a history in without asking
help-backup = Copy all your files into a folder
help-backup-examples =
    The copy is a folder of plain files, one a week; the newest 8 are kept.

    Examples:
      wellspring backup --to /media/stick
      wellspring backup --weekly ~/Backups     now, and once a week from now on
      wellspring backup                        into the folder that is set
      wellspring backup --no-weekly
help-backup-to = Into that folder, this once
help-backup-weekly = Into that folder, now and every week
help-backup-no-weekly = Make no weekly copy any more
help-doctor = Look at every file of yours, and say what is well and what is not
help-doctor-examples =
    Nothing is changed. The exit code is 1 when something is not well.

    Examples:
      wellspring doctor
      wellspring doctor --json
