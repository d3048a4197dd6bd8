//! From a point to its file.

use super::{
    EvidenceFile, HandsFile, MeasureFile, PointFile, QuestionFile, RelatedFile, TechniqueFile,
    VERSION,
};
use crate::domain::point::{Distance, Guide, Hands, Measure, Origin, Point};
use crate::domain::technique::Technique;

impl PointFile {
    /// The point as it is kept in a file of its own, without what can be worked out.
    #[must_use]
    pub fn stored(point: &Point) -> Self {
        Self { version: Some(VERSION), ..Self::facts(point) }
    }

    /// The point as it is printed: everything, also what can be worked out.
    #[must_use]
    pub fn printed(point: &Point) -> Self {
        Self {
            who_code: point.code.who(),
            playable: Some(point.playable().is_ok()),
            own: Some(point.origin == Origin::Own),
            ..Self::facts(point)
        }
    }

    fn facts(point: &Point) -> Self {
        let facts = Self {
            code: point.code.to_string(),
            aliases: point.aliases.clone(),
            pinyin: point.pinyin.clone(),
            pinyin_plain: point.pinyin_plain.clone(),
            chinese: point.chinese.clone(),
            chinese_simplified: point.chinese_simplified.clone(),
            english: point.english.clone(),
            meridian: point.meridian.name().to_owned(),
            region: point.region.name().to_owned(),
            location: point.location.clone(),
            measure: point.measure.as_ref().map(MeasureFile::from),
            spots: point.spots,
            bilateral: Some(point.bilateral),
            grade: point.grade.name().to_owned(),
            why_not: point.grade.why().map(str::to_owned),
            cautions: point.tags.iter().map(ToString::to_string).collect(),
            sources: point.sources.clone(),
            notes: point.notes.clone(),
            ..Self::default()
        };
        match &point.guide {
            Some(guide) => facts.with(guide),
            None => facts,
        }
    }

    fn with(self, guide: &Guide) -> Self {
        Self {
            introduction: guide.introduction.clone(),
            posture: guide.posture.clone(),
            hands: Some(HandsFile::from(guide.hands)),
            find: guide.find.clone(),
            feel: guide.feel.clone(),
            press: guide.press.clone(),
            technique: Some(TechniqueFile::from(&guide.technique)),
            caution: guide.caution.clone(),
            stop: guide.stop.clone(),
            red_flags: guide.red_flags.clone(),
            traditional_uses: guide.traditional_uses.clone(),
            conditions: guide.conditions.clone(),
            evidence: guide
                .evidence
                .iter()
                .map(|one| EvidenceFile {
                    label: one.kind.name().to_owned(),
                    text: one.text.clone(),
                    source: one.source.clone(),
                })
                .collect(),
            related: guide
                .related
                .iter()
                .map(|one| RelatedFile {
                    code: one
                        .code
                        .as_ref()
                        .map_or_else(|| one.written.clone(), ToString::to_string),
                    name: one.name.clone(),
                    kind: one.relation.map(|relation| relation.name().to_owned()),
                    why: one.why.clone(),
                })
                .collect(),
            questions: guide
                .questions
                .iter()
                .map(|one| QuestionFile {
                    question: one.question.clone(),
                    answer: one.answer.clone(),
                })
                .collect(),
            how_often: guide.how_often.clone(),
            ..self
        }
    }
}

impl From<Hands> for HandsFile {
    fn from(hands: Hands) -> Self {
        let [left, right] = if hands.opposite { ["right", "left"] } else { ["either", "either"] };
        Self { left: left.to_owned(), right: right.to_owned(), both_at_once: hands.both_at_once }
    }
}

impl From<&Technique> for TechniqueFile {
    fn from(technique: &Technique) -> Self {
        Self {
            applicator: Some(technique.applicator.name().to_owned()),
            pressure: Some(technique.pressure.name().to_owned()),
            motion: technique.motions.iter().map(|motion| motion.name().to_owned()).collect(),
            least_seconds: Some(technique.least.as_secs()),
            default_seconds: Some(technique.default.as_secs()),
            most_seconds: Some(technique.most.as_secs()),
            until_release: technique.until_release,
            source: Some(technique.source.clone()),
        }
    }
}

impl From<&Measure> for MeasureFile {
    fn from(measure: &Measure) -> Self {
        match measure {
            Measure::Along { distance, line, offset } => Self {
                line: Some(line.clone()).filter(|line| !line.is_empty()),
                offset: offset.as_ref().map(|offset| Box::new(Self::from(offset))),
                ..Self::from(distance)
            },
            Measure::Share { from, to, fraction, line } => Self {
                from: from.clone(),
                to: Some(to.clone()),
                fraction: Some(fraction.clone()),
                line: Some(line.clone()).filter(|line| !line.is_empty()),
                ..Self::default()
            },
        }
    }
}

impl From<&Distance> for MeasureFile {
    fn from(distance: &Distance) -> Self {
        let cun = if distance.tenths.is_multiple_of(10) {
            Some(serde_json::Number::from(distance.tenths / 10))
        } else {
            serde_json::Number::from_f64(f64::from(distance.tenths) / 10.0)
        };
        Self {
            from: distance.from.clone(),
            direction: Some(distance.direction.clone()),
            cun,
            unit: Some(distance.unit.clone()),
            ..Self::default()
        }
    }
}
