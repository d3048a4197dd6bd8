//! How each engine is called: its program, what it is given, and how its voices are listed.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::Voice;
use super::child::Folder;

/// The engines that are known, the first choice first.
///
/// What came with the system comes first: its voices are made for long listening. piper next: the most human one
/// of the others, and there only because a person put a voice for it. Then by how well consonants are heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The speech of macOS.
    Say,
    /// The speech of Windows, reached through PowerShell.
    Windows,
    /// piper, with a voice that was found.
    Piper,
    /// eSpeak NG.
    EspeakNg,
    /// Festival, through its program text2wave.
    Festival,
    /// SVOX Pico.
    Pico,
    /// flite.
    Flite,
    /// eSpeak, before NG.
    Espeak,
}

/// How a program is called.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Call {
    /// What is put after its name.
    pub arguments: Vec<OsString>,
    /// Variables for it alone.
    pub variables: Vec<(&'static str, OsString)>,
}

/// The voices of flite that are worth listening to, with the stretch that brings each to 150 words a minute
/// (measured). `kal` is left out because it holds nothing above 2 kHz, `awb_time` because it knows only the time.
const FLITE: &[(&str, &str)] =
    &[("rms", "1.15"), ("slt", "1.22"), ("awb", "1.22"), ("kal16", "1.35")];

/// Reads the text, speaks it into a file and ends. The voice and the file come as variables, so that nothing of
/// them is part of the program.
const WINDOWS_SPEAK: &str = "$ErrorActionPreference = 'Stop'; \
    Add-Type -AssemblyName System.Speech; \
    $speech = New-Object System.Speech.Synthesis.SpeechSynthesizer; \
    if ($env:WELLSPRING_VOICE) { $speech.SelectVoice($env:WELLSPRING_VOICE) } \
    else { $speech.SelectVoiceByHints('NotSet', 'NotSet', 0, [Globalization.CultureInfo]'en-US') }; \
    $speech.Rate = -2; \
    $form = New-Object System.Speech.AudioFormat.SpeechAudioFormatInfo(22050, 'Sixteen', 'Mono'); \
    $speech.SetOutputToWaveFile($env:WELLSPRING_SPEECH, $form); \
    $speech.Speak([IO.File]::ReadAllText($env:WELLSPRING_TEXT)); \
    $speech.Dispose()";

const WINDOWS_VOICES: &str = "$ErrorActionPreference = 'Stop'; \
    [Console]::OutputEncoding = [Text.Encoding]::UTF8; \
    Add-Type -AssemblyName System.Speech; \
    (New-Object System.Speech.Synthesis.SpeechSynthesizer).GetInstalledVoices() | \
    Where-Object Enabled | ForEach-Object { $_.VoiceInfo.Culture.Name + '|' + $_.VoiceInfo.Name }";

impl Kind {
    /// All of them, the first choice first.
    pub const ALL: [Self; 8] = [
        Self::Say,
        Self::Windows,
        Self::Piper,
        Self::EspeakNg,
        Self::Festival,
        Self::Pico,
        Self::Flite,
        Self::Espeak,
    ];

