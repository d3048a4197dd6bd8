//! Pictures in files.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

/// Writes pixels (red, green, blue and cover, row by row) as a PNG file; one that was there is replaced.
///
/// # Errors
/// When the file cannot be written, or the pixels are not as many as the size says.
pub fn save(file: &Path, width: u32, height: u32, pixels: &[u8]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header()?.write_image_data(pixels)?;
    out.flush()
}
