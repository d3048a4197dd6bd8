//! Which sessions a command looks at: the flags for it, and what they mean.

use clap::Args;
use jiff::civil::Date;

use super::Failure;
use super::known::{self, Here};
use crate::domain::history::Filter;
use crate::domain::routine::Routine;
use crate::platform::dirs::Dirs;
use crate::t;

/// The flags.
#[derive(Debug, Clone, Args)]
pub(super) struct SpanFlags {
    #[arg(long, value_name = "DATE", help = t!("help-since"), value_parser = super::dates::from_today)]
    pub(super) since: Option<Date>,
    #[arg(long, value_name = "DATE", help = t!("help-until"), value_parser = super::dates::from_today)]
    pub(super) until: Option<Date>,
    #[arg(long, value_name = "CODE", help = t!("help-only-point"))]
    pub(super) point: Option<String>,
    #[arg(long, value_name = "ROUTINE", help = t!("help-only-routine"))]
    pub(super) routine: Option<String>,
    #[arg(long, value_name = "COMPLAINT", help = t!("help-only-complaint"))]
    pub(super) complaint: Option<String>,
}

impl SpanFlags {
    /// What must be true of a session. A point must be known; a routine or a complaint may be gone by now while its
    /// sessions are not.
    pub(super) fn filter(&self, here: &Here, routines: &[Routine]) -> Result<Filter, Failure> {
        if let (Some(since), Some(until)) = (self.since, self.until)
            && since > until
        {
            let (since, until) = (since.to_string(), until.to_string());
            return Err(Failure::Refused(t!("span-turned", since = since, until = until)));
        }
        let point = |text: &String| known::find(&here.library.catalogue, text);
        let point = self.point.as_ref().map(point).transpose()?;
        let routine = |text: &String| {
            let is_it = |routine: &&Routine| {
                routine.key.eq_ignore_ascii_case(text) || routine.name.eq_ignore_ascii_case(text)
            };
            routines.iter().find(is_it).map_or_else(|| text.clone(), |routine| routine.key.clone())
        };
        let complaint = |text: &String| {
            let known = here.library.complaints.find(text);
            known.map_or_else(|| text.clone(), |complaint| complaint.key.clone())
        };
        Ok(Filter {
            point: point.map(|point| point.code.clone()),
            routine: self.routine.as_ref().map(routine),
            complaint: self.complaint.as_ref().map(complaint),
            from: self.since,
            to: self.until,
            ..Filter::default()
        })
    }
}

/// All routines, the person's own first.
pub(super) fn routines(dirs: &Dirs, here: &Here) -> Vec<Routine> {
    let mut all = known::own_routines(dirs, &here.library.catalogue);
    all.extend(here.library.routines.iter().cloned());
    all
}
