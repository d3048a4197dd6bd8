//! Where everything stands on the sheet.

use std::time::Duration;

use super::drawing::{Anchor, Drawing, Ink, Type};
use super::{PointRow, Sheet, chart};
use crate::t;
use crate::words::review as words;

/// A4, in millimetres.
pub const WIDTH: f32 = 210.0;
pub const HEIGHT: f32 = 297.0;
/// The white round everything: printers do not reach the edge.
pub const LEFT: f32 = 15.0;
pub const RIGHT: f32 = WIDTH - 15.0;
/// Nothing but the foot stands below this.
const BOTTOM: f32 = 275.0;
/// The lines of the foot.
const FOOT: f32 = 281.0;
/// From one line to the next.
const LINE: f32 = 4.5;
/// Before a heading.
const GAP: f32 = 4.0;
/// The two halves below the chart.
const HALF: f32 = 87.0;
const SECOND: f32 = RIGHT - HALF;
/// Where columns of points end: sessions, left, right, both at once, midline, together, last.
const ENDS: [f32; 7] = [72.0, 92.0, 112.0, 133.0, 151.0, 170.5, RIGHT];
/// The room for the name of a point.
const NAME: f32 = 42.0;
/// The room for days before stops and remarks.
const DAY: f32 = 23.0;
/// A remark takes so many lines at the most: the first of these with which all find room, or the last.
const LINES: [usize; 5] = [60, 24, 12, 6, 4];

/// How many of each list a page holds.
#[derive(Debug, Clone, Copy)]
struct Most {
    points: usize,
    chart: f32,
    complaints: usize,
    routines: usize,
    stops: usize,
    /// Room for remarks, in millimetres, where there are any.
    remarks: f32,
}

/// From the roomiest on; the first that fits is taken, and the last always fits.
const ROOMS: [Most; 4] = [
    Most { points: 16, chart: 48.0, complaints: 5, routines: 8, stops: 16, remarks: 60.0 },
    Most { points: 12, chart: 44.0, complaints: 4, routines: 6, stops: 13, remarks: 50.0 },
    Most { points: 10, chart: 38.0, complaints: 3, routines: 4, stops: 10, remarks: 44.0 },
    Most { points: 8, chart: 32.0, complaints: 3, routines: 3, stops: 8, remarks: 34.0 },
];

/// The page.
pub fn svg(sheet: &Sheet) -> String {
    let mut laid = Page::default();
    for most in ROOMS {
        laid = Page::default();
        laid.upper(sheet, most);
        // What is asked for remarks is no more than they need.
        let needs = remarks_need(sheet).min(most.remarks);
        if laid.y + needs <= BOTTOM {
            break;
        }
    }
    laid.remarks(sheet);
    laid.foot(sheet);
    laid.drawing.page(WIDTH, HEIGHT, &format!("{}, {}", t!("sheet-title"), sheet.span))
}

/// A page while it is laid out, from the top on.
#[derive(Debug, Default)]
struct Page {
    drawing: Drawing,
    /// The line on which letters stood last.
    y: f32,
}

impl Page {
    fn text(&mut self, x: f32, kind: Type, text: &str) {
        self.drawing.text(x, self.y, Anchor::Start, kind, text);
    }

    fn end(&mut self, x: f32, kind: Type, text: &str) {
        self.drawing.text(x, self.y, Anchor::End, kind, text);
    }

    fn heading(&mut self, x: f32, text: &str) {
        self.y += GAP + LINE;
        self.text(x, Type::HEADING, text);
    }

    fn upper(&mut self, sheet: &Sheet, most: Most) {
        self.header(sheet);
        if sheet.figures.is_empty() {
            self.y += GAP + LINE;
            self.text(LEFT, Type::BODY, &t!("sheet-nothing"));
            return;
        }
        self.figures(sheet);
        self.points(&sheet.points, most.points);
        self.ratings(sheet, most);
        let top = self.y;
        self.routines(sheet, most.routines);
        self.ended(sheet);
        let left = std::mem::replace(&mut self.y, top);
        self.stops(sheet, most.stops);
        self.y = self.y.max(left);
    }

