//! The headings of a page: which section each opens, in the many words that pages use.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::names::{codes, is_dash, is_one, words};

/// What a part of a page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    Code,
    Chinese,
    English,
    Name,
    Introduction,
    Location,
    Find,
    Uses,
    Technique,
    Caution,
    Conditions,
    Related,
    Questions,
    HowOften,
}

impl Section {
    /// Whether it holds one value on one line.
    pub(super) const fn is_label(self) -> bool {
        matches!(self, Self::Code | Self::Chinese | Self::English | Self::Name)
    }
}

/// Headings without their fillers, in lower case. Further spellings belong here.
const HEADINGS: [(Section, &str); 14] = [
    (Section::Code, "code|number|who code|name code|title"),
    (
        Section::Chinese,
        "name chinese|chinese name|chinese|pinyin|pinyin name|name pinyin|name in chinese|\
         chinese characters",
    ),
    (
        Section::English,
        "name english|english name|english|translation|meaning|name in english|\
         english translation|name meaning",
    ),
    (Section::Name, "name|names|also known as|other names|alternative names|aka|also called"),
    (
        Section::Introduction,
        "introduction|intro|about|overview|description|summary|what is|about this|background",
    ),
    (
        Section::Location,
        "location|where is|where is it|where it is|where|anatomical location|position|\
         where is located|where is it located|anatomy|site|locations",
    ),
    (
        Section::Find,
        "identification|how to find|how to find it|how to locate|how to locate it|finding|\
         finding it|locating|locating it|find|find it|locate|locate it|how to identify|\
         steps to find|where to find|where to find it|how do you find it|how do find",
    ),
    (
        Section::Uses,
        "benefits|benefit|uses|use|functions|function|actions|action|traditional uses|\
         traditional use|traditionally used|what it is used|what it does|health benefits|\
         effects|therapeutic benefits|good|helps|key benefits|main benefits|what is it used|\
         what is it good|what it is good|what does it do|what does it help|properties|\
         therapeutic effects|common uses|potential benefits|what it helps|what helps|\
         why|why press it|what are benefits|what are uses|what are health benefits",
    ),
    (
        Section::Technique,
        "technique|techniques|how to press|how to press it|press|stimulation|\
         how to stimulate|how to stimulate it|application|method|massage technique|\
         how to massage|how to massage it|massage|how to apply|how to use|how to use it|\
         instructions|stimulation technique|application technique|how to do it|directions|\
         how to work|massage method|how|stimulating|duration|how long|time|length|motion|\
         movement|applicator|intensity|strength|pressing",
    ),
    (
        Section::Caution,
        "caution|cautions|precaution|precautions|contraindication|contraindications|warning|\
         warnings|safety|care|take care|be careful|important|when not to press|\
         when not to use|when not to use it|avoid|side effects|safety notes|\
         safety precautions|risks|who should avoid|when to avoid|when to avoid it|attention|\
         please note|safety first|safety information|safety tips|disclaimer|\
         medical disclaimer|are there any risks|what are risks|are there any side effects|\
         what are side effects|what are precautions|what are contraindications|\
         are there any precautions|are there any contraindications|who not use|who not use it|\
         who not press|who not press it",
    ),
    (
        Section::Conditions,
        "conditions treated|conditions|indications|indication|treats|ailments|symptoms|\
         used to treat|complaints|conditions it treats|disorders|health conditions|\
         what it treats",
    ),
    (
        Section::Related,
        "related|related acupoints|combine|combinations|combination|goes well|see also|pair|\
         complementary|works well|similar|combines well|often combined|partner|companion|\
         other helpful|associated|supporting|good companions",
    ),
    (
        Section::Questions,
        "frequently asked questions|frequently asked questions faqs|\
         frequently asked questions faq|faq|faqs|questions|questions answers|q|\
         common questions|q and answers|people also ask",
    ),
    (
        Section::HowOften,
        "how often|frequency|how often to press|how often to press it|how often to use|when|\
         when how often",
    ),
];

/// Words that headings carry along.
const FILLERS: &str = "of|the|this|point|points|acupressure|pressure|acupuncture|acupoint|for|a|an|its|your|on|\
    and|with|to|you|i|should|do";

/// The section that a heading opens; `own` are the words of the point's own names.
pub(super) fn section_of(heading: &str, own: &[String]) -> Option<Section> {
    let lower = heading.to_lowercase();
    let labels = ["pressure point", "acupressure point", "acupuncture point", "acupoint", "point"];
    if labels.contains(&lower.trim()) {
        return Some(Section::Code);
    }
    // A filler elsewhere: "pressure point" names the thing, "Pressure: light" says how.
    if lower.trim() == "pressure" {
        return Some(Section::Technique);
    }
    let whole = known(heading, own);
    let either = |joint: &&str| {
        let (first, rest) = heading.split_once(*joint)?;
        // "in the hollow, where" is half a sentence; "Uses, more" is a heading.
        known(first, own).or_else(|| known(rest, own).filter(|_| *joint != ","))
    };
    whole.or_else(|| ["&", "/", " and ", " AND ", " And ", ","].iter().find_map(either))
}

