//! The builder: a routine on the bench, changed by pointer or by keys, with all that follows from it beside it.

mod beside;
mod drag;
mod item;
mod reckoned;
mod view;

use std::collections::HashMap;
use std::time::Duration;

use iced::Size;
use iced::keyboard::{Key, key::Named};

use super::super::World;
use crate::domain::code::Code;
use crate::domain::routine::{
    Bench, Edit, Item, LONGEST_TARGET, MOST_ITEMS, Proposal, Routine, SHORTEST_TARGET, Start,
    adjust, propose,
};
use crate::t;
use crate::ui::Element;
use crate::ui::keys::Pressed;
use crate::words::routine as words;
use drag::{Drag, PITCH};
use reckoned::Reckoned;

/// The name of the box in which points are searched for.
pub const SEARCH: &str = "builder-search";

/// So many rows stand above the one that the keys have reached.
const ROWS_ABOVE: usize = 3;

/// A routine being built.
#[derive(Debug, Clone, PartialEq)]
pub struct Builder {
    bench: Bench,
    /// What it was proposed for, if it was proposed; and that in words.
    asked: Option<Asked>,
    from: String,
    /// Whether anything but its length has been changed since then.
    by_hand: bool,
    /// How many minutes it was made last, as long as nothing was changed since.
    made: Option<u16>,
    /// Why a point was proposed.
    why: HashMap<Code, String>,
    /// The point whose choices stand open.
    chosen: Option<usize>,
    drag: Option<Drag>,
    search: String,
    /// The length that was typed.
    minutes: String,
    /// What came of the last change of the length, where it needs saying.
    told: Option<String>,
    /// Whether there is anything that has not been saved.
    unsaved: bool,
    /// How far down the page must be for the point that the keys have reached.
    scroll: Option<f32>,
    reckoned: Reckoned,
}

/// What a routine is proposed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// A point.
    Point(Code),
    /// A complaint, by its key.
    Complaint(String),
}

impl Asked {
    /// What it is called, and what is proposed for it.
    fn propose(&self, target: Duration, world: &World) -> Result<(String, Proposal), String> {
        let gone = || t!("builder-nothing");
        let (from, start) = match self {
            Self::Point(code) => {
                let point = world.point(code).ok_or_else(gone)?;
                (point.code.to_string(), Start::Point(point))
            }
            Self::Complaint(key) => {
                let complaint = world.library.complaints.find(key).ok_or_else(gone)?;
                (complaint.name.clone(), Start::Complaint(complaint))
            }
        };
        let proposal =
            propose(&start, target, world.pacing(), &world.library.shelves(), &world.person());
        let mut proposal = proposal.map_err(|error| error.to_string())?;
        proposal.routine.about = words::about(&start);
        proposal.routine.name = words::name(&start);
        Ok((from, proposal))
    }
}

/// What a person does here.
#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    /// Changes something.
    Edit(Edit),
    /// Takes the last change back.
    Undo,
    /// Makes it again.
    Redo,
    /// Opens the choices of the point at that place, or closes them.
    Choose(usize),
    /// To another point, so many down, or up.
    Step(i32),
    /// Moves the chosen point so many places down, or up.
    Move(i32),
    /// Takes the chosen point out.
    Remove,
    /// Puts the chosen point in once more.
    Duplicate,
    /// Takes hold of the point at that place.
    Grab(usize),
    /// Drags it there, in logical pixels from the top of the list.
    Drag(f32),
    /// Lets it go.
    Drop,
    /// Searches for a point.
    Search(String),
    /// Puts the first point in that was found.
    AddFirst,
    /// Puts that point in, at the end.
    Add(Code),
    /// Makes it so many minutes long.
    Make(u16),
    /// Types a length.
    Typed(String),
    /// Makes it as long as was typed.
    MakeTyped,
    /// Puts it in an easier order.
    Ease,
    /// Brings the cursor to the search box.
    ToSearch,
    /// Shows the points to choose from, in the library.
    Pick,
    /// Opens the page of that point.
    Open(Code),
    /// Saves it.
    Save,
    /// Saves it, and starts it.
    Start,
    /// Back to the routines; what is not saved stays as a draft.
    Back,
    /// Throws away what is not saved.
    Discard,
}

