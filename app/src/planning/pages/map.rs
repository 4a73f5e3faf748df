//! The schematic map: each area a tile, where the agreement says it stands. No boundaries are drawn, since none are known.

use crate::agreements::types::Agreement;
use crate::i18n::{Locale, planning as t};
use crate::planning::service::AreaView;
use crate::planning::types::AreaState;
use crate::shell::escape;

/// Width of a tile.
const WIDTH: i64 = 160;
/// Height of a tile.
const HEIGHT: i64 = 96;
/// What lies between two tiles.
const GAP: i64 = 8;
/// Characters of a name that fit on a line of a tile.
const LINE: usize = 14;

/// A mark that tells the states apart without colour: a tick, a clock, an exclamation mark.
const fn mark(state: AreaState) -> (&'static str, &'static str) {
    match state {
        AreaState::Fine => ("fine", "M136 24l7 8 13-16"),
        AreaState::Planned => ("planned", "M146 13a11 11 0 1 0 .1 0M146 18v7l5 3"),
        AreaState::LeftOut => ("leftout", "M146 12v14M146 32v3"),
    }
}

/// A name that is too long for its line is drawn closer.
fn fitted(name: &str) -> String {
    if name.chars().count() > LINE { format!(" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"", WIDTH - 24) } else { String::new() }
}

/// The map. Each tile leads to its area's row of the table, which holds the same and more.
pub fn svg(l: Locale, agreement: &Agreement, areas: &[AreaView]) -> String {
    let columns = areas.iter().map(|a| a.tile.0).max().unwrap_or(1);
    let rows = areas.iter().map(|a| a.tile.1).max().unwrap_or(1);
    let tiles: String = areas
        .iter()
        .filter_map(|view| {
            let area = agreement.area_by_id(view.row.id)?;
            let (x, y) = ((view.tile.0 - 1) * (WIDTH + GAP), (view.tile.1 - 1) * (HEIGHT + GAP));
            let (class, path) = mark(view.state);
            let (name, state) = (area.name.get(l), t::tile_state(l, view.state));
            Some(format!(
                "<a class=\"tile {class}\" id=\"ruta-{slug}\" href=\"#omrade-{slug}\"><g transform=\"translate({x} {y})\"><rect x=\"2\" y=\"2\" width=\"{}\" height=\"{}\" rx=\"8\"/>\
                 <path d=\"{path}\"/><text class=\"name\" x=\"12\" y=\"58\"{}>{}</text><text x=\"12\" y=\"80\"{}>{}</text></g></a>",
                WIDTH - 4,
                HEIGHT - 4,
                fitted(name),
                escape(name),
                fitted(state),
                escape(state),
                slug = escape(&area.slug),
            ))
        })
        .collect();
    let (width, height) = (columns * (WIDTH + GAP) - GAP, rows * (HEIGHT + GAP) - GAP);
    format!(
        "<svg viewBox=\"0 0 {width} {height}\" role=\"group\" aria-label=\"{}\" xmlns=\"http://www.w3.org/2000/svg\">{tiles}</svg>",
        escape(t::areas_map(l))
    )
}
