//! The hidden command `dialogforum picture`: draws an attached picture anew, in a process of its own that may run out of memory, crash or be
//! killed. What it writes is made of pixels alone: no place or time from a camera, nothing before, between or after.

use app::attachments::files::{BROKEN, Drawn, TOO_MANY_PIXELS};
use app::attachments::types::AttachmentKind;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageError, ImageFormat, ImageReader, ImageResult, Limits};
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::Path;
use std::process::ExitCode;

/// Most pixels of a picture that somebody sends.
const MOST_PIXELS: u64 = 40_000_000;
/// Longest edge of one.
const LONGEST_EDGE: u32 = 20_000;
/// Memory that a decoded picture may take: the most pixels, of four channels and 16 bits each.
const MEMORY: u64 = 8 * MOST_PIXELS;
/// Memory that the process may take (Linux): what a decoder takes beside the picture is in no limit of its own. A gigabyte of it is set aside by
/// the allocator at the start, whether it is used or not.
#[cfg(target_os = "linux")]
const CEILING: u64 = 2 * 1024 * 1024 * 1024;
/// Longest edge of what is drawn.
const EDGE: u32 = 1600;
/// Longest edge of the smaller picture.
const PREVIEW_EDGE: u32 = 480;
/// Quality of JPEG, and of a smaller one: it comes with a page over a weak network.
const QUALITY: u8 = 80;
const PREVIEW_QUALITY: u8 = 65;

/// Why nothing was drawn.
#[derive(Debug)]
enum Trouble {
    Broken(String),
    TooManyPixels,
    /// Nobody's picture's fault.
    Output(String),
}

impl From<ImageError> for Trouble {
    fn from(e: ImageError) -> Self {
        match e {
            ImageError::Limits(_) => Self::TooManyPixels,
            e => Self::Broken(e.to_string()),
        }
    }
}

/// Runs the command: what was drawn is said on the output, as JSON.
pub fn run(from: &Path, to: &Path, preview: &Path) -> ExitCode {
    #[cfg(target_os = "linux")]
    if let Err(e) = limit_memory() {
        eprintln!("no ceiling for memory: {e}");
        return ExitCode::FAILURE;
    }
    let drawn = draw(from, to, preview).and_then(|drawn| serde_json::to_string(&drawn).map_err(|e| Trouble::Output(e.to_string())));
    match drawn {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(Trouble::TooManyPixels) => ExitCode::from(TOO_MANY_PIXELS),
        Err(Trouble::Broken(why)) => {
            eprintln!("{why}");
            ExitCode::from(BROKEN)
        }
        Err(Trouble::Output(why)) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// Sets a ceiling to what this process may take, before anything of a picture is read; a lower one that holds already stays. A picture that asks
/// for more ends the process, and nothing else.
#[cfg(target_os = "linux")]
fn limit_memory() -> std::io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let most = getrlimit(Resource::As).maximum.map_or(CEILING, |known| known.min(CEILING));
    Ok(setrlimit(Resource::As, Rlimit { current: Some(most), maximum: Some(most) })?)
}

fn draw(from: &Path, to: &Path, preview: &Path) -> Result<Drawn, Trouble> {
    let (picture, format) = read(from)?;
    let flat = !has_transparency(&picture);
    let small = picture.thumbnail(PREVIEW_EDGE.min(picture.width()), PREVIEW_EDGE.min(picture.height()));
    let (kind, bytes) = encoded(&picture, flat, format)?;
    let small_bytes = encode(&small, kind, PREVIEW_QUALITY)?;
    for (path, bytes) in [(to, bytes), (preview, small_bytes)] {
        write(path, &bytes).map_err(|e| Trouble::Output(format!("{}: {e}", path.display())))?;
    }
    let size = |p: &DynamicImage| (i64::from(p.width()), i64::from(p.height()));
    Ok(Drawn { kind, size: size(&picture), preview_size: size(&small) })
}

/// The picture, no larger than it is shown, the right way up.
fn read(from: &Path) -> Result<(DynamicImage, ImageFormat), Trouble> {
    let broken = |e: std::io::Error| Trouble::Broken(e.to_string());
    let mut reader = ImageReader::new(BufReader::new(File::open(from).map_err(broken)?)).with_guessed_format().map_err(broken)?;
    let format = reader.format().filter(|f| matches!(f, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP));
    let format = format.ok_or_else(|| Trouble::Broken("no picture of these types".into()))?;
    if format == ImageFormat::Jpeg && !is_whole_jpeg(&std::fs::read(from).map_err(broken)?) {
        return Err(Trouble::Broken("the picture has no end".into()));
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_EDGE);
    limits.max_image_height = Some(LONGEST_EDGE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    // said by the header, before anything is decoded: a picture of few bytes may be one of many pixels
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MEMORY {
        return Err(Trouble::TooManyPixels);
    }
    // a broken EXIF block breaks no picture
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder)?;
    if picture.width().max(picture.height()) > EDGE {
        picture = picture.thumbnail(EDGE, EDGE);
    }
    picture.apply_orientation(orientation);
    Ok((picture, format))
}

/// A JPEG says that it ends. The decoder fills up half of one with grey; whatever comes after its end is left behind.
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    // after the mark of the beginning
    let mut at = 2;
    while let Some(rest) = bytes.get(at..) {
        match rest {
            [0xff, 0xd9, ..] => return true,
            // fill bytes, marks without a length, and what stands within scanned data
            [0xff, 0xff, ..] => at += 1,
            [0xff, 0x00 | 0x01 | 0xd0..=0xd8, ..] => at += 2,
            // a segment, which may hold anything, even a whole small picture
            [0xff, _, high, low, ..] => at += 2 + usize::from(u16::from_be_bytes([*high, *low])).max(2),
            [0xff, ..] | [] => return false,
            // scanned data
            [_, ..] => at += rest.iter().position(|b| *b == 0xff).unwrap_or(rest.len()),
        }
    }
    false
}