    /// What it is called in a file of settings.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Say => "say",
            Self::Windows => "windows",
            Self::Piper => "piper",
            Self::EspeakNg => "espeak-ng",
            Self::Festival => "festival",
            Self::Pico => "pico",
            Self::Flite => "flite",
            Self::Espeak => "espeak",
        }
    }

    /// What it is called on the screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Say => "macOS speech",
            Self::Windows => "Windows speech",
            Self::Piper => "piper",
            Self::EspeakNg => "eSpeak NG",
            Self::Festival => "Festival",
            Self::Pico => "SVOX Pico",
            Self::Flite => "flite",
            Self::Espeak => "eSpeak",
        }
    }

    /// The names that its program may have, the best first. None for Windows, whose program has a fixed place.
    pub const fn programs(self) -> &'static [&'static str] {
        match self {
            Self::Say if cfg!(target_os = "macos") => &["say"],
            Self::Say | Self::Windows => &[],
            Self::Piper => &["piper-tts", "piper"],
            Self::EspeakNg => &["espeak-ng"],
            Self::Festival => &["text2wave"],
            Self::Pico => &["pico2wave"],
            Self::Flite => &["flite"],
            Self::Espeak => &["espeak"],
        }
    }

    /// Whether a voice may have that name: where it becomes part of an expression or of a path, letters, digits and
    /// `_` alone; never something that looks like an option.
    pub fn takes_voice(self, voice: &str) -> bool {
        let only = |more: &str| {
            voice.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c))
                && voice.starts_with(|first: char| first.is_ascii_alphanumeric())
        };
        match self {
            Self::Festival | Self::Flite => only("_"),
            Self::EspeakNg | Self::Espeak | Self::Pico => only("_-+"),
            Self::Piper => only("_-+."),
            Self::Say | Self::Windows => {
                voice.starts_with(char::is_alphanumeric) && !voice.contains(char::is_control)
            }
        }
    }

    /// How it speaks the text that lies in the folder. `model` is the file of piper's voice, `text` the same text
    /// for the one engine that can take it in no other way.
    pub fn speak(
        self,
        voice: Option<&str>,
        model: Option<&Path>,
        folder: &Folder,
        text: &str,
    ) -> Call {
        let mut call = Call::default();
        let (input, output) = (folder.text(), folder.speech());
        match self {
            Self::EspeakNg | Self::Espeak => {
                call.add(["-b", "1", "-s", "132", "-v", voice.unwrap_or("en"), "--stdin", "-w"]);
                call.path(output);
            }
            Self::Festival => {
                call.add(["-eval", &festival(voice), "-o"]);
                call.path(output);
                call.path(input);
            }
            Self::Flite => {
                let voice = voice.unwrap_or(FLITE[0].0);
                let known = FLITE.iter().find(|(name, _)| *name == voice);
                let stretch = known.map_or("1.2", |(_, stretch)| stretch);
                let stretch = format!("duration_stretch={stretch}");
                call.add(["-voice", voice, "--setf", &stretch, "-f"]);
                call.path(input);
                call.add(["-o"]);
                call.path(output);
            }
            Self::Pico => {
                // It takes its text from nowhere else. It begins with a bracket, so it is never an option.
                let said = format!("<speed level=\"88\">{text}</speed>");
                call.add(["-l", voice.unwrap_or("en-GB"), "-w"]);
                call.path(output);
                call.add([&said]);
            }
            Self::Piper => {
                call.add(["--model"]);
                call.path(model.map(Path::to_owned).unwrap_or_default());
                call.add(["--length_scale", "1.1", "--sentence_silence", "0.3", "--output_file"]);
                call.path(output);
            }
            Self::Say => {
                if let Some(voice) = voice {
                    call.add(["-v", voice]);
                }
                call.add(["-r", "150", "--file-format=WAVE", "--data-format=LEI16@22050"]);
                call.add(["-f"]);
                call.path(input);
                call.add(["-o"]);
                call.path(output);
            }
            Self::Windows => {
                call.add(["-NoProfile", "-NonInteractive", "-Command", WINDOWS_SPEAK]);
                call.variables.push(("WELLSPRING_VOICE", voice.unwrap_or_default().into()));
                call.variables.push(("WELLSPRING_SPEECH", output.into()));
                call.variables.push(("WELLSPRING_TEXT", input.into()));
            }
        }
        call
    }

    /// How it lists its voices on standard output; nothing where they are known without asking.
    pub fn list(self) -> Option<Call> {
        let mut call = Call::default();
        match self {
            Self::EspeakNg | Self::Espeak => call.add(["--voices=en"]),
            // text2wave is Festival with a script: given another expression it lists instead, and ends.
            Self::Festival => call.add(["-eval", "(begin (print (voice.list)) (exit 0))"]),
            Self::Flite => call.add(["-lv"]),
            Self::Say => call.add(["-v", "?"]),
            Self::Windows => {
                call.add(["-NoProfile", "-NonInteractive", "-Command", WINDOWS_VOICES]);
            }
            Self::Pico | Self::Piper => return None,
        }
        Some(call)
    }

    /// The English voices in what it listed, its own first choice first.
    pub fn read_list(self, listed: &str) -> Vec<Voice> {
        let mut voices: Vec<Voice> = match self {
            Self::EspeakNg | Self::Espeak => listed.lines().filter_map(espeak_voice).collect(),
            Self::Festival => {
                let names = listed.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
                let names = names.filter(|name| name.contains('_') && is_english_festival(name));
                names.map(|name| Voice::new(name, &name.replace('_', " "))).collect()
            }
            Self::Flite => {
                let list = listed.split_once(':').map_or("", |(_, names)| names);
                let here: Vec<&str> = list.split_whitespace().collect();
                let known = FLITE.iter().filter(|(name, _)| here.contains(name));
                known.map(|(name, _)| Voice::new(name, name)).collect()
            }
            Self::Say => listed.lines().filter_map(say_voice).collect(),
            Self::Windows => listed
                .lines()
                .filter_map(|line| line.trim().split_once('|'))
                .filter(|(culture, _)| culture.starts_with("en"))
                .map(|(culture, name)| Voice::new(name, &format!("{name} ({culture})")))
                .collect(),
            Self::Pico => ["en-GB", "en-US"].map(|name| Voice::new(name, name)).into(),
            Self::Piper => Vec::new(),
        };
        voices.retain(|voice| self.takes_voice(&voice.name));
        if self == Self::Festival {
            // The voice of the most even sound goes first.
            voices.sort_by_key(|voice| !voice.name.ends_with("_hts"));
        }
        voices
    }
}

