//! What stands before anything happens: organisations, agreements, people.

use super::files::{Data, Organisation};
use super::{Result, store};
use app::accounts::store as accounts;
use app::agreements::apply;
use app::agreements::types::Side;
use app::bodies::store::{self as bodies, NewSeat};
use app::context::Ctx;
use app::db::Tx;
use app::error::AppError;
use app::i18n::Locale;
use app::ids::{OrganisationId, PersonId};
use app::organisations::store::{self as organisations, NewOrganisation};
use chrono::{NaiveDate, TimeDelta};
use std::collections::HashMap;

/// Days before day 0 on which the service was set up.
const SET_UP: i64 = -900;

const ORGANISATIONS: &str = "demo/organisations.toml";
const PEOPLE: &str = "demo/people.toml";
const COMPETENCES: &str = "demo/competences.toml";

/// Loads them, and gives the people by their keys.
pub async fn load(ctx: &Ctx, day_0: NaiveDate, data: &Data) -> Result<HashMap<String, PersonId>> {
    let then = ctx.at(super::instant(day_0, SET_UP, "08:00")?);
    let ids = write(&then, async |tx| add_organisations(&then, tx, &data.organisations.organisation).await).await?;
    for (file, text) in &data.agreements {
        apply::apply(&then, text).await.map_err(|e| format!("demo/{file}: {e}"))?;
    }
    write(&then, async |tx| join(&then, tx, &data.organisations.organisation, &ids).await).await?;
    write(&then, async |tx| add_people(&then, tx, day_0, data, &ids).await).await
}

async fn write<T>(ctx: &Ctx, work: impl AsyncFnOnce(&mut Tx) -> Result<T>) -> Result<T> {
    let mut tx = ctx.write().await.map_err(|e| e.to_string())?;
    let out = work(&mut tx).await?;
    tx.commit().await.map_err(|e| e.to_string())?;
    Ok(out)
}

/// The data says "mixed" where the code says both.
fn side(word: &str, place: &str) -> Result<Side> {
    let code = if word == "mixed" { "both" } else { word };
    code.parse().map_err(|e| format!("{place}: {e}"))
}

async fn add_organisations(ctx: &Ctx, tx: &mut Tx, all: &[Organisation]) -> Result<HashMap<String, OrganisationId>> {
    let mut ids: HashMap<String, OrganisationId> = HashMap::new();
    for o in all {
        let place = || format!("{ORGANISATIONS}: {}", o.slug);
        let parent = match &o.parent {
            None => None,
            Some(slug) => Some(*ids.get(slug).ok_or_else(|| format!("{}: its parent {slug} must stand before it", place()))?),
        };
        let new = NewOrganisation {
            name: o.name.clone(),
            slug: o.slug.clone(),
            kind: o.kind,
            side: side(&o.side, &place())?,
            parent,
            about: o.about.clone(),
            lang: "sv".into(),
            starts_on: o.starts_on,
            ends_on: o.ends_on,
            created_at: ctx.now(),
        };
        let id = organisations::insert(tx, &new).await.map_err(|e| format!("{}: {e}", place()))?;
        if ids.insert(o.slug.clone(), id).is_some() {
            return Err(format!("{} stands there twice", place()));
        }
    }
    Ok(ids)
}

/// Who has signed what, and who works where.
async fn join(ctx: &Ctx, tx: &mut Tx, all: &[Organisation], ids: &HashMap<String, OrganisationId>) -> Result<()> {
    for o in all {
        let Some(id) = ids.get(&o.slug).copied() else { continue };
        let place = |e: AppError| format!("{ORGANISATIONS}: {}: {e}", o.slug);
        for (agreement, on) in &o.signed {
            store::sign(tx, ctx.app.catalogue.get(agreement).map_err(place)?.id, id, *on).await.map_err(place)?;
        }
        for (agreement, areas) in &o.areas {
            let agreement = ctx.app.catalogue.get(agreement).map_err(place)?;
            for slug in areas {
                let area = agreement.area(slug).ok_or_else(|| format!("{ORGANISATIONS}: {}: {} has no area {slug}", o.slug, agreement.slug))?;
                store::work_in(tx, agreement.id, id, area.id).await.map_err(place)?;
            }
        }
    }
    Ok(())
}

async fn add_people(ctx: &Ctx, tx: &mut Tx, day_0: NaiveDate, data: &Data, ids: &HashMap<String, OrganisationId>) -> Result<HashMap<String, PersonId>> {
    let day = |n: i64| day_0 + TimeDelta::days(n);
    let mut people = HashMap::new();
    for p in &data.people.person {
        let place = |e: AppError| format!("{PEOPLE}: {}: {e}", p.key);
        let body = |slug: &str| ids.get(slug).copied().ok_or_else(|| format!("{PEOPLE}: {}: there is no organisation {slug}", p.key));
        let id = accounts::insert_person(tx, &p.name, &p.email, Locale::from_code(&p.locale), p.demo.as_deref(), ctx.now()).await.map_err(place)?;
        for r in &p.roles {
            accounts::insert_role(tx, id, body(&r.org)?, r.kind, &r.function, day(r.from_day), r.to_day.map(day)).await.map_err(place)?;
        }
        for s in &p.seats {
            let side = side(&s.side, &format!("{PEOPLE}: {}", p.key))?;
            let seat = NewSeat {
                person: id,
                body: body(&s.body)?,
                side,
                post: s.post,
                function: s.function.clone(),
                place: s.place,
                from_on: day(s.from_day),
                to_on: s.to_day.map(day),
                appointed_by: s.appointed_by.as_deref().map(body).transpose()?,
                organisation: s.from.as_deref().map(body).transpose()?,
                own_role: s.own_role,
                shows_name: s.shows,
            };
            bodies::insert(tx, s.kind, &seat).await.map_err(place)?;
        }
        if people.insert(p.key.clone(), id).is_some() {
            return Err(format!("{PEOPLE}: {} stands there twice", p.key));
        }
    }
    let failed = |e: AppError| format!("{COMPETENCES}: {e}");
    for c in &data.competences.competence {
        let agreement = ctx.app.catalogue.get(&c.agreement).map_err(failed)?;
        let body = ids.get(&c.body).copied().ok_or_else(|| format!("{COMPETENCES}: there is no organisation {}", c.body))?;
        let by = data.people.person.iter().find(|p| Some(&p.key) == c.by.as_ref()).map(|p| p.name.as_str()).unwrap_or_default();
        store::competence(tx, agreement.id, body, &c.name, by).await.map_err(failed)?;
    }
    Ok(people)
}
