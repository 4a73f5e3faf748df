use super::*;
use std::time::{Duration, Instant};

fn read(text: &str) -> Readability {
    lix(text, "sv").unwrap_or_else(|| panic!("too short: {text}"))
}

/// Words and sentences of a Swedish text, however short.
fn counted(text: &str) -> (usize, usize) {
    let mut count = Count { swedish: true, ..Count::default() };
    blocks(text, &mut count);
    count.end_sentence();
    (count.words, count.sentences)
}

const EASY: &str = "Vi går ut när det är mörkt. Det finns ingen lampa på vår gata. Min mor är gammal och kan inte se var hon går. Vi vill ha ljus. \
                    Kan någon hjälpa oss?";

const HARD: &str = "Förvaltningens tillgänglighetsinventering genomfördes med beaktande av gällande upphandlingsbestämmelser, varvid samtliga \
                    föreningslokaler besiktigades avseende framkomlighet, hörslingeutrustning och utrymningsmöjligheter i enlighet med \
                    kommunfullmäktiges funktionshinderspolitiska program.";

#[test]
fn the_measure_is_bjornssons() {
    // 10 words, then 10 words; four of the twenty are longer than six letters: 20/2 + 100·4/20
    let text = "Staden bygger en trappa och ett räcke vid vår skola. Ungdomar samlas framför biblioteket på kvällen för att få prata.";
    assert_eq!(counted(text), (20, 2));
    assert_eq!(read(text).lix, 10 + 20);
    assert_eq!(read(EASY).level, Level::VeryEasy);
    let hard = read(HARD);
    assert_eq!(hard.level, Level::VeryHard, "{hard:?}");
}

#[test]
fn bands() {
    let bands = [0, 29, 30, 39, 40, 49, 50, 60, 61, 4000].map(Level::of);
    use Level::*;
    assert_eq!(bands, [VeryEasy, VeryEasy, Easy, Easy, Medium, Medium, Hard, Hard, VeryHard, VeryHard]);
}

#[test]
fn little_text_says_nothing() {
    let nineteen = "ett ".repeat(19);
    for text in ["", "   \n\n ", "... !!! ???", "- \n- \n#", "🎉🎉 🎉", "Vi vill ha bussar.", &nineteen, &"a".repeat(1_000_000)] {
        assert_eq!(lix(text, "sv"), None, "{}", &text.chars().take(30).collect::<String>());
    }
    assert!(lix(&"ett ".repeat(20), "sv").is_some());
}

#[test]
fn sentences_end_where_they_do() {
    for (sentences, text) in [
        (1, "Vi möts t.ex. på torget, bl.a. för att prata."),
        (1, "Vi möts t. ex. i Hjällbo."),
        (1, "Mötet börjar kl. 18.00 den 3.5.2026 i sal B."),
        (2, "Mötet börjar kl. 18.00. Alla är välkomna."),
        (1, "Det kostar 3.50 kr. per biljett."),
        (2, "Det kostar 350 kr. Vi har inte råd."),
        (1, "Vi behöver bord, stolar m.m. i lokalen."),
        (2, "Vi behöver bord, stolar m.m. Det finns inte."),
        (1, "Det är dyrt, d.v.s. Göteborg måste betala."),
        (1, "Enligt dr. Berg och J. Andersson går det bra."),
        (1, "”Varför då?” frågade hon."),
        (2, "”Varför då?” Ingen svarade."),
        (1, "Vi väntar ... och väntar."),
        (2, "Vi väntar… Ingen kommer."),
        (3, "Varför?! Ingen vet! 🎉 Ingen vågar fråga"),
        (2, "Vi har frågat (flera gånger). Ingen svarar."),
        (2, "vi vill ha bussar. de går aldrig"),
        (2, "Läs mer på https://example.org/a.b. Sedan pratar vi."),
        (1, "Skriv till kansli@example.org när du vill."),
        (2, "Se https://example.org . Sedan pratar vi."),
        (1, "Ring\noss i dag."),
        (2, "Första stycket utan punkt\n\nAndra stycket"),
        (4, "Vi vill ha\n\n- en lampa\n- två bänkar\n- och ett träd."),
        (3, "# Bussarna\nVi väntar.\n1. Länge"),
        (2, "Rubrik\n======\nText"),
        (1, "> Vi väntar\n> på bussen."),
        (1, "The meeting, e.g. on Monday at 6 p.m. in the hall, is open."),
    ] {
        assert_eq!(counted(text).1, sentences, "{text}");
    }
}

#[test]
fn only_what_is_read_counts() {
    for (words, text) in [
        (3, "Läs [protokollet](https://example.org/ett/tva_tre) nu."),
        (2, "Kör `cargo run --release` nu."),
        (5, "Här är `ett slut saknas."),
        (2, "Före\n\n```\nett två tre\n```\n\nEfter"),
        (1, "Före\n~~~\nett två tre\nfyra"),
        (2, "Före\n\n    ett två tre\n\nEfter"),
        (5, "- punkt\n\n    hör till punkten här"),
        (2, "- **ett**\n- _två_"),
        (2, "1. ett\n2) två"),
        (2, "> > ett\n> två"),
        (1, "[a]: https://example.org/x\n\nett"),
        (2, "och/eller"),
        (1, "e-posten"),
        (3, "det är – 🎉 – bra"),
        (2, "ett\n\n---\n\n* * *\n\ntvå"),
        (1, "Till\u{ad}gänglig"),
        (3, "| ett | två |\n|---|---|\n| tre |"),
        (2, "![ritning](https://example.org/x.png) av"),
        (1, "<https://example.org> ett"),
    ] {
        assert_eq!(counted(text).0, words, "{text}");
    }
}