impl Call {
    fn add<const N: usize>(&mut self, arguments: [&str; N]) {
        self.arguments.extend(arguments.map(OsString::from));
    }

    fn path(&mut self, path: PathBuf) {
        self.arguments.push(path.into());
    }
}

/// The expression that chooses a voice and its pace. Voices made with HTS take their pace from the engine under
/// them and take no notice of Festival's own measure; where none is named, the most even one that is there is taken.
fn festival(voice: Option<&str>) -> String {
    let choose = match voice {
        Some(voice) => format!("(voice_{voice})"),
        None => "(if (member 'cmu_us_slt_arctic_hts (voice.list)) (voice_cmu_us_slt_arctic_hts))"
            .to_owned(),
    };
    format!(
        "(begin {choose} (Parameter.set 'Duration_Stretch 1.2) \
         (if (boundp 'hts_engine_params) \
         (set! hts_engine_params (cons '(\"-r\" 0.8) hts_engine_params))))"
    )
}

/// Festival names its voices after language or corpus; other languages than English carry theirs in the name.
fn is_english_festival(name: &str) -> bool {
    let english =
        ["kal_", "ked_", "rab_", "don_", "en1_", "us1_", "us2_", "us3_", "cmu_us_", "en_"];
    english.iter().any(|start| name.starts_with(start)) || name.contains("_us_")
}

/// ` 5  en-gb  --/M  English_(Great_Britain) gmw/en  (en 2)`. Those of MBROLA are listed whether their data is
/// there or not, and are left out.
fn espeak_voice(line: &str) -> Option<Voice> {
    let mut columns = line.split_whitespace().skip(1);
    let (language, _, name, file) =
        (columns.next()?, columns.next()?, columns.next()?, columns.next()?);
    let is_own = language.starts_with("en") && !file.starts_with("mb/");
    is_own.then(|| Voice::new(language, &name.replace('_', " ")))
}

