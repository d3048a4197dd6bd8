//! Building a routine: every change can be taken back and made again.

use std::sync::Arc;
use std::time::Duration;

use super::{Item, LONGEST_REST, MOST_ITEMS, MOST_TIMES, Routine};
use crate::domain::plan::Choices;

/// So many changes can be taken back.
const MOST_BACK: usize = 500;
/// A name has at most so many characters.
pub const LONGEST_NAME: usize = 80;
/// A note has at most so many characters.
pub const LONGEST_NOTE: usize = 2000;

/// A change of a routine. Places count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Calls it so.
    Name(String),
    /// Says what it is for.
    About(String),
    /// Notes what the therapist says.
    Therapist(String),
    /// Puts a point in at that place.
    Add(usize, Item),
    /// Takes the point at that place out.
    Remove(usize),
    /// Puts the same point in once more, behind it.
    Duplicate(usize),
    /// Moves a point from one place to another.
    Move {
        /// Where it stands.
        from: usize,
        /// Where it shall stand.
        to: usize,
    },
    /// Changes how one point is pressed.
    Item(usize, Change),
    /// Puts other points, or the same in another order or with other times, in place of all.
    Items(Vec<Item>),
}

/// A change of how one point is pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// On these sides, in that motion, for so long.
    Press(Choices),
    /// So many times in a row.
    Times(u8),
    /// With that rest after it.
    Rest(Duration),
    /// With that note.
    Note(String),
}

/// What is typed in one go is one change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Typing {
    Name,
    About,
    Therapist,
    Note(usize),
}

/// A routine on the bench, with what it was before each change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bench {
    routine: Arc<Routine>,
    before: Vec<Arc<Routine>>,
    after: Vec<Arc<Routine>>,
    typing: Option<Typing>,
}

impl Bench {
    /// That routine, unchanged so far.
    #[must_use]
    pub fn new(routine: Routine) -> Self {
        Self { routine: Arc::new(routine), before: Vec::new(), after: Vec::new(), typing: None }
    }

    /// The routine as it stands.
    #[must_use]
    pub fn routine(&self) -> &Routine {
        &self.routine
    }

    /// Whether a change can be taken back.
    #[must_use]
    pub const fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// Whether a change that was taken back can be made again.
    #[must_use]
    pub const fn can_redo(&self) -> bool {
        !self.after.is_empty()
    }

    /// Makes a change; says whether anything is other than before. What is out of range is drawn into it, and what
    /// names a place where nothing stands changes nothing.
    pub fn make(&mut self, edit: Edit) -> bool {
        let typing = typing(&edit);
        let mut routine = Routine::clone(&self.routine);
        if !apply(&mut routine, edit) || routine == *self.routine {
            return false;
        }
        let goes_on = typing.is_some() && typing == self.typing && self.can_undo();
        let before = std::mem::replace(&mut self.routine, Arc::new(routine));
        if !goes_on {
            self.before.push(before);
            if self.before.len() > MOST_BACK {
                let _ = self.before.remove(0);
            }
        }
        self.typing = typing;
        self.after.clear();
        true
    }

    /// Takes the last change back; says whether there was any.
    pub fn undo(&mut self) -> bool {
        self.typing = None;
        let Some(before) = self.before.pop() else { return false };
        self.after.push(std::mem::replace(&mut self.routine, before));
        true
    }

    /// Makes the change again that was taken back last; says whether there was any.
    pub fn redo(&mut self) -> bool {
        self.typing = None;
        let Some(after) = self.after.pop() else { return false };
        self.before.push(std::mem::replace(&mut self.routine, after));
        true
    }
}

fn typing(edit: &Edit) -> Option<Typing> {
    match edit {
        Edit::Name(_) => Some(Typing::Name),
        Edit::About(_) => Some(Typing::About),
        Edit::Therapist(_) => Some(Typing::Therapist),
        Edit::Item(place, Change::Note(_)) => Some(Typing::Note(*place)),
        _ => None,
    }
}

