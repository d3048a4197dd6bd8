//! The devices of this machine.

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use rodio::cpal::traits::{DeviceTrait, HostTrait};
use rodio::cpal::{self, BufferSize, Host};
use rodio::{CpalError, CpalErrorKind, DeviceSinkBuilder, DeviceSinkError, MixerDeviceSink};

use super::line::{Devices, Stream};
use super::master::Master;
use super::timeline::Timeline;

/// A failing stream may report errors many thousand times a second; each report waits so long,
/// which keeps the core free until the stream is dropped.
const HOLD_BACK: Duration = Duration::from_millis(20);

/// Dropping a stream takes milliseconds; for one that the server has killed it may take for ever
/// (measured: PulseAudio, when the module of its only device was unloaded).
const DROPPING: Duration = Duration::from_millis(500);

/// The devices of the system.
#[derive(Debug)]
pub struct SystemDevices;

/// An open stream of one of them.
pub struct SystemStream {
    sink: Option<MixerDeviceSink>,
    name: String,
    rate: NonZero<u32>,
    counter: Arc<AtomicU64>,
    trouble: Arc<AtomicBool>,
    timelines: Sender<Timeline>,
}

impl Stream for SystemStream {
    fn rate(&self) -> NonZero<u32> {
        self.rate
    }

    fn device(&self) -> &str {
        &self.name
    }

    fn frames(&self) -> u64 {
        self.counter.load(Ordering::Relaxed)
    }

    fn troubled(&self) -> bool {
        self.trouble.load(Ordering::Relaxed)
    }

    fn calm(&self) {
        self.trouble.store(false, Ordering::Relaxed);
    }

    fn add(&self, timeline: Timeline) {
        // The receiving end lives as long as the stream that this holds.
        let _ = self.timelines.send(timeline);
    }
}

impl Drop for SystemStream {
    /// Drops the stream on a thread of its own, so that one that hangs cannot take the audio thread
    /// with it; that thread is then left behind, asleep.
    fn drop(&mut self) {
        let Some(sink) = self.sink.take() else {
            return;
        };
        let (sender, done) = channel();
        let thread = std::thread::Builder::new().name("audio-drop".to_owned());
        let spawned = thread.spawn(move || {
            drop(sink);
            let _ = sender.send(()); // nobody waits any more if it took too long
        });
        if spawned.is_ok() && done.recv_timeout(DROPPING).is_err() {
            log::warn!("A sound stream does not end; another one will be opened beside it.");
        }
    }
}

impl Devices for SystemDevices {
    type Stream = SystemStream;

    fn open(&mut self, wanted: Option<&str>) -> Result<SystemStream, String> {
        #[cfg(target_os = "linux")]
        let _silenced = alsa::Output::local_error_handler();
        let device = find(&host()?, wanted)?;
        let name = name_of(&device);
        if is_dummy(&device) {
            return Err(format!(
                "The sound server has no real device, only its stand-in “{name}”. \
                 Connect or switch on a loudspeaker or headphones."
            ));
        }
        let trouble = Arc::new(AtomicBool::new(false));
        let mut sink = open_sink(device, &trouble).map_err(|error| {
            let cause = std::error::Error::source(&error);
            let cause = cause.map_or_else(|| error.to_string(), ToString::to_string);
            let cause = cause.trim_end_matches('.');
            format!(
                "The sound device “{name}” cannot be opened: {cause}. \
                 Check that no other program holds it, or choose another in the settings."
            )
        })?;
        sink.log_on_drop(false);
        let rate = sink.config().sample_rate();
        let channels = sink.config().channel_count();
        let counter = Arc::new(AtomicU64::new(0));
        let (timelines, arrivals) = channel();
        let master = Master::new(rate, channels, arrivals, Arc::clone(&counter));
        sink.mixer().add(master.paced());
        Ok(SystemStream { sink: Some(sink), name, rate, counter, trouble, timelines })
    }
}

