//! From a file to its point.

use std::time::Duration;

use super::{
    EvidenceFile, FormatError, HandsFile, MeasureFile, OWN_SOURCE, PointFile, RelatedFile,
    TechniqueFile,
};
use crate::domain::catalogue::{RED_FLAG_WORDS, squeeze};
use crate::domain::caution::Tag;
use crate::domain::code::{Code, Meridian};
use crate::domain::point::{
    Distance, Evidence, EvidenceKind, Grade, Guide, Hands, Measure, Origin, Point, Question,
    Region, Related, Relation,
};
use crate::domain::technique::{Applicator, Motion, Pressure, Technique};
use crate::format::shipped::Sentences;

type Result<T> = std::result::Result<T, FormatError>;

/// What is used where nothing is said: fingertips or thumb, firm but gentle, either motion, one to two minutes.
#[must_use]
pub fn default_technique() -> Technique {
    Technique {
        applicator: Applicator::FingertipsOrThumb,
        pressure: Pressure::FirmButGentle,
        motions: Motion::ALL.to_vec(),
        least: Duration::from_secs(60),
        default: Duration::from_secs(60),
        most: Duration::from_secs(120),
        until_release: false,
        source: OWN_SOURCE.to_owned(),
    }
}

impl PointFile {
    /// The point of a file that leaves nothing out, as the shipped ones do.
    ///
    /// # Errors
    /// When a field is missing, or holds what it may not hold.
    pub(crate) fn into_shipped(self, sentences: &Sentences) -> Result<Point> {
        let code = read_code(&self.code)?;
        let region = read_region(&self.region)?;
        let grade = read_grade(&self.grade, self.why_not.as_deref())?;
        self.into_point(
            Point { origin: Origin::Shipped, ..Point::unknown(code, region, grade) },
            sentences,
        )
    }

    /// Fills a point of which code, region, grade and origin are known.
    pub(crate) fn into_point(self, blank: Point, sentences: &Sentences) -> Result<Point> {
        if !self.meridian.is_empty() && Meridian::named(&self.meridian).is_none() {
            return Err(one_of(
                "meridian",
                &self.meridian,
                Meridian::ALL.map(Meridian::name).as_slice(),
            ));
        }
        let mut point = blank;
        point.guide = if self.says_how() { Some(self.guide(&mut point, sentences)?) } else { None };
        point.measure = self.measure.map(read_measure).transpose()?;
        point.pinyin_plain =
            if self.pinyin_plain.is_empty() { squeeze(&self.pinyin) } else { self.pinyin_plain };
        point.chinese_simplified = if self.chinese_simplified.is_empty() {
            self.chinese.clone()
        } else {
            self.chinese_simplified
        };
        point.aliases = self.aliases;
        point.pinyin = self.pinyin;
        point.chinese = self.chinese;
        point.english = self.english;
        point.location = self.location;
        point.spots = self.spots;
        point.bilateral = self.bilateral.unwrap_or(true);
        point.tags = self.cautions.into_iter().map(Tag).collect();
        point.sources = self.sources;
        let mut notes = self.notes;
        notes.append(&mut point.notes);
        point.notes = notes;
        Ok(point)
    }

    /// Whether anything in it is about pressing the point.
    fn says_how(&self) -> bool {
        let words = [
            &self.introduction,
            &self.posture,
            &self.feel,
            &self.press,
            &self.caution,
            &self.stop,
            &self.how_often,
        ];
        let lists = [&self.find, &self.red_flags, &self.traditional_uses, &self.conditions];
        self.technique.is_some()
            || self.hands.is_some()
            || words.iter().any(|text| !text.is_empty())
            || lists.iter().any(|list| !list.is_empty())
            || !(self.evidence.is_empty() && self.related.is_empty() && self.questions.is_empty())
    }