fn known(heading: &str, own: &[String]) -> Option<Section> {
    static KEYS: LazyLock<HashMap<String, Section>> = LazyLock::new(|| {
        let spellings = HEADINGS
            .into_iter()
            .flat_map(|(section, known)| known.split('|').map(move |one| (key(one, &[]), section)));
        spellings.collect()
    });
    let mut heading = heading.to_owned();
    for (place, _) in codes(&heading.clone()).into_iter().rev() {
        heading.replace_range(place, " ");
    }
    KEYS.get(&key(&heading, own)).copied()
}

/// A heading without its fillers and the point's own names.
fn key(text: &str, own: &[String]) -> String {
    let kept: Vec<String> =
        words(text).filter(|word| !is_one(word, FILLERS) && !own.contains(word)).collect();
    kept.join(" ")
}

/// A line as a heading: its section, its own words, and what follows on the same line.
pub(super) fn heading<'a>(
    text: &'a str,
    bullet: bool,
    own: &[String],
) -> Option<(Section, &'a str, &'a str)> {
    if let Some((before, rest)) = text.split_once(':')
        && words(before).count() <= 7
        && let Some(section) = section_of(before, own)
    {
        return Some((section, before.trim(), rest.trim()));
    }
    if let Some(dash) = text
        .find(|c: char| is_dash(c))
        .filter(|at| text[..*at].ends_with(' ') && words(&text[..*at]).count() <= 4)
        && let Some(section) = section_of(&text[..dash], own)
        && !section.is_label()
    {
        let rest = text[dash..].trim_start_matches(|c: char| is_dash(c) || c == ' ');
        return Some((section, text[..dash].trim(), rest));
    }
    let alone = !bullet && !text.ends_with(['.', ',']) && words(text).count() <= 9;
    let section = alone.then(|| section_of(text, own)).flatten()?;
    (section != Section::Code).then(|| (section, text.trim(), ""))
}

#[cfg(test)]
mod tests {
    use super::{Section, heading};

    #[test]
    fn headings_in_many_words() {
        let rows: &[(&str, Option<(Section, &str)>)] = &[
            ("Location", Some((Section::Location, ""))),
            ("LOCATION OF HE-1", Some((Section::Location, ""))),
            ("Where is HE 1 Jiquan located?", Some((Section::Location, ""))),
            ("Pressure Point Identification", Some((Section::Find, ""))),
            ("How to find HT1", Some((Section::Find, ""))),
            ("Benefits of Jiquan", Some((Section::Uses, ""))),
            ("Benefits & Uses", Some((Section::Uses, ""))),
            ("Cautions and Contraindications", Some((Section::Caution, ""))),
            ("Precautions: not in pregnancy", Some((Section::Caution, "not in pregnancy"))),
            ("Warning – not on the pulse", Some((Section::Caution, "not on the pulse"))),
            ("Conditions Treated", Some((Section::Conditions, ""))),
            ("Related Points", Some((Section::Related, ""))),
            ("Frequently Asked Questions (FAQs)", Some((Section::Questions, ""))),
            ("Q&A", Some((Section::Questions, ""))),
            ("What are the benefits of HE-1?", Some((Section::Uses, ""))),
            ("Be careful!", Some((Section::Caution, ""))),
            ("WHAT IT HELPS", Some((Section::Uses, ""))),
            ("Who should not press it?", Some((Section::Caution, ""))),
            ("Pressure: light", Some((Section::Technique, "light"))),
            ("Time - 1-2mins", Some((Section::Technique, "1-2mins"))),
            ("Title: HE 1 Jiquan", Some((Section::Code, "HE 1 Jiquan"))),
            ("Name (Chinese): Jiquan", Some((Section::Chinese, "Jiquan"))),
            ("Pressure Point: HE 1 – Jiquan", Some((Section::Code, "HE 1 – Jiquan"))),
            ("Pressure points – Heart Meridian (HE)", None),
            ("How often should I stimulate HE-1 for optimal benefits?", None),
            ("Use circular motions or steady pressure.", None),
            ("HE 1 Jiquan", None),
            ("Shoulder pain", None),
            ("In the hollow of the arm, where", None),
        ];
        for (text, expected) in rows {
            let found = heading(text, false, &["jiquan".to_owned()])
                .map(|(section, _, rest)| (section, rest));
            assert_eq!(found, *expected, "{text:?}");
        }
    }
}