/// What the app should do.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Nothing.
    None,
    /// Keep the draft: it has changed.
    Keep,
    /// Bring the cursor to the search box.
    ToSearch,
    /// Show the points to choose from.
    Pick,
    /// Open the page of that point.
    Open(Code),
    /// Save it, and show it.
    Save,
    /// Save it, and start it.
    Start,
    /// Leave it.
    Back,
    /// Throw away what is not saved.
    Discard,
}

impl Builder {
    /// That routine on the bench.
    #[must_use]
    pub fn new(routine: Routine, world: &World) -> Self {
        let is_new = world.own_routine(&routine.key).is_none();
        let unsaved = is_new || world.drafts.iter().any(|draft| draft.key == routine.key);
        let mut builder = Self {
            bench: Bench::new(routine),
            asked: None,
            from: String::new(),
            by_hand: false,
            made: None,
            why: HashMap::new(),
            chosen: None,
            drag: None,
            search: String::new(),
            minutes: String::new(),
            told: None,
            unsaved,
            scroll: None,
            reckoned: Reckoned::default(),
        };
        builder.reckon(world);
        builder
    }

    /// What is proposed for that, of that length; `key` gives the routine of a name its key.
    ///
    /// # Errors
    /// Why nothing can be proposed, in a sentence.
    pub fn propose(
        asked: Asked,
        target: Duration,
        key: impl FnOnce(&str) -> String,
        world: &World,
    ) -> Result<Self, String> {
        let (from, proposal) = asked.propose(target, world)?;
        let mut routine = proposal.routine.clone();
        routine.key = key(&routine.name);
        let mut builder = Self { from, unsaved: true, ..Self::new(routine, world) };
        builder.asked = Some(asked);
        builder.take_reasons(&proposal, target, world);
        builder.made = u16::try_from(target.as_secs() / 60).ok();
        builder.reckon(world);
        Ok(builder)
    }

    fn take_reasons(&mut self, proposal: &Proposal, target: Duration, world: &World) {
        for (item, why) in proposal.routine.items.iter().zip(&proposal.why) {
            let _ = self.why.insert(item.code.clone(), words::whys(why, &world.library.shelves()));
        }
        let out = proposal.left_out.iter().map(|(_, why)| why.to_string());
        let told: Vec<String> =
            out.chain(proposal.unmet.as_ref().map(|unmet| words::unmet(unmet, target))).collect();
        self.told = (!told.is_empty()).then(|| told.join(" "));
    }

    /// Reckons anew: answers, points or settings may have changed meanwhile.
    pub fn look_again(&mut self, world: &World) {
        self.reckon(world);
    }

    /// The routine as it stands.
    #[must_use]
    pub fn routine(&self) -> &Routine {
        self.bench.routine()
    }

    /// The place of the point whose choices stand open.
    #[must_use]
    pub const fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    /// What came of the last change of the length, or was left out of what is proposed.
    #[must_use]
    pub fn told(&self) -> Option<&str> {
        self.told.as_deref()
    }

    /// Whether there is anything that has not been saved.
    #[must_use]
    pub const fn is_unsaved(&self) -> bool {
        self.unsaved
    }

