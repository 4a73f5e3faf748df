//! A simple chart, drawn on the server. It says nothing that does not stand in the table beside it.

use crate::shell::escape;

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// What it stands for.
    pub label: String,
    /// Its height.
    pub value: i64,
    /// How much of that is marked.
    pub marked: i64,
}

/// Width of a column with the room around it.
const STEP: usize = 72;
/// Height of the highest column.
const HIGH: i64 = 140;
/// Where columns stand.
const FLOOR: i64 = 170;

/// Columns with their numbers above and their names below.
pub fn columns(title: &str, columns: &[Column]) -> String {
    let most = columns.iter().map(|c| c.value).max().unwrap_or(0).max(1);
    let height = |n: i64| n * HIGH / most;
    let drawn: String = columns
        .iter()
        .enumerate()
        .map(|(i, c)| {
            let (x, middle) = (i * STEP + 12, i * STEP + STEP / 2);
            let (all, marked) = (height(c.value), height(c.marked.min(c.value)));
            format!(
                "<rect x=\"{x}\" y=\"{}\" width=\"48\" height=\"{all}\" fill=\"currentColor\" opacity=\"0.3\"/>\
                 <rect x=\"{x}\" y=\"{}\" width=\"48\" height=\"{marked}\" fill=\"currentColor\"/>\
                 <text x=\"{middle}\" y=\"{}\" text-anchor=\"middle\" font-size=\"15\" fill=\"currentColor\">{}</text>\
                 <text x=\"{middle}\" y=\"{}\" text-anchor=\"middle\" font-size=\"15\" fill=\"currentColor\">{}</text>",
                FLOOR - all,
                FLOOR - marked,
                FLOOR - all - 6,
                c.value,
                FLOOR + 20,
                escape(&c.label)
            )
        })
        .collect();
    let width = columns.len().max(1) * STEP;
    format!(
        "<svg viewBox=\"0 0 {width} 200\" width=\"{width}\" height=\"200\" role=\"img\" aria-label=\"{}\" xmlns=\"http://www.w3.org/2000/svg\">\
         <path d=\"M0 {FLOOR}H{width}\" stroke=\"currentColor\"/>{drawn}</svg>",
        escape(title)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_column_is_as_high_as_the_chart() {
        let column = |label: &str, value, marked| Column { label: label.into(), value, marked };
        let svg = columns("A & B", &[column("K1", 10, 5), column("K2", 0, 0)]);
        assert!(svg.contains("aria-label=\"A &amp; B\"") && svg.contains("y=\"30\" width=\"48\" height=\"140\"") && svg.contains("height=\"70\""), "{svg}");
        assert!(columns("", &[]).contains("viewBox=\"0 0 72 200\""));
    }
}