    fn guide(&self, point: &mut Point, sentences: &Sentences) -> Result<Guide> {
        let notes = &mut point.notes;
        let mut find = self.find.clone();
        if find.is_empty() {
            if self.location.is_empty() {
                return Err(FormatError::new(
                    "it says neither where the point is nor how to find it",
                    "Give `find`, a list of short steps.",
                )
                .at("find"));
            }
            notes.push(
                "No steps for finding it are given; its location is shown instead.".to_owned(),
            );
            find.push(self.location.clone());
        }
        for flag in &self.red_flags {
            let known = RED_FLAG_WORDS.map(|(known, _)| known);
            if !known.contains(&flag.as_str()) {
                return Err(one_of("red_flags", flag, &known));
            }
        }
        Ok(Guide {
            introduction: self.introduction.clone(),
            posture: sentences.posture(&self.posture),
            hands: self.hands.as_ref().map_or(Ok(point.region.hands()), read_hands)?,
            find,
            feel: self.feel.clone(),
            press: sentences.press(&self.press),
            technique: read_technique(self.technique.as_ref(), notes)?,
            caution: self.caution.clone(),
            stop: sentences.stop(&self.stop),
            red_flags: self.red_flags.clone(),
            traditional_uses: self.traditional_uses.clone(),
            conditions: self.conditions.clone(),
            evidence: self.evidence.iter().map(read_evidence).collect::<Result<_>>()?,
            related: self.related.iter().map(read_related).collect::<Result<_>>()?,
            questions: self
                .questions
                .iter()
                .map(|one| Question { question: one.question.clone(), answer: one.answer.clone() })
                .collect(),
            how_often: self.how_often.clone(),
        })
    }
}

pub(super) fn read_code(text: &str) -> Result<Code> {
    Code::parse(text).ok_or_else(|| {
        FormatError::new(
            if text.is_empty() { "there is no code".to_owned() } else { format!("\"{text}\" is not the code of a point") },
            "Write the letters of the meridian and the number, such as \"HE-1\", \"LI-4\" or \"EX-HN3\".",
        )
        .at("code")
    })
}

pub(super) fn read_region(text: &str) -> Result<Region> {
    Region::named(text)
        .ok_or_else(|| one_of("region", text, Region::ALL.map(Region::name).as_slice()))
}

pub(super) fn read_grade(text: &str, why: Option<&str>) -> Result<Grade> {
    let why = why.unwrap_or_default().to_owned();
    match text {
        "yes" => Ok(Grade::Yes),
        "with care" => Ok(Grade::WithCare { why }),
        "no" => Ok(Grade::No { why }),
        _ => Err(one_of("grade", text, &["yes", "with care", "no"])),
    }
}

fn read_hands(hands: &HandsFile) -> Result<Hands> {
    let opposite = match (hands.left.as_str(), hands.right.as_str()) {
        ("right", "left") => true,
        ("either", "either") => false,
        _ => {
            return Err(FormatError::new(
                format!("the left side by the {} hand and the right side by the {} hand is not known here", hands.left, hands.right),
                "Write left \"right\" and right \"left\" where only the other hand reaches, or \"either\" for both.",
            )
            .at("hands"));
        }
    };
    Ok(Hands { opposite, both_at_once: hands.both_at_once })
}