    /// Takes what the person did.
    pub fn update(&mut self, message: Message, world: &World) -> Action {
        match message {
            Message::Edit(edit) => return self.make(edit, world),
            Message::Undo | Message::Redo => {
                let undo = matches!(message, Message::Undo);
                let changed = if undo { self.bench.undo() } else { self.bench.redo() };
                if changed {
                    self.told = None;
                    self.by_hand = true;
                    return self.changed(world);
                }
            }
            Message::Choose(place) => {
                self.chosen = (self.chosen != Some(place)).then_some(place);
            }
            Message::Step(by) => self.step(by),
            Message::Move(by) => return self.move_chosen(by, world),
            Message::Remove => {
                if let Some(place) = self.chosen {
                    return self.make(Edit::Remove(place), world);
                }
            }
            Message::Duplicate => {
                if let Some(place) = self.chosen {
                    return self.make(Edit::Duplicate(place), world);
                }
            }
            Message::Grab(from) => {
                self.chosen = None;
                self.drag = Some(Drag::new(from));
            }
            Message::Drag(y) => {
                let count = self.routine().items.len();
                if let Some(drag) = &mut self.drag {
                    drag.to(y, count);
                }
            }
            Message::Drop => {
                if let Some(Drag { from, to }) = self.drag.take() {
                    return self.make(Edit::Move { from, to }, world);
                }
            }
            Message::Search(search) => {
                self.search = search;
                self.reckoned.search(&self.search, world);
            }
            Message::AddFirst => {
                let first = self.reckoned.found.iter().find(|found| found.is_playable);
                if let Some(code) = first.map(|found| found.code.clone()) {
                    return self.add(&code, world);
                }
            }
            Message::Add(code) => return self.add(&code, world),
            Message::Make(minutes) => return self.make_it(minutes, world),
            Message::Typed(minutes) => {
                let digits = minutes.chars().filter(char::is_ascii_digit).take(3);
                self.minutes = digits.collect();
            }
            Message::MakeTyped => match self.minutes.parse() {
                Ok(minutes) if (SHORTEST_TARGET..=LONGEST_TARGET).contains(&minutes) => {
                    return self.make_it(minutes, world);
                }
                _ => {
                    self.told = Some(t!(
                        "builder-minutes-range",
                        least = SHORTEST_TARGET,
                        most = LONGEST_TARGET
                    ));
                }
            },
            Message::Ease => {
                let eased = self.routine().eased(&world.library.catalogue, &world.person());
                return self.make(Edit::Items(eased.items), world);
            }
            Message::ToSearch => return Action::ToSearch,
            Message::Pick => return Action::Pick,
            Message::Open(code) => return Action::Open(code),
            Message::Save => return Action::Save,
            Message::Start => return Action::Start,
            Message::Back => return Action::Back,
            Message::Discard => return Action::Discard,
        }
        Action::None
    }

    fn make(&mut self, edit: Edit, world: &World) -> Action {
        let follows = follows(&edit, self.chosen);
        let puts_in = matches!(edit, Edit::Add(..) | Edit::Duplicate(_));
        let is_full = puts_in && self.routine().items.len() >= MOST_ITEMS;
        if !self.bench.make(edit) {
            if is_full {
                self.told = Some(t!("builder-full", most = MOST_ITEMS));
            }
            return Action::None;
        }
        self.chosen = follows;
        self.told = None;
        self.by_hand = true;
        self.changed(world)
    }

    fn changed(&mut self, world: &World) -> Action {
        self.unsaved = true;
        self.made = None;
        self.reckon(world);
        Action::Keep
    }

    fn reckon(&mut self, world: &World) {
        let count = self.routine().items.len();
        self.chosen = count.checked_sub(1).and_then(|last| Some(self.chosen?.min(last)));
        let as_proposed = self.asked.is_some() && !self.by_hand;
        self.reckoned = Reckoned::of(self.bench.routine(), &self.why, as_proposed, world);
        self.reckoned.search(&self.search, world);
    }

    /// Puts a point in at the end, as it was chosen last.
    pub fn add(&mut self, code: &Code, world: &World) -> Action {
        let Some(point) = world.point(code) else { return Action::None };
        let Ok((suited, choices)) = world.suit(point) else { return Action::None };
        let item = Item::of(&suited, choices);
        let place = self.routine().items.len();
        if let Some(why) = self.reckoned.reason(code) {
            let _ = self.why.insert(code.clone(), why);
        }
        self.search.clear();
        let action = self.make(Edit::Add(place, item), world);
        self.chosen = None;
        action
    }

    /// To another point; beyond the ends it stays.
    fn step(&mut self, by: i32) {
        let Some(last) = self.routine().items.len().checked_sub(1) else { return };
        self.chosen = Some(match self.chosen {
            None if by < 0 => last,
            None => 0,
            Some(place) => moved(place, by, last),
        });
        self.follow();
    }

    /// Keeps the point that the keys have reached in view, some rows below the top.
    fn follow(&mut self) {
        let above = self.chosen.unwrap_or_default().saturating_sub(ROWS_ABOVE);
        #[allow(clippy::cast_precision_loss, reason = "a routine has a hundred points at most")]
        let down = above as f32 * PITCH;
        self.scroll = Some(down);
    }