    fn header(&mut self, sheet: &Sheet) {
        self.y = 18.0;
        self.text(LEFT, Type::SMALL.ink(Ink::Accent), &t!("sheet-kicker"));
        self.y += 9.5;
        let title = t!("sheet-title");
        self.text(LEFT, Type::TITLE, &title);
        self.y += 6.5;
        let span = Type { size: 4.2, ..Type::BODY };
        self.text(LEFT, span, &span.fit(&sheet.span, RIGHT - LEFT));
        for line in Type::SMALL.wrap(&sheet.only.join(" "), RIGHT - LEFT, 2) {
            self.y += LINE;
            self.text(LEFT, Type::SMALL, &line);
        }
        self.y += 3.0;
        self.drawing.line((LEFT, self.y), (RIGHT, self.y), 0.3, Ink::Black);
    }

    fn figures(&mut self, sheet: &Sheet) {
        self.y += 8.5;
        let top = self.y;
        let mut x = LEFT;
        for (number, what) in sheet.figures.iter().take(4) {
            let number = Type::FIGURE.fit(number, 40.0);
            let what = Type::SMALL.fit(what, 40.0);
            self.drawing.text(x, top, Anchor::Start, Type::FIGURE, &number);
            self.drawing.text(x, top + LINE, Anchor::Start, Type::SMALL, &what);
            x += Type::FIGURE.width(&number).max(Type::SMALL.width(&what)) + 4.0;
        }
        self.weeks(&sheet.weeks, x + 4.0, top);
        self.y = top + LINE;
    }

    /// Minutes by week as bars, the latest on the right.
    #[allow(clippy::cast_precision_loss, reason = "a page is not large")]
    fn weeks(&mut self, weeks: &[u32], from: f32, y: f32) {
        let room = RIGHT - from;
        let greatest = weeks.iter().max().copied().unwrap_or_default();
        if weeks.len() < 2 || greatest == 0 || room < 20.0 {
            return;
        }
        let step = (room / weeks.len() as f32).clamp(1.2, 4.0);
        let shown = ((room / step) + 0.01).floor();
        let skip = (weeks.len() as f32 - shown).max(0.0);
        let begin = RIGHT - step * (weeks.len() as f32).min(shown);
        let label = t!("sheet-by-week");
        self.drawing.open_picture(&label);
        self.drawing.line((begin, y), (RIGHT, y), 0.15, Ink::Muted);
        for (nth, minutes) in weeks.iter().enumerate().filter(|(_, minutes)| **minutes > 0) {
            let nth = nth as f32 - skip;
            if nth >= 0.0 {
                let height = (6.5 * *minutes as f32 / greatest as f32).max(0.4);
                let x = begin + step * (nth + 0.15);
                self.drawing.bar(x, y - height, step * 0.7, height, Ink::Accent);
            }
        }
        self.drawing.text(RIGHT, y + LINE, Anchor::End, Type::SMALL, &label);
        self.drawing.close_picture();
    }