fn has_transparency(picture: &DynamicImage) -> bool {
    picture.color().has_alpha() && picture.to_rgba8().pixels().any(|p| p.0[3] != u8::MAX)
}

/// What can be seen through stays PNG. So does a drawing that came as one, where that is smaller: its edges stay sharp.
fn encoded(picture: &DynamicImage, flat: bool, format: ImageFormat) -> Result<(AttachmentKind, Vec<u8>), Trouble> {
    if !flat {
        return Ok((AttachmentKind::Png, encode(picture, AttachmentKind::Png, QUALITY)?));
    }
    let jpeg = encode(picture, AttachmentKind::Jpeg, QUALITY)?;
    if format != ImageFormat::Jpeg {
        // without the channel that says nothing
        let png = encode(&DynamicImage::ImageRgb8(picture.to_rgb8()), AttachmentKind::Png, QUALITY)?;
        if png.len() <= jpeg.len() {
            return Ok((AttachmentKind::Png, png));
        }
    }
    Ok((AttachmentKind::Jpeg, jpeg))
}

fn encode(picture: &DynamicImage, kind: AttachmentKind, quality: u8) -> ImageResult<Vec<u8>> {
    let mut out = Vec::new();
    if kind == AttachmentKind::Jpeg {
        JpegEncoder::new_with_quality(&mut out, quality).encode_image(&DynamicImage::ImageRgb8(picture.to_rgb8()))?;
    } else {
        let picture = if picture.color().has_alpha() { DynamicImage::ImageRgba8(picture.to_rgba8()) } else { DynamicImage::ImageRgb8(picture.to_rgb8()) };
        let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Default, FilterType::Adaptive);
        encoder.write_image(picture.as_bytes(), picture.width(), picture.height(), picture.color().into())?;
    }
    Ok(out)
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = File::options().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage, Rgba, RgbaImage};
    use std::path::PathBuf;

    /// Three paths that go when the test ends.
    struct Paths([PathBuf; 3]);

    impl Paths {
        fn new(name: &str, sent: &[u8]) -> Self {
            let paths = ["in", "out", "small"].map(|p| std::env::temp_dir().join(format!("dialogforum-picture-{}-{name}-{p}", std::process::id())));
            std::fs::write(&paths[0], sent).unwrap();
            Self(paths)
        }
        fn draw(&self) -> Result<Drawn, Trouble> {
            draw(&self.0[0], &self.0[1], &self.0[2])
        }
        fn out(&self) -> Vec<u8> {
            std::fs::read(&self.0[1]).unwrap()
        }
    }

    impl Drop for Paths {
        fn drop(&mut self) {
            for path in &self.0 {
                let _ = std::fs::remove_file(path);
            }
        }
    }

    fn png(picture: DynamicImage) -> Vec<u8> {
        let mut out = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut out, ImageFormat::Png).unwrap();
        out.into_inner()
    }
    fn noise(width: u32, height: u32) -> DynamicImage {
        DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
            let n = (y * width + x + 1).wrapping_mul(0x9e37_79b1);
            let n = (n ^ (n >> 16)).wrapping_mul(0x85eb_ca6b);
            let n = (n ^ (n >> 13)).wrapping_mul(0xc2b2_ae35);
            Rgb([(n >> 8) as u8, (n >> 16) as u8, (n >> 24) as u8])
        }))
    }

    #[test]
    fn what_is_large_is_made_smaller() {
        let paths = Paths::new("large", &png(noise(2400, 1200)));
        let drawn = paths.draw().unwrap();
        assert_eq!((drawn.kind, drawn.size, drawn.preview_size), (AttachmentKind::Jpeg, (1600, 800), (480, 240)));
        assert!(paths.out().starts_with(&[0xff, 0xd8, 0xff]));
    }
    #[test]
    fn what_is_small_stays_as_large() {
        let paths = Paths::new("small", &png(noise(30, 20)));
        let drawn = paths.draw().unwrap();
        assert_eq!((drawn.size, drawn.preview_size), ((30, 20), (30, 20)));
    }
    #[test]
    fn what_can_be_seen_through_stays_so() {
        let paths = Paths::new("through", &png(DynamicImage::ImageRgba8(RgbaImage::from_fn(60, 40, |x, _| Rgba([9, 9, 9, (x * 4) as u8])))));
        assert_eq!(paths.draw().unwrap().kind, AttachmentKind::Png);
        assert!(image::load_from_memory(&paths.out()).unwrap().color().has_alpha());
    }
    #[test]
    fn a_drawing_stays_sharp() {
        let flat = RgbaImage::from_fn(600, 400, |x, y| if (x / 100 + y / 100) % 2 == 0 { Rgba([255, 255, 255, 255]) } else { Rgba([20, 60, 120, 255]) });
        let paths = Paths::new("drawing", &png(DynamicImage::ImageRgba8(flat)));
        assert_eq!(paths.draw().unwrap().kind, AttachmentKind::Png);
        assert!(!image::load_from_memory(&paths.out()).unwrap().color().has_alpha());
    }
    #[test]
    fn what_stands_behind_a_picture_is_left_behind() {
        let mut sent = png(noise(40, 40));
        sent.extend_from_slice(b"PK\x03\x04<script>alert(1)</script>");
        let paths = Paths::new("behind", &sent);
        paths.draw().unwrap();
        assert!(!paths.out().windows(8).any(|w| w == b"<script>"));
    }
    #[test]
    fn what_is_no_picture_is_told() {
        for (name, sent) in
            [("empty", &b""[..]), ("html", &b"<!DOCTYPE html>"[..]), ("half", &png(noise(80, 80))[..900]), ("gif", &b"GIF89a\x01\x00\x01\x00"[..])]
        {
            assert!(matches!(Paths::new(name, sent).draw(), Err(Trouble::Broken(_))), "{name}");
        }
    }
    #[test]
    fn half_a_jpeg_is_no_picture() {
        let mut whole = encode(&noise(200, 150), AttachmentKind::Jpeg, QUALITY).unwrap();
        let cut = &whole[..whole.len() * 7 / 10];
        assert!(matches!(Paths::new("cut", cut).draw(), Err(Trouble::Broken(_))));
        // a small whole picture within what a camera notes is not its end
        let thumbnail = encode(&noise(16, 12), AttachmentKind::Jpeg, QUALITY).unwrap();
        let length = u16::try_from(thumbnail.len() + 2).unwrap().to_be_bytes();
        let noted = [&whole[..2], &[0xff, 0xe1][..], &length, &thumbnail, &whole[2..]].concat();
        assert!(Paths::new("noted", &noted).draw().is_ok());
        assert!(matches!(Paths::new("noted-cut", &noted[..noted.len() * 7 / 10]).draw(), Err(Trouble::Broken(_))));
        whole.extend_from_slice(b"what a telephone puts behind it");
        assert!(Paths::new("trailer", &whole).draw().is_ok());
    }
    /// Many channels of many bits are not many pixels.
    #[test]
    fn deep_pictures_may_have_as_many_pixels() {
        assert_eq!(MEMORY, MOST_PIXELS * 4 * 2);
        let deep = image::ImageBuffer::<Rgba<u16>, _>::from_fn(30, 20, |x, y| Rgba([x as u16 * 2000, y as u16 * 3000, 9, u16::MAX]));
        assert_eq!(Paths::new("deep", &png(DynamicImage::ImageRgba16(deep))).draw().unwrap().size, (30, 20));
    }
    /// A PNG whose header promises more than there is: 12,000 pixels each way, in a hundred bytes.
    #[test]
    fn a_bomb_is_told_by_its_header() {
        let mut sent = png(noise(8, 8));
        sent[16..20].copy_from_slice(&12_000u32.to_be_bytes());
        sent[20..24].copy_from_slice(&12_000u32.to_be_bytes());
        let crc = crc(&sent[12..29]);
        sent[29..33].copy_from_slice(&crc.to_be_bytes());
        assert!(matches!(Paths::new("bomb", &sent).draw(), Err(Trouble::TooManyPixels)));
    }

    /// CRC-32 as PNG has it.
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { (c >> 1) ^ 0xedb8_8320 } else { c >> 1 }))
    }
}