/// Does it; says no where nothing stands at the place, or where no room is.
fn apply(routine: &mut Routine, edit: Edit) -> bool {
    let items = &mut routine.items;
    let has_room = items.len() < MOST_ITEMS;
    match edit {
        Edit::Name(name) => routine.name = held(&name, LONGEST_NAME),
        Edit::About(about) => routine.about = held(&about, LONGEST_NOTE),
        Edit::Therapist(note) => routine.therapist = held(&note, LONGEST_NOTE),
        Edit::Add(place, item) if has_room && place <= items.len() => items.insert(place, item),
        Edit::Remove(place) if place < items.len() => drop(items.remove(place)),
        Edit::Duplicate(place) if has_room && place < items.len() => {
            items.insert(place + 1, items[place].clone());
        }
        Edit::Move { from, to } if from < items.len() && to < items.len() => {
            let item = items.remove(from);
            items.insert(to, item);
        }
        Edit::Item(place, change) => {
            let Some(item) = items.get_mut(place) else { return false };
            match change {
                Change::Press(Choices { sides, motion, dose }) => {
                    (item.sides, item.motion, item.dose) = (sides, Some(motion), dose);
                }
                Change::Times(times) => item.times = times.clamp(1, MOST_TIMES),
                Change::Rest(rest) => item.rest = rest.min(LONGEST_REST),
                Change::Note(note) => item.note = held(&note, LONGEST_NOTE),
            }
        }
        Edit::Items(all) if all.len() <= MOST_ITEMS => *items = all,
        Edit::Add(..)
        | Edit::Remove(_)
        | Edit::Duplicate(_)
        | Edit::Move { .. }
        | Edit::Items(_) => {
            return false;
        }
    }
    true
}

