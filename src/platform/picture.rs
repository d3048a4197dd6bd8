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
    write(&mut out, (width, height), png::ColorType::Rgba, pixels)?;
    out.flush()
}

/// The same as a PNG in memory, without the cover: for a picture that hides all that lies behind it.
///
/// # Errors
/// When the pixels are not as many as the size says.
pub fn opaque(width: u32, height: u32, pixels: &[u8]) -> io::Result<Vec<u8>> {
    let colors: Vec<u8> = pixels.chunks_exact(4).flat_map(|four| &four[..3]).copied().collect();
    let mut png = Vec::new();
    write(&mut png, (width, height), png::ColorType::Rgb, &colors)?;
    Ok(png)
}

fn write(
    out: &mut impl io::Write,
    (width, height): (u32, u32),
    colors: png::ColorType,
    pixels: &[u8],
) -> io::Result<()> {
    let mut encoder = png::Encoder::new(out, width, height);
    encoder.set_color(colors);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header()?.write_image_data(pixels)?;
    Ok(())
}