    fn points(&mut self, points: &[PointRow], most: usize) {
        if points.is_empty() {
            return;
        }
        self.heading(LEFT, &t!("sheet-points"));
        self.y += LINE;
        self.text(LEFT, Type::SMALL, &t!("sheet-point"));
        let heads = [
            t!("sheet-counted"),
            t!("sheet-left"),
            t!("sheet-right"),
            t!("sheet-both"),
            t!("sheet-midline"),
            t!("sheet-together"),
            t!("sheet-last"),
        ];
        for (head, end) in heads.iter().zip(ENDS) {
            self.end(end, Type::SMALL, head);
        }
        self.drawing.line((LEFT, self.y + 1.3), (RIGHT, self.y + 1.3), 0.15, Ink::Rule);
        self.y += 0.8;
        let shown = shown(points.len(), most);
        for point in &points[..shown] {
            self.y += LINE;
            self.text(LEFT, Type::BODY, &Type::BODY.fit(&point.name, NAME));
            let cells = std::iter::once(point.sessions.to_string())
                .chain(point.pressed.iter().cloned())
                .chain(std::iter::once(point.last.clone()));
            for (nth, (cell, end)) in cells.zip(ENDS).enumerate() {
                let kind = if nth == 5 { Type::BODY.bold() } else { Type::BODY };
                self.end(end, kind, &kind.fit(&cell, 24.0));
            }
        }
        let more = &points[shown..];
        if !more.is_empty() {
            let pressed: Duration = more.iter().map(|point| point.in_all).sum();
            let pressed = words::sum(pressed);
            self.y += LINE;
            let more = t!("sheet-more-points", count = more.len(), pressed = pressed);
            self.text(LEFT, Type::SMALL, &more);
        }
    }

    fn ratings(&mut self, sheet: &Sheet, most: Most) {
        self.heading(LEFT, &t!("sheet-ratings"));
        if sheet.ratings.is_empty() {
            self.y += LINE;
            self.text(LEFT, Type::BODY, &t!("sheet-no-ratings"));
            return;
        }
        let width = RIGHT - LEFT;
        chart::legend(&mut self.drawing, RIGHT, self.y);
        let label = sheet.changes.first().map_or("", String::as_str);
        self.drawing.open_picture(label);
        chart::draw(&mut self.drawing, &sheet.ratings, LEFT, self.y + 3.5, width, most.chart);
        self.drawing.close_picture();
        self.y += 3.5 + most.chart;
        let (holds, all) = (chart::holds(width), sheet.ratings.len());
        let newest = (all > holds).then(|| t!("sheet-newest", shown = holds, all = all));
        let (first, complaints) = sheet
            .changes
            .split_first()
            .map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
        let lead = [first.to_owned(), newest.unwrap_or_default()].join(" ");
        for line in Type::BODY.wrap(&lead, width, 2) {
            self.y += LINE;
            self.text(LEFT, Type::BODY, &line);
        }
        let shown = shown(complaints.len(), most.complaints);
        for line in &complaints[..shown] {
            self.y += LINE;
            self.text(LEFT, Type::SMALL, &Type::SMALL.fit(line, width));
        }
        self.more(LEFT, complaints.len() - shown);
    }

    fn routines(&mut self, sheet: &Sheet, most: usize) {
        if sheet.routines.is_empty() {
            return;
        }
        self.heading(LEFT, &t!("sheet-routines"));
        let shown = shown(sheet.routines.len(), most);
        for (name, times) in &sheet.routines[..shown] {
            self.y += LINE;
            let times = Type::BODY.fit(times, HALF * 0.4);
            let room = HALF - Type::BODY.width(&times) - 3.0;
            self.text(LEFT, Type::BODY, &Type::BODY.fit(name, room));
            self.end(LEFT + HALF, Type::BODY, &times);
        }
        self.more(LEFT, sheet.routines.len() - shown);
    }

    fn ended(&mut self, sheet: &Sheet) {
        if sheet.ended.is_empty() {
            return;
        }
        self.heading(LEFT, &t!("sheet-ended"));
        for (how, count) in sheet.ended.iter().take(7) {
            self.y += LINE;
            self.text(LEFT, Type::BODY, &Type::BODY.fit(how, HALF - 16.0));
            self.end(LEFT + HALF, Type::BODY, &count.to_string());
        }
    }

