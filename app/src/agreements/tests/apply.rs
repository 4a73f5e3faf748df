use crate::agreements::apply::{Applied, ApplyError, apply};
use crate::context::Ctx;
use crate::db::testing::World;
use crate::{on_both, scalar};

/// The example of the documentation.
fn example() -> String {
    include_str!("../../../../docs/agreement-file.md").split("```toml\n").nth(1).unwrap().split("```").next().unwrap().to_string()
}

async fn count(ctx: &Ctx, sql: &'static str) -> i64 {
    let mut conn = ctx.read().await.unwrap();
    scalar!(conn, i64, fetch_one, sql).unwrap()
}

async fn faults(w: &World, file: &str) -> String {
    let before = count(&w.visitor(), "SELECT COUNT(*) FROM organisation").await;
    let Err(ApplyError::File(faults)) = apply(&w.visitor(), file).await else { panic!("was applied:\n{file}") };
    assert_eq!(count(&w.visitor(), "SELECT COUNT(*) FROM organisation").await, before, "nothing of a wrong file is stored");
    faults.join("\n")
}

async fn applied(w: &World, file: &str) -> Applied {
    apply(&w.visitor(), file).await.unwrap_or_else(|e| panic!("{e}"))
}

on_both! {
    async fn the_documented_example_is_created_and_applied_again_changes_nothing(w: World) {
        let ctx = w.visitor();
        let done = applied(w, &example()).await;
        assert_eq!(done.created.len(), 12, "{done:?}");
        assert!(done.changed.is_empty() && done.retired.is_empty(), "{done:?}");
        let agreement = w.app.catalogue.get("lillstad").unwrap();
        assert_eq!(agreement.signed_on.as_deref(), Some("2026-05-04"));
        assert_eq!(agreement.commitments[0].principles, [1]);
        assert_eq!(agreement.forums[0].slug, "oppet-forum");
        assert!(agreement.about_html.sv.contains("<strong>frivillig</strong>"));
        assert!(agreement.forums[0].how_html.sv.contains("<strong>lördag</strong>") && agreement.forums[0].how_html.en.contains("<strong>Saturday</strong>"));
        assert_eq!(count(&ctx, "SELECT COUNT(*) FROM event WHERE kind = 'agreement_applied' AND actor_role = 'operator' AND position = 1").await, 1);
        assert_eq!(count(&ctx, "SELECT COUNT(*) FROM organisation WHERE slug = 'lillstads-kulturforvaltning' AND parent_id IS NOT NULL AND starts_on IS NOT NULL").await, 1);

        let again = applied(w, &example()).await;
        assert!(again.is_unchanged(), "{again:?}");
        assert_eq!(again.to_string(), "lillstad: nothing to change");
        assert_eq!(count(&ctx, "SELECT COUNT(*) FROM event WHERE kind = 'agreement_applied'").await, 1);
        assert_eq!(count(&ctx, "SELECT version FROM agreement WHERE slug = 'lillstad'").await, 1);
    }

    async fn a_changed_file_changes_what_differs_and_retires_what_is_gone(w: World) {
        let ctx = w.visitor();
        applied(w, &example()).await;
        let changed = example()
            .replace("Svara i tid", "Svara när vi lovat")
            .replace("\"hela-lillstad\"", "\"norra-lillstad\"")
            .replace("hosts = [\"lillstads-kansli\"]", "hosts = [\"lillstads-kommun\"]")
            .replace("name = \"Lillstads kansli\"", "name = \"Ett annat namn\"")
            .replace("starts_on = \"2020-01-01\"", "starts_on = \"2020-01-01\"\nends_on = \"2024-12-31\"");
        let done = applied(w, &changed).await;
        assert_eq!(done.created, ["areas norra-lillstad"]);
        assert_eq!(done.changed, ["organisations lillstads-kulturforvaltning", "commitments 1", "forums oppet-forum"]);
        assert_eq!(done.retired, ["areas hela-lillstad"]);
        let agreement = w.app.catalogue.get("lillstad").unwrap();
        assert_eq!(agreement.commitments[0].title.sv, "Svara när vi lovat");
        assert!(agreement.area("hela-lillstad").unwrap().retired);
        assert_eq!(count(&ctx, "SELECT version FROM agreement WHERE slug = 'lillstad'").await, 2);
        assert_eq!(count(&ctx, "SELECT COUNT(*) FROM organisation WHERE name = 'Lillstads kansli'").await, 1, "an organisation's name is its own");

        let back = applied(w, &example()).await;
        assert_eq!(back.retired, ["areas norra-lillstad"]);
        assert!(back.changed.contains(&"areas hela-lillstad".to_string()));
        assert!(!w.app.catalogue.get("lillstad").unwrap().area("hela-lillstad").unwrap().retired);
    }

    async fn how_to_take_part_may_be_left_out(w: World) {
        applied(w, &example()).await;
        let without: String = example().lines().filter(|line| !line.starts_with("how = ")).map(|line| format!("{line}\n")).collect();
        assert_eq!(applied(w, &without).await.changed, ["forums oppet-forum"]);
        assert_eq!(w.app.catalogue.get("lillstad").unwrap().forums[0].how_html.sv, "");
        assert!(applied(w, &without).await.is_unchanged());
    }

    async fn dates_of_the_year_and_tiles_follow_the_file(w: World) {
        applied(w, &example()).await;
        let agreement = w.app.catalogue.get("lillstad").unwrap();
        let date = &agreement.year_dates[0];
        assert_eq!((date.slug.as_str(), date.from, date.to, date.year), ("budget", (11, 16), (11, 17), None));
        assert_eq!(agreement.areas[0].tile, Some((1, 1)));
        let changed = example().replace("to = \"11-17\"", "year = 2027").replace("tile = [1, 1]", "tile = [2, 3]");
        assert_eq!(applied(w, &changed).await.changed, ["areas hela-lillstad", "year_dates budget"]);
        let agreement = w.app.catalogue.get("lillstad").unwrap();
        assert_eq!((agreement.year_dates[0].to, agreement.year_dates[0].year, agreement.areas[0].tile), ((11, 16), Some(2027), Some((2, 3))));
        let without = example().replace("tile = [1, 1]\n", "").split("[[year_dates]]").next().unwrap().to_string();
        let done = applied(w, &without).await;
        assert_eq!((done.changed, done.retired), (vec!["areas hela-lillstad".to_string()], vec!["year_dates budget".to_string()]));
        let agreement = w.app.catalogue.get("lillstad").unwrap();
        assert!(agreement.year_dates.is_empty() && agreement.areas[0].tile.is_none());
        assert!(applied(w, &without).await.is_unchanged());
    }

    async fn forums_that_are_gone_are_retired_and_principles_must_stay(w: World) {
        applied(w, &example()).await;
        let (before, rest) = { let e = example(); let (a, b) = e.split_once("[[forums]]").unwrap(); (a.to_string(), b.to_string()) };
        let without = format!("{before}[[organisations]]{}", rest.split_once("[[organisations]]").unwrap().1);
        assert_eq!(applied(w, &without).await.retired, ["forums oppet-forum", "representation lillstads-styrgrupp"]);
        assert!(w.app.catalogue.get("lillstad").unwrap().forums[0].retired);
        let renumbered = example().replace("[[commitments]]\nnumber = 1", "[[commitments]]\nnumber = 2");
        assert!(faults(w, &renumbered).await.contains("commitments 1 is missing in the file"));
    }

    async fn a_body_can_be_of_so_many_people_and_of_those_who_lead(w: World) {
        let with = |size: &str| example().replace("meetings_a_year = [4, 6]", &format!("meetings_a_year = [4, 6]\nsize = {size}\ncivil_leaders = true"));
        assert!(faults(w, &with("[7, 8]")).await.contains("size asks for at least 7 people, but there are 6 seats"));
        assert!(faults(w, &with("[6, 5]")).await.contains("size must be two numbers"));
        applied(w, &with("[5, 6]")).await;
        assert_eq!(count(&w.visitor(), "SELECT COUNT(*) FROM body WHERE agreement_id > 1 AND size_least = 5 AND size_most = 6 AND civil_leaders").await, 1);
        assert!(applied(w, &with("[5, 6]")).await.is_unchanged());
        assert_eq!(applied(w, &example()).await.changed, ["representation lillstads-styrgrupp"]);
    }

    async fn bodies_follow_the_file_and_reviews_are_promised(w: World) {
        let ctx = w.visitor();
        applied(w, &example()).await;
        assert_eq!(count(&ctx, "SELECT COUNT(*) FROM body WHERE agreement_id > 1 AND seats_civil = 3 AND equal_numbers AND term_months = 24 AND meetings_most = 6").await, 1);
        assert_eq!(count(&ctx, "SELECT COUNT(*) FROM body_party WHERE agreement_id > 1").await, 3);
        // by whoever convenes, in two years
        let promised = async |on: &'static str| count(&ctx, on).await;
        assert_eq!(promised("SELECT COUNT(*) FROM clock WHERE kind = 'representation' AND side = 'public' AND due_on = '2028-03-02' AND closed_by IS NULL").await, 1);
        let changed = example().replace("meetings_a_year = [4, 6]", "meetings_a_year = [4, 8]");
        assert_eq!(applied(w, &changed).await.changed, ["representation lillstads-styrgrupp"]);
        assert_eq!(promised("SELECT COUNT(*) FROM clock WHERE kind = 'representation'").await, 1, "that is no revision of the agreement");
        // a principle with other words is one: representation is reviewed within three months
        let revised = changed.replace("Vi talar med varandra innan något är bestämt.", "Vi talar med varandra tidigt.");
        applied(w, &revised).await;
        assert_eq!(promised("SELECT COUNT(*) FROM clock WHERE kind = 'representation' AND due_on = '2026-05-31' AND closed_by IS NULL").await, 1);
        assert_eq!(promised("SELECT COUNT(*) FROM clock WHERE kind = 'representation' AND closed_by IS NULL").await, 1);
        let (before, rest) = revised.split_once("[[representation]]").unwrap();
        let without = format!("{before}[[organisations]]{}", rest.split_once("[[organisations]]").unwrap().1);
        assert_eq!(applied(w, &without).await.retired, ["representation lillstads-styrgrupp"]);
        assert_eq!(promised("SELECT COUNT(*) FROM clock WHERE kind = 'representation' AND closed_by IS NULL").await, 0);
        assert!(applied(w, &without).await.is_unchanged());
        assert_eq!(applied(w, &revised).await.changed, ["representation lillstads-styrgrupp"]);
    }

    async fn what_is_wrong_is_named(w: World) {
        let cases = [
            ("slug = \"lillstad\"", "slug = \"konto\"", "slug is \"konto\""),
            ("slug = \"lillstad\"", "slug = \"Lill stad\"", "slug is \"Lill stad\""),
            ("slug = \"lillstad\"", "slug = \"lillstad\"\nslogan = \"x\"", "unknown field `slogan`"),
            ("signed_on = \"2026-05-04\"", "signed_on = \"2026-05-34\"", "Line 6"),
            ("sv = \"Dialog\"", "sv = \" \"", "principles 1: title.sv is empty"),
            ("principles = [1]", "principles = [2]", "commitments 1: principles names 2"),
            ("owner = \"public\"", "owner = \"nobody\"", "unknown variant `nobody`"),
            ("mark = \"member\"", "mark = \"star\"", "unknown variant `star`"),
            ("curator = \"lillstads-kansli\"", "curator = \"borta\"", "bodies.curator names \"borta\""),
            ("curator = \"lillstads-kansli\"", "curator = \"lillstads-kommun\"", "bodies.curator names \"lillstads-kommun\", whose side is \"public\""),
            ("public_party = \"lillstads-kommun\"", "public_party = \"lillstads-kansli\"", "public_party names"),
            ("hosts = [\"lillstads-kansli\"]", "hosts = [\"borta\"]", "forums oppet-forum: hosts names \"borta\""),
            ("how = { sv = \"Kom", "how = { sv = \"\", en = \"Come\" } # \"", "forums oppet-forum: how.sv is empty"),
            ("parent = \"lillstads-kommun\"", "parent = \"borta\"", "organisations lillstads-kulturforvaltning: parent names \"borta\""),
            ("starts_on = \"2020-01-01\"", "starts_on = \"2020-01-01\"\nends_on = \"2019-01-01\"", "ends_on lies before starts_on"),
            ("body = \"lillstads-styrgrupp\"", "body = \"borta\"", "representation borta: body names \"borta\""),
            ("body = \"lillstads-styrgrupp\"", "body = \"lillstads-kommun\"", "it must be a group"),
            ("body = \"lillstads-styrgrupp\"", "body = \"lillstads-kansli\"", "seats gives public 3, but the side of the body is \"civil_society\""),
            ("civil_society = [\"lillstads-kansli\"]", "civil_society = [\"lillstads-kommun\"]", "appoints.civil_society names \"lillstads-kommun\", whose side is \"public\": each side appoints its own"),
            ("public = [\"lillstads-kommun\"] }", "public = [\"lillstads-kansli\"] }", "appoints.public names \"lillstads-kansli\""),
            ("convener = \"lillstads-kommun\"", "convener = \"borta\"", "convener names \"borta\""),
            ("seats = { civil_society = 3, public = 3 }", "seats = { civil_society = 3, public = 2 }", "equal_numbers, but seats"),
            ("term_months = 24", "term_months = 0", "term_months must be"),
            ("meetings_a_year = [4, 6]", "meetings_a_year = [6, 4]", "meetings_a_year must be two numbers"),
            ("kind = \"steering_group\"", "kind = \"junta\"", "unknown variant `junta`"),
            ("number = 1\nslug = \"dialog\"", "number = 0\nslug = \"dialog\"", "number is 0"),
            ("tile = [1, 1]", "tile = [0, 1]", "areas hela-lillstad: tile is [0, 1]"),
            ("slug = \"lokaler\"", "slug = \"lokaler\"\ntile = [1, 1]", "themes lokaler: tile is for areas"),
            ("from = \"11-16\"", "from = \"11-31\"", "year_dates budget: from is \"11-31\""),
            ("to = \"11-17\"", "to = \"11-17\"\nyear = 3", "year_dates budget: year must be"),
            ("kind = \"budget\"", "kind = \"party\"", "unknown variant `party`"),
        ];
        for (from, to, said) in cases {
            let file = example().replacen(from, to, 1);
            assert_ne!(file, example(), "{from}");
            let told = faults(w, &file).await;
            assert!(told.contains(said), "{to}: {told}");
        }
        assert!(w.app.catalogue.get("lillstad").is_err());
    }

    async fn the_demo_agreements_apply_once_their_organisations_are_there(w: World) {
        let demo = [include_str!("../../../../server/demo/agreements/goteborg.toml"), include_str!("../../../../server/demo/agreements/vastra-gotaland.toml")];
        for file in demo {
            assert!(faults(w, file).await.contains("there is no such organisation"));
        }
        for file in demo {
            let bodies = ["goteborgs-stad", "omradesplaneringskontoret", "forvaltningen-for-motesplatser", "kontoret-for-omsorgsuppdrag", "vastra-gotalandsregionen"]
                .map(|slug| (slug, "public"))
                .into_iter()
                .chain([("kansliet", "civil_society"), ("styrgruppen", "both"), ("samverkansgruppen-vg", "both"), ("samverkansgruppen-utforare", "both"), ("idekom", "both"), ("ser-vg", "both"), ("arbetsgruppen-vg", "both")])
                .chain([("gse", "civil_society"), ("social-resursforvaltning", "public"), ("regionala-samverkanskontoret", "public")])
                .chain(["plattform-fyrbodal", "plattform-goteborgsregionen", "plattform-sjuharad", "plattform-skaraborg"].map(|slug| (slug, "civil_society")))
                .map(|(slug, side)| format!("[[organisations]]\nslug = \"{slug}\"\nname = \"{slug}\"\nkind = \"group\"\nside = \"{side}\"\n"))
                .collect::<String>();
            assert!(!applied(w, &format!("{file}\n{bodies}")).await.is_unchanged());
            assert!(applied(w, file).await.is_unchanged());
        }
        let agreement = w.app.catalogue.get("goteborg").unwrap();
        assert_eq!((agreement.principles.len(), agreement.commitments.len(), agreement.forums.len()), (6, 13, 3));
        assert!(agreement.forums.iter().all(|f| !f.how_html.sv.is_empty() && !f.how_html.en.is_empty()));
        assert!(w.app.catalogue.get("vastra-gotaland").unwrap().forums.is_empty());
    }
}
