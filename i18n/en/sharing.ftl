# Files of routines: what is read, shared and kept.

routine-file-name = the name of this file cannot be the key of a routine, so it is passed over. Rename it, such as to { $name }

## Importing

import-is-folder = it is a folder. Name the files in it
import-not-opened = it cannot be read: { $why }. Is the name right?
import-routine-too-large = it is larger than 1 MiB, which no routine is. Choose a file that was exported as a routine
import-utf16 = it is UTF-16 text. Save it as UTF-8 in your editor, and import it again
import-binary = it is no text, so no routine. Choose a file that was exported as a routine
import-clash = { $file }: another routine with the key "{ $key }" is among your own. Add --replace to put this one in its place (the other is kept as { $key }.json.bak), or --keep-both to keep it under a key of its own
import-clash-shipped = { $file }: the routine "{ $key }" came with Wellspring, and this one is another. Add --keep-both to keep it under a key of its own; what came with Wellspring is not replaced
import-clash-unread = { $file }: a file { $key }.json that cannot be read is among your own routines ("wellspring check" says why). Add --replace to put this one in its place (the other is kept beside it), or --keep-both to keep it under a key of its own

## Exporting

export-exists = { $file } is there already and holds something else. Name another with -o, or add --force to write over it
export-no-folder = { $file } is a file, and a folder is needed. Name another with -o, such as -o my-routines/
export-not-written = { $file } could not be written: { $why }. Make its folder, free some space, or name another with -o