    fn stops(&mut self, sheet: &Sheet, most: usize) {
        self.heading(SECOND, &t!("sheet-stops"));
        if sheet.stops.is_empty() {
            self.y += LINE;
            self.text(SECOND, Type::BODY, &t!("sheet-no-stops"));
        }
        let shown = shown(sheet.stops.len(), most);
        for (day, why) in &sheet.stops[..shown] {
            self.y += LINE;
            self.text(SECOND, Type::SMALL, &Type::SMALL.fit(day, DAY - 1.0));
            let kind = Type::SMALL.ink(Ink::Danger);
            self.text(SECOND + DAY, kind, &kind.fit(why, HALF - DAY));
        }
        self.more(SECOND, sheet.stops.len() - shown);
    }

    /// "and 12 more", where there are more.
    fn more(&mut self, x: f32, count: usize) {
        if count > 0 {
            self.y += LINE;
            self.text(x, Type::SMALL, &t!("sheet-more", count = count));
        }
    }

    /// Whether so many lines fit below.
    #[allow(clippy::cast_precision_loss, reason = "a page has few lines")]
    fn has_room(&self, lines: usize) -> bool {
        self.y + LINE * lines as f32 <= BOTTOM
    }

    fn remarks(&mut self, sheet: &Sheet) {
        if sheet.figures.is_empty() {
            return;
        }
        let Some(remarks) = &sheet.remarks else {
            self.y += GAP + LINE;
            self.text(LEFT, Type::SMALL, &t!("sheet-left-out"));
            return;
        };
        self.heading(LEFT, &t!("sheet-remarks"));
        if remarks.is_empty() {
            self.y += LINE;
            self.text(LEFT, Type::BODY, &t!("sheet-no-remarks"));
        }
        let fits = |most: &usize| self.has_room(lines(remarks, *most));
        let most = LINES.into_iter().find(fits).unwrap_or(LINES[LINES.len() - 1]);
        for (nth, (day, text)) in remarks.iter().enumerate() {
            let lines = remark(text, most);
            // The line that counts the rest needs its room too.
            let after = usize::from(nth + 1 < remarks.len());
            let holds =
                (lines.len().min(1)..=lines.len()).rev().find(|lines| self.has_room(lines + after));
            let Some(holds) = holds else {
                self.y += LINE;
                let more = t!("sheet-more-remarks", count = remarks.len() - nth);
                self.text(LEFT, Type::SMALL, &more);
                return;
            };
            let lines = if holds < lines.len() { remark(text, holds) } else { lines };
            let day = Type::SMALL.fit(day, DAY - 1.0);
            for (at, line) in lines.iter().enumerate() {
                self.y += LINE;
                if at == 0 {
                    self.text(LEFT, Type::SMALL, &day);
                }
                self.text(LEFT + DAY, Type::BODY, line);
            }
        }
    }

    fn foot(&mut self, sheet: &Sheet) {
        self.y = FOOT - 4.0;
        self.drawing.line((LEFT, self.y), (RIGHT, self.y), 0.15, Ink::Rule);
        for line in Type::SMALL.wrap(&sheet.foot, RIGHT - LEFT, 2) {
            self.y += 4.0;
            self.text(LEFT, Type::SMALL, &line);
        }
    }
}

/// A remark in its lines.
fn remark(text: &str, most: usize) -> Vec<String> {
    Type::BODY.wrap(text, RIGHT - LEFT - DAY, most)
}

/// How many lines the remarks take with so many for each; those that no page holds are not counted.
fn lines(remarks: &[(String, String)], most: usize) -> usize {
    remarks.iter().take(60).map(|(_, text)| remark(text, most).len()).sum()
}

/// How much room the remarks take where they are cut short.
#[allow(clippy::cast_precision_loss, reason = "only the first are counted")]
fn remarks_need(sheet: &Sheet) -> f32 {
    let heading = GAP + 2.0 * LINE;
    let remarks = sheet.remarks.as_deref().unwrap_or_default();
    heading + LINE * lines(remarks, LINES[LINES.len() - 1]) as f32
}

/// How many of a list are shown: all, or one less than its lines hold, as the last one counts the rest.
const fn shown(all: usize, most: usize) -> usize {
    if all <= most { all } else { most.saturating_sub(1) }
}