/// `Daniel (Enhanced)   en_GB    # Hello! My name is Daniel.`
fn say_voice(line: &str) -> Option<Voice> {
    let (voice, _) = line.split_once('#')?;
    let (name, language) = voice.trim().rsplit_once(char::is_whitespace)?;
    let name = name.trim();
    language.starts_with("en").then(|| Voice::new(name, &format!("{name} ({language})")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_engines_list_becomes_their_english_voices() {
        let check = |kind: Kind, listed: &str, expected: &[(&str, &str)]| {
            let voices = kind.read_list(listed);
            let read: Vec<_> =
                voices.iter().map(|voice| (voice.name.as_str(), voice.title.as_str())).collect();
            assert_eq!(read, expected, "{kind:?}");
        };
        check(
            Kind::EspeakNg,
            "Pty Language       Age/Gender VoiceName          File                 Other Languages\n \
             2  en-gb           --/M      English_(Great_Britain) gmw/en               (en 2)\n \
             3  en-uk           --/M      english-mb-en1     mb/mb-en1            (en-gb 3)(en 2)\n \
             5  variant         --/M      Storm              !v/Storm             (en-us 5)\n",
            &[("en-gb", "English (Great Britain)")],
        );
        check(
            Kind::Festival,
            "(kal_diphone cmu_us_slt_arctic_hts el_diphone czech_ph)",
            &[("cmu_us_slt_arctic_hts", "cmu us slt arctic hts"), ("kal_diphone", "kal diphone")],
        );
        check(
            Kind::Flite,
            "Voices available: kal awb_time kal16 awb rms slt \n",
            &[("rms", "rms"), ("slt", "slt"), ("awb", "awb"), ("kal16", "kal16")],
        );
        check(
            Kind::Say,
            "Alice               it_IT    # Ciao!\nDaniel (Enhanced)   en_GB    # Hello! #1\n-v evil en_US # x\n",
            &[("Daniel (Enhanced)", "Daniel (Enhanced) (en_GB)")],
        );
        check(
            Kind::Windows,
            "de-DE|Microsoft Hedda Desktop\r\nen-US|Microsoft Zira Desktop\r\n",
            &[("Microsoft Zira Desktop", "Microsoft Zira Desktop (en-US)")],
        );
        check(Kind::Pico, "", &[("en-GB", "en-GB"), ("en-US", "en-US")]);
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Pico) {
            check(kind, "no such option\n", &[]);
        }
    }

    #[test]
    fn no_voice_is_an_option_a_path_or_an_expression() {
        for kind in Kind::ALL {
            for voice in ["", "-v", "--help", " x", "a\nb", "(system)", "\u{1b}x"] {
                assert!(!kind.takes_voice(voice), "{kind:?}: {voice:?}");
            }
        }
        for voice in ["../x", "/tmp/x.flitevox", "http://x/y", "a) (exit", "a.b", "a b"] {
            assert!(!Kind::Flite.takes_voice(voice) && !Kind::Festival.takes_voice(voice));
        }
        assert!(Kind::EspeakNg.takes_voice("en-us+f3"));
        assert!(Kind::Say.takes_voice("Eddy (English (UK))"));
        assert!(Kind::Piper.takes_voice("en_US-hfc_female-medium"));
    }

    #[test]
    fn the_text_is_in_no_argument_but_that_of_pico_where_it_is_no_option() {
        let folder = Folder::new(&std::env::temp_dir()).unwrap();
        for kind in Kind::ALL {
            let call = kind.speak(None, Some(Path::new("/m.onnx")), &folder, "--help me");
            let with: Vec<_> = call
                .arguments
                .iter()
                .filter(|argument| argument.to_string_lossy().contains("--help me"))
                .collect();
            assert_eq!(with.len(), usize::from(kind == Kind::Pico), "{kind:?}");
            assert!(with.iter().all(|said| said.to_string_lossy().starts_with('<')));
        }
    }

    #[test]
    fn ids_and_names_are_each_used_once() {
        for part in [Kind::id, Kind::name] {
            let mut all = Kind::ALL.map(part);
            all.sort_unstable();
            assert!(all.windows(2).all(|pair| pair[0] != pair[1]));
        }
    }
}
