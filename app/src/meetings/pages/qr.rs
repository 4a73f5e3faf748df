//! A QR code, drawn on the server.

use qrcode::{Color, EcLevel, QrCode};

/// Modules of light around the code, which readers need.
const QUIET: usize = 4;

/// The code of a text as SVG: dark on light in every theme, as readers want it. Nothing for a text that is too long. `label` holds no markup.
pub fn svg(text: &str, label: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let side = width + 2 * QUIET;
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|c| **c == Color::Dark).count();
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET));
            }
            x += run.max(1);
        }
    }
    let label = crate::shell::escape(label);
    Some(format!(
        "<svg viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"{label}\" shape-rendering=\"crispEdges\"><rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_code_is_a_square_with_its_three_eyes() {
        let svg = super::svg("https://dialog.example.org/stad/moten/1-x/incheckning?q=ABC234", "Kod \"ABC234\"").unwrap();
        assert!(svg.starts_with("<svg viewBox=\"0 0 4") && svg.contains("&quot;ABC234&quot;"), "{svg}");
        // the upper edges of the eyes at the left and at the right
        assert!(svg.contains("M4 4h7v1h-7z") && svg.matches("h7v1h-7z").count() >= 6, "{svg}");
        assert!(super::svg(&"x".repeat(5000), "").is_none());
    }
}