/// The names of the devices that can play, each once. This asks the system and may take a second.
#[must_use]
pub fn names() -> Vec<String> {
    #[cfg(target_os = "linux")]
    let _silenced = alsa::Output::local_error_handler();
    let Ok(host) = host() else {
        return Vec::new();
    };
    let mut names = Vec::new();
    if let Ok(devices) = host.output_devices() {
        for device in devices.filter(|device| !is_dummy(device)) {
            let name = name_of(&device);
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

fn find(host: &Host, wanted: Option<&str>) -> Result<cpal::Device, String> {
    let Some(wanted) = wanted else {
        return host.default_output_device().ok_or_else(|| {
            "No sound device was found. Connect or switch on a loudspeaker or headphones."
                .to_owned()
        });
    };
    let missing = || {
        format!(
            "The sound device “{wanted}” is not there. \
             Connect it, or choose another in the settings."
        )
    };
    let mut devices = host.output_devices().map_err(|_| missing())?;
    devices.find(|device| name_of(device) == wanted).ok_or_else(missing)
}

fn name_of(device: &cpal::Device) -> String {
    device
        .description()
        .map_or_else(|_| "unnamed device".to_owned(), |description| description.name().to_owned())
}

/// The stand-ins of PulseAudio and PipeWire (`auto_null`) and of ALSA (`null`), which swallow all
/// sound.
fn is_dummy(device: &cpal::Device) -> bool {
    device.id().is_ok_and(|id| matches!(id.id(), "auto_null" | "null"))
}

/// Opens with a buffer of about 50 ms, twice; where a device cannot, with its own.
fn open_sink(
    device: cpal::Device,
    trouble: &Arc<AtomicBool>,
) -> Result<MixerDeviceSink, DeviceSinkError> {
    let callback = || {
        let trouble = Arc::clone(trouble);
        move |error: CpalError| on_error(&error, &trouble)
    };
    let builder = DeviceSinkBuilder::from_device(device.clone())?;
    let first = builder.with_error_callback(callback()).open_stream();
    first.or_else(|error| {
        DeviceSinkBuilder::from_device(device)?
            .with_buffer_size(BufferSize::Default)
            .with_error_callback(callback())
            .open_stream()
            .map_err(|_| error)
    })
}

fn on_error(error: &CpalError, trouble: &AtomicBool) {
    use CpalErrorKind::{DeviceChanged, RealtimeDenied, Xrun};
    if matches!(error.kind(), Xrun | DeviceChanged | RealtimeDenied) {
        return;
    }
    if !trouble.swap(true, Ordering::Relaxed) {
        log::debug!("The sound stream reports: {error}");
    }
    std::thread::sleep(HOLD_BACK);
}

/// PulseAudio (or PipeWire's likeness of it) if it answers; else ALSA, but only where there is
/// something for it to open.
#[cfg(target_os = "linux")]
fn host() -> Result<Host, String> {
    if let Err(error) = super::cookie::provide() {
        log::warn!("The sound server may refuse us: its cookie could not be made ({error}).");
    }
    if let Ok(host) = cpal::host_from_id(cpal::HostId::PulseAudio) {
        return Ok(host);
    }
    if !alsa_has_something() {
        return Err("This machine shows neither a sound server nor a sound card. \
                    Start the sound server (PulseAudio or PipeWire) or connect a sound card."
            .to_owned());
    }
    cpal::host_from_id(cpal::HostId::Alsa).map_err(|error| {
        format!("ALSA does not answer: {error}. Check the sound settings of the system.")
    })
}

#[cfg(not(target_os = "linux"))]
#[allow(clippy::unnecessary_wraps)] // on Linux it can fail
fn host() -> Result<Host, String> {
    Ok(cpal::default_host())
}

/// A playing card, or a configuration that may lead to something else.
#[cfg(target_os = "linux")]
fn alsa_has_something() -> bool {
    use std::path::PathBuf;
    let variable = |name| std::env::var_os(name).map(PathBuf::from);
    let home = |file| variable("HOME").map(|home| home.join(file));
    let config = |file| variable("XDG_CONFIG_HOME").map(|folder| folder.join(file));
    let runtime = |file| variable("XDG_RUNTIME_DIR").map(|folder| folder.join(file));
    let card = || {
        std::fs::read_dir("/dev/snd").is_ok_and(|entries| {
            entries.flatten().any(|entry| {
                let name = entry.file_name();
                let name = name.to_string_lossy();
                name.starts_with("pcm") && name.ends_with('p')
            })
        })
    };
    let files = [
        variable("ALSA_CONFIG_PATH"),
        Some(PathBuf::from("/etc/asound.conf")),
        home(".asoundrc"),
        home(".config/alsa/asoundrc"),
        config("alsa/asoundrc"),
        runtime("pipewire-0"),
    ];
    card() || files.into_iter().flatten().any(|file| file.exists())
}
