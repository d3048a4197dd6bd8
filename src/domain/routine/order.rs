//! An easier order for the points of a session: fewer changes of posture, rest for the thumbs, hands in turn.

use std::collections::HashSet;
use std::time::Duration;

use crate::domain::plan::Plan;
use crate::domain::point::{Hand, Point};

/// Up to so many points the best of all orders is found; beyond, a good one.
const EXACT: usize = 10;

/// So many points in a row are moved together when a better place is sought.
const MOVED: usize = 3;

/// What the order of a session asks of posture and thumbs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ease {
    /// How often the posture changes from one point to the next.
    pub posture_changes: usize,
    /// The longest that one thumb presses before it has nothing to do at a point; zero without thumb work.
    pub thumb: Duration,
}

impl Ease {
    /// What the order of that plan asks for.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let work = work(plan);
        let posture_changes = work.windows(2).filter(|pair| pair[0].posture != pair[1].posture);
        Self { posture_changes: posture_changes.count(), thumb: longest(&work) }
    }
}

/// The longest that one thumb presses, from point to point, until it has nothing to do at one.
fn longest<'a>(work: impl IntoIterator<Item = &'a Work<'a>>) -> Duration {
    let (mut runs, mut longest) = ([Duration::ZERO; 2], Duration::ZERO);
    for one in work {
        for (run, time) in runs.iter_mut().zip(one.thumbs) {
            *run = if time.is_zero() { Duration::ZERO } else { *run + time };
            longest = longest.max(*run);
        }
    }
    longest
}

/// What a point asks of the body.
#[derive(Debug, Clone, Copy)]
struct Work<'a> {
    /// The posture, in words; points share their words.
    posture: &'a str,
    /// For how long the left thumb presses, and the right.
    thumbs: [Duration; 2],
    /// The hand of the first press and of the last, where one alone presses.
    hands: [Option<Hand>; 2],
}

fn work<'a>(plan: &'a Plan) -> Vec<Work<'a>> {
    let idle = |posture: &'a str| Work { posture, thumbs: [Duration::ZERO; 2], hands: [None; 2] };
    let posture = |point: &'a Point| point.guide.as_ref().map_or("", |guide| &guide.posture);
    let mut all: Vec<Work<'a>> = plan.points().iter().map(|point| idle(posture(point))).collect();
    for (nth, press) in plan.presses().iter().enumerate() {
        let point = plan.point_of(press);
        let hand = point.hand(press.side);
        let work = &mut all[press.point];
        let alone = Some(hand).filter(|hand| matches!(hand, Hand::Left | Hand::Right));
        let is_first =
            nth.checked_sub(1).is_none_or(|nth| plan.presses()[nth].point != press.point);
        if is_first {
            work.hands[0] = alone;
        }
        work.hands[1] = alone;
        let by_thumb =
            point.guide.as_ref().is_some_and(|guide| guide.technique.applicator.is_thumb_work());
        // On the midline the thumb that has rested may press.
        let presses = match hand {
            _ if !by_thumb => [false, false],
            Hand::Left => [true, false],
            Hand::Right => [false, true],
            Hand::Both => [true, true],
            Hand::Either | Hand::Neither => [false, false],
        };
        for (time, presses) in work.thumbs.iter_mut().zip(presses) {
            *time += if presses { press.length } else { Duration::ZERO };
        }
    }
    all
}

/// The easiest order of the points of that plan, as their places in it.
///
/// The cost of an order is summed over neighbours, and compared in this order:
/// 1. changes of posture;
/// 2. thumbs that press at two points in a row, each thumb on its own;
/// 3. points that begin with the hand that pressed last.
///
/// Up to ten points no order costs less, and of those that cost the same it begins with the one nearest to the
/// given order: the earliest point that can come first, and so on. From there, points are moved at no cost
/// as long as that shortens [`Ease::thumb`]. Beyond ten it is an order that neither turning round a stretch
/// nor moving up to three points makes cheaper.
///
/// The given order stays if nothing is better; so ordering what is ordered changes nothing.
#[must_use]
pub fn easiest(plan: &Plan) -> Vec<usize> {
    let work = work(plan);
    sought(&work, &Costs::of(&work))
}