    /// How far down the page is to be scrolled, if a key has asked for it.
    pub const fn take_scroll(&mut self) -> Option<f32> {
        self.scroll.take()
    }

    fn move_chosen(&mut self, by: i32, world: &World) -> Action {
        let Some(last) = self.routine().items.len().checked_sub(1) else { return Action::None };
        let Some(from) = self.chosen else { return Action::None };
        let action = self.make(Edit::Move { from, to: moved(from, by, last) }, world);
        self.follow();
        action
    }

    /// Makes it so long: proposes anew what nobody has changed by hand, and scales anything else.
    fn make_it(&mut self, minutes: u16, world: &World) -> Action {
        let target = Duration::from_secs(u64::from(minutes) * 60);
        let proposed = self.asked.as_ref().filter(|_| !self.by_hand);
        let proposed = proposed.and_then(|asked| asked.propose(target, world).ok());
        let (items, told) = if let Some((_, proposal)) = &proposed {
            self.take_reasons(proposal, target, world);
            (proposal.routine.items.clone(), self.told.take())
        } else {
            let (catalogue, person) = (&world.library.catalogue, world.person());
            let adjusted = adjust(self.routine(), target, world.pacing(), catalogue, &person);
            let told = adjusted.unmet.as_ref().map(|unmet| words::unmet(unmet, target));
            (adjusted.routine.items, told)
        };
        let by_hand = self.by_hand;
        let action = self.make(Edit::Items(items), world);
        self.by_hand = by_hand;
        self.reckon(world);
        self.made = Some(minutes);
        self.told = told;
        action
    }

    /// What a key does that no control has taken.
    #[must_use]
    pub fn key(&self, pressed: &Pressed<'_>) -> Option<Message> {
        let (command, alt, shift) =
            (pressed.modifiers.command(), pressed.modifiers.alt(), pressed.modifiers.shift());
        match pressed.key.as_ref() {
            Key::Character("z" | "Z") if command && shift => Some(Message::Redo),
            Key::Character("z" | "Z") if command => Some(Message::Undo),
            Key::Character("y" | "Y") if command => Some(Message::Redo),
            Key::Character("s" | "S") if command => Some(Message::Save),
            Key::Named(Named::Enter) if command => Some(Message::Start),
            Key::Character("d" | "D") if command => Some(Message::Duplicate),
            Key::Character("f" | "F") if command => Some(Message::ToSearch),
            Key::Character("/") => Some(Message::ToSearch),
            Key::Named(Named::ArrowUp) if alt => Some(Message::Move(-1)),
            Key::Named(Named::ArrowDown) if alt => Some(Message::Move(1)),
            Key::Named(Named::ArrowUp) => Some(Message::Step(-1)),
            Key::Named(Named::ArrowDown) => Some(Message::Step(1)),
            Key::Named(Named::Delete | Named::Backspace) => Some(Message::Remove),
            Key::Named(Named::Escape) => Some(match self.chosen {
                Some(place) => Message::Choose(place),
                None => Message::Back,
            }),
            _ => None,
        }
    }

    /// The screen.
    pub fn view<'a>(&'a self, world: &World, size: Size) -> Element<'a, Message> {
        view::view(self, world, size)
    }
}

fn moved(place: usize, by: i32, last: usize) -> usize {
    let steps = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX);
    if by < 0 { place.saturating_sub(steps) } else { place.saturating_add(steps).min(last) }
}

/// Which point is chosen after a change: the same one where it can be.
fn follows(edit: &Edit, chosen: Option<usize>) -> Option<usize> {
    let place = chosen?;
    match edit {
        Edit::Remove(gone) if *gone < place => Some(place - 1),
        Edit::Duplicate(one) => Some(if *one <= place { place + 1 } else { place }),
        Edit::Add(at, _) => Some(if *at <= place { place + 1 } else { place }),
        Edit::Move { from, to } if *from == place => Some(*to),
        Edit::Move { from, to } if *from < place && place <= *to => Some(place - 1),
        Edit::Move { from, to } if *to <= place && place < *from => Some(place + 1),
        Edit::Items(_) => None,
        // After taking out a point the next one, so that several can be taken out in a row.
        _ => Some(place),
    }
}