/// The beginning of a text, so far as there is room for it, without signs that cannot be shown: their file would
/// not be read again.
fn held(text: &str, most: usize) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).take(most).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::code::Code;
    use crate::domain::plan::{Dose, Sides};
    use crate::domain::technique::Motion;

    fn item(code: &str) -> Item {
        Item {
            code: Code::parse(code).unwrap(),
            sides: Sides::Both,
            motion: None,
            dose: Dose::Fixed(Duration::from_secs(60)),
            times: 1,
            rest: Duration::ZERO,
            note: String::new(),
        }
    }

    fn codes(routine: &Routine) -> Vec<&str> {
        routine.items.iter().map(|item| item.code.as_str()).collect()
    }

    fn bench() -> Bench {
        let mut routine = Routine::own("mine", "Mine");
        routine.items = ["HE-1", "LU-1", "LI-4"].map(item).to_vec();
        Bench::new(routine)
    }

    #[test]
    fn each_change_does_what_it_says() {
        for (edit, expected) in [
            (Edit::Add(1, item("PC-6")), "HE-1 PC-6 LU-1 LI-4"),
            (Edit::Add(3, item("PC-6")), "HE-1 LU-1 LI-4 PC-6"),
            (Edit::Remove(0), "LU-1 LI-4"),
            (Edit::Duplicate(1), "HE-1 LU-1 LU-1 LI-4"),
            (Edit::Move { from: 0, to: 2 }, "LU-1 LI-4 HE-1"),
            (Edit::Move { from: 2, to: 0 }, "LI-4 HE-1 LU-1"),
            (Edit::Items(vec![item("LI-4")]), "LI-4"),
        ] {
            let mut bench = bench();
            assert!(bench.make(edit.clone()), "{edit:?}");
            assert_eq!(codes(bench.routine()).join(" "), expected, "{edit:?}");
        }
        for edit in [
            Edit::Add(4, item("PC-6")),
            Edit::Remove(3),
            Edit::Duplicate(3),
            Edit::Move { from: 1, to: 1 },
            Edit::Move { from: 0, to: 3 },
            Edit::Item(3, Change::Times(2)),
            Edit::Item(0, Change::Times(1)),
            Edit::Items(vec![item("LI-4"); MOST_ITEMS + 1]),
            Edit::Name("Mine".to_owned()),
        ] {
            let mut bench = bench();
            assert!(!bench.make(edit.clone()) && !bench.can_undo(), "{edit:?}");
        }
    }

    #[test]
    fn what_is_typed_in_one_go_is_taken_back_in_one() {
        let mut bench = bench();
        for name in ["C", "Ch", "Che"] {
            assert!(bench.make(Edit::Name(name.to_owned())));
        }
        assert!(bench.make(Edit::Remove(0)));
        assert!(bench.make(Edit::Name("Chest".to_owned())));
        let names: Vec<String> = std::iter::from_fn(|| {
            let name = bench.routine().name.clone();
            bench.undo().then_some(name)
        })
        .collect();
        assert_eq!(names, ["Chest", "Che", "Che"]);
        assert_eq!(bench.routine().name, "Mine");
    }

    #[test]
    fn nothing_leaves_its_range() {
        let mut bench = bench();
        assert!(bench.make(Edit::Item(0, Change::Times(200))));
        assert!(bench.make(Edit::Item(0, Change::Rest(Duration::MAX))));
        assert!(bench.make(Edit::Name("é".repeat(500))));
        let routine = bench.routine();
        assert_eq!((routine.items[0].times, routine.items[0].rest), (MOST_TIMES, LONGEST_REST));
        assert_eq!(routine.name.chars().count(), LONGEST_NAME);
    }

    fn any_edit() -> impl Strategy<Value = Edit> {
        let place = || 0_usize..6;
        let code = prop::sample::select(vec!["HE-1", "LU-1", "LI-4", "PC-6", "GB-20"]);
        let seconds = (10_u64..120).prop_map(|seconds| Dose::Fixed(Duration::from_secs(seconds)));
        let sides = prop::sample::select(Sides::ALL.to_vec());
        let motion = prop::sample::select(Motion::ALL.to_vec());
        let change = prop_oneof![
            (sides, motion, seconds).prop_map(|(sides, motion, dose)| Change::Press(Choices {
                sides,
                motion,
                dose
            })),
            any::<u8>().prop_map(Change::Times),
            (0_u64..500).prop_map(|seconds| Change::Rest(Duration::from_secs(seconds))),
            "[a-c]{0,2}".prop_map(Change::Note),
        ];
        prop_oneof![
            "[a-c]{0,2}".prop_map(Edit::Name),
            "[a-c]{0,2}".prop_map(Edit::About),
            "[a-c]{0,2}".prop_map(Edit::Therapist),
            (place(), code.clone()).prop_map(|(place, code)| Edit::Add(place, item(code))),
            place().prop_map(Edit::Remove),
            place().prop_map(Edit::Duplicate),
            (place(), place()).prop_map(|(from, to)| Edit::Move { from, to }),
            (place(), change).prop_map(|(place, change)| Edit::Item(place, change)),
            prop::collection::vec(code.prop_map(item), 0..6).prop_map(Edit::Items),
        ]
    }

    proptest! {
        /// Taking back every change gives the beginning, making them again the end; and in between each state
        /// comes back as it was.
        #[test]
        fn what_is_done_can_be_undone_and_done_again(edits in prop::collection::vec(any_edit(), 0..60)) {
            let mut bench = bench();
            let begin = bench.routine().clone();
            let mut states = vec![begin.clone()];
            for edit in edits {
                let depth = bench.before.len();
                if bench.make(edit) {
                    if bench.before.len() == depth {
                        let _ = states.pop();
                    }
                    states.push(bench.routine().clone());
                }
            }
            let end = bench.routine().clone();
            for state in states.iter().rev().skip(1) {
                prop_assert!(bench.undo());
                prop_assert_eq!(bench.routine(), state);
            }
            prop_assert!(!bench.undo() && bench.routine() == &begin);
            for state in &states[1..] {
                prop_assert!(bench.redo());
                prop_assert_eq!(bench.routine(), state);
            }
            prop_assert!(!bench.redo() && bench.routine() == &end);
        }
    }
}