fn read_technique(file: Option<&TechniqueFile>, notes: &mut Vec<String>) -> Result<Technique> {
    let usual = default_technique();
    let Some(file) = file else {
        notes.push(
            "No technique is given; fingertips or thumb, firm but gentle, for 1-2 minutes is used."
                .to_owned(),
        );
        return Ok(usual);
    };
    let seconds = Duration::from_secs;
    if file.least_seconds.is_none() && file.most_seconds.is_none() {
        notes.push("No time is given; 1-2 minutes is used.".to_owned());
    }
    let least = file
        .least_seconds
        .map_or(usual.least.min(file.most_seconds.map_or(usual.least, seconds)), seconds);
    let most = file.most_seconds.map_or(usual.most.max(least), seconds);
    let motions = if file.motion.is_empty() {
        notes.push("No motion is given; both circles and a steady hold are offered.".to_owned());
        usual.motions
    } else {
        let mut motions = Vec::new();
        for name in &file.motion {
            let motion = Motion::named(name).ok_or_else(|| {
                one_of("technique.motion", name, Motion::ALL.map(Motion::name).as_slice())
            })?;
            if !motions.contains(&motion) {
                motions.push(motion);
            }
        }
        motions
    };
    let pressure = file.pressure.as_ref().map_or(Ok(usual.pressure), |name| {
        Pressure::named(name).ok_or_else(|| {
            one_of("technique.pressure", name, Pressure::ALL.map(Pressure::name).as_slice())
        })
    })?;
    let applicator = file.applicator.as_ref().map_or(Ok(usual.applicator), |name| {
        Applicator::named(name).ok_or_else(|| {
            one_of("technique.applicator", name, Applicator::ALL.map(Applicator::name).as_slice())
        })
    })?;
    Technique {
        applicator,
        pressure,
        motions,
        least,
        default: file.default_seconds.map_or(least, seconds),
        most,
        until_release: file.until_release,
        source: file.source.clone().unwrap_or_else(|| OWN_SOURCE.to_owned()),
    }
    .check()
    .map_err(|error| {
        FormatError::new(error.to_string(), "Change the seconds so that they stand in that order.")
            .at("technique")
    })
}

fn read_evidence(file: &EvidenceFile) -> Result<Evidence> {
    let kind =
        EvidenceKind::ALL.into_iter().find(|kind| kind.name() == file.label).ok_or_else(|| {
            one_of(
                "evidence.label",
                &file.label,
                EvidenceKind::ALL.map(EvidenceKind::name).as_slice(),
            )
        })?;
    Ok(Evidence { kind, text: file.text.clone(), source: file.source.clone() })
}

fn read_related(file: &RelatedFile) -> Result<Related> {
    let named = |name: &String| {
        Relation::named(name).ok_or_else(|| {
            one_of("related.kind", name, Relation::ALL.map(Relation::name).as_slice())
        })
    };
    Ok(Related {
        code: Code::parse(&file.code),
        written: file.code.clone(),
        name: file.name.clone(),
        relation: file.kind.as_ref().map(named).transpose()?,
        why: file.why.clone(),
    })
}

fn read_measure(file: MeasureFile) -> Result<Measure> {
    let line = file.line.clone().unwrap_or_default();
    match (&file.to, &file.fraction) {
        (Some(to), Some(fraction)) => {
            Ok(Measure::Share { from: file.from, to: to.clone(), fraction: fraction.clone(), line })
        }
        _ => Ok(Measure::Along {
            offset: file.offset.as_deref().map(read_distance).transpose()?,
            distance: read_distance(&file)?,
            line,
        }),
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "held to 0..=30 just before"
)]
fn read_distance(file: &MeasureFile) -> Result<Distance> {
    let wrong = |why: &str| {
        FormatError::new(why.to_owned(), "Give `from`, `direction`, `cun` (0 to 30, in tenths at most) and `unit`, or `from`, `to` and `fraction`.")
            .at("measure")
    };
    let cun = file
        .cun
        .as_ref()
        .and_then(serde_json::Number::as_f64)
        .ok_or_else(|| wrong("the measure has no cun"))?;
    let tenths = cun * 10.0;
    if !(0.0..=300.0).contains(&tenths) || (tenths - tenths.round()).abs() > 1e-6 {
        return Err(wrong(&format!("{cun} cun cannot be")));
    }
    Ok(Distance {
        from: file.from.clone(),
        direction: file.direction.clone().ok_or_else(|| wrong("the measure has no direction"))?,
        tenths: tenths.round() as u16,
        unit: file.unit.clone().unwrap_or_else(|| "B-cun".to_owned()),
    })
}

fn one_of(field: &str, text: &str, known: &[&str]) -> FormatError {
    let why = if text.is_empty() {
        "it is missing".to_owned()
    } else {
        format!("\"{text}\" is not known")
    };
    FormatError::new(why, format!("It must be one of: {}.", known.join(", "))).at(field)
}