/// Some of the points of that plan in the order that is easiest where one point stands right before them.
///
/// `places` are their places in the plan, and so is `before`; the costs are those of [`easiest`], and the step
/// from `before` to the first of them counts. A place that the plan does not have is left out.
#[must_use]
pub fn easiest_after(plan: &Plan, before: Option<usize>, places: &[usize]) -> Vec<usize> {
    let all = work(plan);
    let places: Vec<usize> = places.iter().copied().filter(|place| *place < all.len()).collect();
    let work: Vec<Work<'_>> = places.iter().map(|place| all[*place]).collect();
    let costs = Costs::after(before.and_then(|place| all.get(place)), &work);
    sought(&work, &costs).into_iter().map(|nth| places[nth]).collect()
}

fn sought(work: &[Work<'_>], costs: &Costs) -> Vec<usize> {
    if costs.count > EXACT {
        return costs.by_search();
    }
    let mut order = costs.exactly();
    while let Some(rested) = costs.rested(&order, work) {
        order = rested;
    }
    order
}

/// For how long each thumb presses in all, the left one and the right one.
pub(super) fn thumb_work(plan: &Plan) -> [Duration; 2] {
    work(plan).iter().fold([Duration::ZERO; 2], |[left, right], one| {
        [left + one.thumbs[0], right + one.thumbs[1]]
    })
}

/// How many changes of posture any order of those points needs at the least.
pub(super) fn least_changes(plan: &Plan) -> usize {
    let postures: HashSet<&str> = work(plan).iter().map(|one| one.posture).collect();
    postures.len().saturating_sub(1)
}

/// What each point costs after each other, the three parts in one number.
struct Costs {
    count: usize,
    /// A row for each point, and one for what stands before the first of them. After the last comes nothing,
    /// which costs nothing.
    pairs: Vec<i64>,
    /// Points of the same posture bear the same number.
    postures: Vec<usize>,
}

/// The parts of a cost: a step of one is more than any sum of the parts below it, up to a million points.
const POSTURE: i64 = 1 << 42;
const THUMB: i64 = 1 << 21;

impl Costs {
    fn of(work: &[Work<'_>]) -> Self {
        Self::after(None, work)
    }

    fn after(before: Option<&Work<'_>>, work: &[Work<'_>]) -> Self {
        let row = |one| work.iter().map(move |next| cost(one, next)).chain([0]);
        let first = |next| before.map_or(0, |before| cost(before, next));
        let outside = work.iter().map(first).chain([0]);
        let pairs = work.iter().flat_map(row).chain(outside).collect();
        let same = |one: &Work<'_>| work.iter().position(|other| other.posture == one.posture);
        let postures = work.iter().filter_map(same).collect();
        Self { count: work.len(), pairs, postures }
    }

    /// What `next` costs after `one`; the place after all points stands for the outside.
    fn pair(&self, one: usize, next: usize) -> i64 {
        self.pairs[one * (self.count + 1) + next]
    }

    fn total(&self, order: &[usize]) -> i64 {
        let first = order.first().map_or(0, |first| self.pair(self.count, *first));
        first + order.windows(2).map(|pair| self.pair(pair[0], pair[1])).sum::<i64>()
    }

    /// The best order: for each set of points that are done, and the last of them, the least that the rest costs.
    fn exactly(&self) -> Vec<usize> {
        let (count, sets) = (self.count, 1_usize << self.count);
        let mut rest = vec![0_i64; sets * count];
        let undone = |done: usize| (0..count).filter(move |next| done & (1 << next) == 0);
        for done in (0..sets - 1).rev() {
            for last in (0..count).filter(|last| done & (1 << last) != 0) {
                let costs = undone(done)
                    .map(|next| self.pair(last, next) + rest[(done | 1 << next) * count + next]);
                rest[done * count + last] = costs.min().unwrap_or_default();
            }
        }
        let mut order: Vec<usize> = Vec::with_capacity(count);
        let (mut done, mut last) = (0, count);
        // Of equals `min_by_key` takes the first: the given order stays where it can.
        while let Some(next) = undone(done)
            .min_by_key(|next| self.pair(last, *next) + rest[(done | 1 << next) * count + next])
        {
            (done, last) = (done | 1 << next, next);
            order.push(next);
        }
        order
    }

    /// An order at the same cost, some points of it moved, whose thumbs rest sooner; the best of those.
    fn rested(&self, order: &[usize], work: &[Work<'_>]) -> Option<Vec<usize>> {
        let longest = |order: &[usize]| longest(order.iter().map(|point| &work[*point]));
        let stretches = (1..=MOVED).flat_map(|length| {
            let places = 0..(order.len() + 1).saturating_sub(length);
            places.clone().flat_map(move |from| places.clone().map(move |to| (length, from, to)))
        });
        let moved = |(length, from, to): (usize, usize, usize)| {
            let mut moved = order.to_vec();
            let stretch: Vec<usize> = moved.drain(from..from + length).collect();
            let _ = moved.splice(to..to, stretch);
            moved
        };
        stretches
            .map(moved)
            .filter(|moved| self.total(moved) == self.total(order))
            .min_by_key(|moved| longest(moved))
            .filter(|moved| longest(moved) < longest(order))
    }

    /// A good order. It is sought again from what was found until nothing is gained, so that a second time
    /// finds nothing either.
    fn by_search(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.count).collect();
        loop {
            let together = self.together(&order);
            let begin = if self.total(&together) < self.total(&order) { &together } else { &order };
            let found = self.improved(begin);
            if self.total(&found) >= self.total(&order) {
                return order;
            }
            order = found;
        }
    }

    /// The same order, with all points of a posture where its first one stands.
    fn together(&self, order: &[usize]) -> Vec<usize> {
        let first = |point: &usize| {
            order.iter().position(|one| self.postures[*one] == self.postures[*point])
        };
        let mut together = order.to_vec();
        together.sort_by_cached_key(first);
        together
    }

    /// That order, changed as long as a stretch of it can be moved or turned round to cost less.
    fn improved(&self, order: &[usize]) -> Vec<usize> {
        let outside = [self.count];
        let mut path = [outside.as_slice(), order, &outside].concat();
        loop {
            let moved = self.move_stretches(&mut path);
            if !self.turn_stretches(&mut path) && !moved {
                return path[1..=self.count].to_vec();
            }
        }
    }

    /// Moves stretches of a few points to where they cost less; tells whether any was.
    fn move_stretches(&self, path: &mut [usize]) -> bool {
        let mut changed = false;
        for length in 1..=MOVED.min(self.count - 1) {
            for from in 1..=self.count + 1 - length {
                let after = from + length;
                let (first, last) = (path[from], path[after - 1]);
                let taken = self.pair(path[from - 1], path[after])
                    - self.pair(path[from - 1], first)
                    - self.pair(last, path[after]);
                // A gap is counted by what follows it.
                let change = |gap: usize| {
                    let (left, right) = (path[gap - 1], path[gap]);
                    taken + self.pair(left, first) + self.pair(last, right) - self.pair(left, right)
                };
                let gaps = (1..from).chain(after + 1..path.len());
                let best = gaps.map(|gap| (change(gap), gap)).min();
                if let Some((_, gap)) = best.filter(|(change, _)| *change < 0) {
                    changed = true;
                    if gap < from {
                        path[gap..after].rotate_right(length);
                    } else {
                        path[from..gap].rotate_left(length);
                    }
                }
            }
        }
        changed
    }

    /// Turns stretches round where that costs less; tells whether any was.
    fn turn_stretches(&self, path: &mut [usize]) -> bool {
        let mut changed = false;
        for from in 1..self.count {
            let mut within = 0;
            for to in from + 1..=self.count {
                let (before, after) = (path[from - 1], path[to + 1]);
                within += self.pair(path[to], path[to - 1]) - self.pair(path[to - 1], path[to]);
                let turned = self.pair(before, path[to]) + self.pair(path[from], after);
                let change =
                    within + turned - self.pair(before, path[from]) - self.pair(path[to], after);
                if change < 0 {
                    path[from..=to].reverse();
                    changed = true;
                    within = -within;
                }
            }
        }
        changed
    }
}

fn cost(one: &Work<'_>, next: &Work<'_>) -> i64 {
    let posture = if one.posture == next.posture { 0 } else { POSTURE };
    let thumbs = one.thumbs.iter().zip(next.thumbs);
    let tired = thumbs.filter(|(before, now)| !before.is_zero() && !now.is_zero());
    let thumbs: i64 = tired.map(|_| THUMB).sum();
    let hand = i64::from(one.hands[1].is_some() && one.hands[1] == next.hands[0]);
    posture + thumbs + hand
}

#[cfg(test)]
mod tests;
