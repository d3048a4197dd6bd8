//! Lists the files of points and routines, and packs the voices, so that each is embedded by being there.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "tools/voice/pack.rs"]
mod voices;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=tools/voice/pack.rs");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for (name, list) in [("points", "POINT_FILES"), ("routines", "ROUTINE_FILES")] {
        let folder = root.join("sessions").join(name);
        println!("cargo::rerun-if-changed={}", folder.display());
        fs::write(out.join(format!("{name}.rs")), list_of(&folder, name, list)?)?;
    }
    let spoken = root.join("sounds/voice");
    println!("cargo::rerun-if-changed={}", spoken.display());
    voices::pack(&spoken, &out)
}

/// The Rust source of a list of all JSON files in a folder but for the schema: name and text of each.
fn list_of(folder: &Path, name: &str, list: &str) -> io::Result<String> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|item| Ok(item?.path())).collect::<io::Result<_>>()?;
    files.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".json") && !name.ends_with(".schema.json") && !name.starts_with('.')
    });
    files.sort();
    let mut source = format!(
        "/// The files under `sessions/{name}/`: the name of each, and its text.\npub const {list}: [(&str, &str); {}] = [\n",
        files.len()
    );
    for path in &files {
        println!("cargo::rerun-if-changed={}", path.display());
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let text = path.display().to_string();
        // Writing to a string does not fail.
        let _ = writeln!(source, "    ({stem:?}, include_str!({text:?})),");
    }
    source += "];\n";
    Ok(source)
}
