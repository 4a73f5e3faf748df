//! How much of what a brief tells one printed sheet holds. Pure.

/// Lines of a sheet of A4 in the small type that briefs are printed in, less the page's own foot and some to spare.
const LINES: usize = 52;
/// Characters of a line, cautiously.
const WIDE: usize = 100;
/// Lines of a heading with the space above it.
const HEADING: usize = 2;

/// Room on a sheet.
#[derive(Debug)]
pub(super) struct Sheet {
    left: usize,
}

impl Sheet {
    /// An empty one.
    pub(super) const fn new() -> Self {
        Self { left: LINES }
    }

    /// Takes room for what is told in any case: lines, and a text of so many characters.
    pub(super) const fn take(&mut self, lines: usize, text: usize) {
        self.left = self.left.saturating_sub(lines + text.div_ceil(WIDE));
    }

    /// How many of a list fit, by how long their texts are: the first of them, `least` in any case. There is a heading above them.
    pub(super) fn fit(&mut self, texts: impl IntoIterator<Item = usize>, least: usize) -> usize {
        let mut fitting = 0;
        for text in texts {
            let heading = if fitting == 0 { HEADING } else { 0 };
            if fitting >= least && heading + 1 + text.div_ceil(WIDE) > self.left {
                break;
            }
            self.take(heading + 1, text);
            fitting += 1;
        }
        fitting
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_holds_what_it_can() {
        let mut sheet = Sheet::new();
        sheet.take(6, 2 * WIDE + 1);
        assert_eq!(sheet.left, LINES - 9);
        assert_eq!(sheet.fit([], 2), 0);
        assert_eq!((sheet.fit([WIDE; 50], 2), sheet.left), ((LINES - 9 - HEADING) / 2, (LINES - 9 - HEADING) % 2));
        assert_eq!(sheet.fit([WIDE; 50], 0), 0, "it is full");
        assert_eq!(sheet.fit([WIDE; 50], 2), 2, "but for what is told in any case");
        assert_eq!(sheet.fit([WIDE], 2), 1);
    }
}