#[test]
fn points_out_long_words() {
    let text = format!("{} Tillgänglighetsinventeringen, TILLGÄNGLIGHETSINVENTERINGEN och **utrymningsplan**, kvarterslokal {}", EASY, EASY);
    // twelve letters are not enough; thirteen are
    assert_eq!(read(&text).long_words, ["Tillgänglighetsinventeringen", "utrymningsplan", "kvarterslokal"]);
    let more = format!("{text} föreningsdemokratiutredning samhällsorientering. {EASY}");
    assert_eq!(read(&more).long_words, ["Tillgänglighetsinventeringen", "föreningsdemokratiutredning", "samhällsorientering"]);
    let nonsense = format!("{EASY} {}", "ö".repeat(5000));
    assert!(read(&nonsense).long_words.is_empty(), "no word that anybody wrote");
}

#[test]
fn points_out_long_sentences() {
    let sentence = |start: &str, words: usize| format!("{start} {}. ", vec!["ord"; words - start.split(' ').count()].join(" "));
    let text = format!(
        "{}{}{}{}",
        sentence("Den här är kort", 24),
        sentence("Den **här** är [lång](https://example.org)", 25),
        sentence("Den längsta av dem alla", 40),
        sentence("En till", 30)
    );
    let long = read(&text).long_sentences;
    assert_eq!(long.iter().map(|s| s.words).collect::<Vec<_>>(), [40, 30]);
    assert_eq!(long[0].start, "Den längsta av dem alla ord ord ord");
    let one = read(&sentence("Den **här** är [lång](https://example.org)", 25)).long_sentences;
    assert_eq!(one, [LongSentence { start: "Den här är lång ord ord ord ord".into(), words: 25 }]);
}

#[test]
fn knows_plainer_words() {
    let plain = |text: &str| read(text).plain_words.into_iter().map(|p| (p.written, p.plain)).collect::<Vec<_>>();
    let text = "Beträffande lokalen erhöll samtliga föreningar besked. Avseende tiderna gäller samma sak som förra året, och det är vi inte nöjda med alls.";
    assert_eq!(plain(text), [("Beträffande".into(), "om"), ("erhöll".into(), "fick"), ("samtliga".into(), "alla")]);
    let text = "Vi gör det i enlighet med avtalet. Vi undrar vad avser tiderna. Det är inte så svårt att förstå att vi alla vill ha ett svar.";
    assert_eq!(plain(text), [("i enlighet med".into(), "enligt"), ("vad avser".into(), "när det gäller")]);
    assert_eq!(plain(EASY), []);
    assert_eq!(lix(text, "en").map(|r| r.plain_words), Some(vec![]), "the list is Swedish");
}

/// Form by form: a list one short would pair the rest with the wrong word.
#[test]
fn every_form_has_its_plain_word() {
    let mut seen = std::collections::HashSet::new();
    for (written, plain) in words::WORDS {
        assert_eq!(written.split(", ").count(), plain.split(", ").count(), "{written}");
        for form in written.split(", ") {
            assert!(seen.insert(form), "{form} twice");
            assert!(form.split(' ').count() <= 3 && form == form.to_lowercase(), "{form}");
        }
    }
    assert!((30..=60).contains(&words::WORDS.len()), "{}", words::WORDS.len());
}

/// A megabyte of whatever is hardest takes no time that somebody would notice, even unoptimised.
#[test]
fn long_texts_are_fast() {
    let big = |s: &str| s.repeat(1_000_000 / s.len());
    let runs = (1..1400).map(|n| "`".repeat(n) + " ").collect::<String>();
    for text in
        [big(HARD), big("a"), big("ord "), big("](("), big("[a]("), big("`a "), runs, big("> "), big("- "), big("# "), big("1. "), big("...\n"), big("🎉")]
    {
        let start = Instant::now();
        let _ = lix(&text, "sv");
        assert!(start.elapsed() < Duration::from_secs(4), "{:?} for {}", start.elapsed(), &text.chars().take(20).collect::<String>());
    }
}

#[test]
fn english_is_measured_too() {
    let text = "Our choir has fourteen members from six countries. The booking page asks for an electronic ID before it shows which rooms are free.";
    let read = lix(text, "en").expect("long enough");
    assert_eq!((read.lix, read.level), (11 + 22, Level::Easy));
}

proptest::proptest! {
    #[test]
    fn never_panics(s in "([a-zåäö.!`\\[\\]()>#*\n 0-9-]|\\PC){0,200}") {
        let _ = lix(&s, "sv");
    }
}
