//! Texts of saved phrases.

use super::Locale;

texts! {
    title: "Sparade fraser", "Saved phrases";
    lead: "Skäl som ni skriver ofta. I ett beslut väljer du en fras, sätter in den och ändrar det som behöver ändras.", "Reasons that you write often. In a decision you choose a phrase, put it in and change what needs changing.";
    none_title: "Inga fraser än", "No phrases yet";
    none_text: "Spara det som ni skriver om och om igen, så slipper ni leta upp det förra mejlet.", "Save what you write again and again, and you need not look for the last e-mail.";
    add_title: "Ny fras", "New phrase";
    change_title(name): "Ändra ”{name}”", "Change “{name}”";
    field_title: "Vad frasen heter", "What the phrase is called";
    help_title: "Några ord som ni känner igen den på. Syns bara för er.", "A few words by which you know it. Seen only by you.";
    field_text: "Vad den säger", "What it says";
    help_text: "Skriv den så att den kan stå som skäl. Markdown fungerar.", "Write it so that it can stand as a reason. Markdown works.";
    field_fras: "Sparad fras", "Saved phrase";
    choose: "Välj en fras", "Choose a phrase";
    put_in: "Sätt in", "Put in";
    manage: "Ändra fraserna", "Change the phrases";
    save_first: "Spara skäl som du ofta skriver", "Save reasons that you often write";
    remove: "Ta bort frasen", "Remove the phrase";
    remove_title(name): "Ta bort ”{name}” för alla?", "Remove “{name}” for everyone?";
    remove_text: "Ingen av er kan välja den sedan, och det går inte att ångra. Beslut som redan är fattade ändras inte.", "None of you can choose it afterwards, and it cannot be undone. Decisions already taken do not change.";
    remove_yes: "Ja, ta bort frasen", "Yes, remove the phrase";
    fault_same_name: "En annan fras heter redan så. Ge den här ett annat namn.", "Another phrase has that name already. Give this one another name.";
    tells: "Fraserna delas av alla som kuraterar här. Beslut som redan är fattade ändras inte.", "The phrases are shared by all who curate here. Decisions already taken do not change.";
    used_never: "Inte vald än", "Not chosen yet";
    used_one: "Vald i 1 beslut", "Chosen in 1 decision";
    used_many(n): "Vald i {n} beslut", "Chosen in {n} decisions";
    gone: "Någon annan tog bort frasen medan du skrev. Det du skrev står kvar här, och sparas som en ny fras.", "Somebody else removed the phrase while you wrote. What you wrote is still here, and is saved as a new phrase.";
    changed_meanwhile: "Någon annan ändrade frasen medan du skrev. Så här står den nu:", "Somebody else changed the phrase while you wrote. This is what it says now:";
}

/// Labels of the fields.
pub fn label(l: Locale, name: &str) -> &'static str {
    match name {
        "title" => field_title(l),
        "lang" => super::common::language(l),
        "fras" => field_fras(l),
        _ => field_text(l),
    }
}

/// `Vald i 3 beslut`.
pub fn used(l: Locale, n: i64) -> String {
    match n {
        ..=0 => used_never(l).into(),
        1 => used_one(l).into(),
        n => used_many(l, n),
    }
}
