## Looking back over what was done: numbers, and the sheet for a clinician.

date-bad = a day is 2026-11-20, today, yesterday, or so long ago: 7d, 4w, 3m
