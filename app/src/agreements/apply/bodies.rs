//! The bodies in an agreement's file: `[[representation]]`.

use super::file::{Check, File, RepresentationEntry};
use super::{Applied, Known, Result};
use crate::agreements::store::bodies as store;
use crate::agreements::types::Side;
use crate::bodies::types::BodyRole;
use crate::db::Tx;
use crate::ids::{AgreementId, OrganisationId};
use crate::organisations::types::OrganisationKind;
use std::collections::HashSet;

/// Organisations that an entry names, by key, with the side on which they must not stand.
fn named(r: &RepresentationEntry) -> Vec<(&'static str, &String, Option<Side>)> {
    let civil = r.appoints.civil_society.iter().map(|o| ("appoints.civil_society", o, Some(Side::Public)));
    let public = r.appoints.public.iter().map(|o| ("appoints.public", o, Some(Side::CivilSociety)));
    civil.chain(public).chain(r.financed_by.iter().map(|o| ("financed_by", o, None))).chain(r.convener.iter().map(|o| ("convener", o, None))).collect()
}

/// What of the entries needs the organisations: they exist, the body is a group, and each side appoints its own (rule 1).
pub(super) fn check(c: &mut Check, file: &File, known: &Known) {
    for r in &file.representation {
        let key = format!("representation {}", r.body);
        match known.get(&r.body) {
            None => c
                .faults
                .push(format!("{key}: body names \"{}\", but there is no such organisation: add it under [[organisations]] or register it first.", r.body)),
            Some(o) => {
                if o.settled().kind != OrganisationKind::Group {
                    c.faults.push(format!("{key}: body names an organisation of kind \"{}\": it must be a group.", o.settled().kind));
                }
                for (side, seats) in [(Side::CivilSociety, r.seats.civil_society), (Side::Public, r.seats.public)] {
                    if seats > 0 && o.side != Side::Both && o.side != side {
                        c.faults.push(format!("{key}: seats gives {side} {seats}, but the side of the body is \"{}\".", o.side));
                    }
                }
            }
        }
        for (what, slug, not) in named(r) {
            match known.get(slug) {
                None => c.faults.push(format!("{key}: {what} names \"{slug}\", but there is no such organisation.")),
                Some(o) if Some(o.side) == not => {
                    c.faults.push(format!("{key}: {what} names \"{slug}\", whose side is \"{}\": each side appoints its own.", o.side))
                }
                Some(_) => {}
            }
        }
    }
}

fn row(r: &RepresentationEntry, position: i64, id: impl Fn(&str) -> OrganisationId) -> store::BodyRow {
    store::BodyRow {
        body_id: id(&r.body),
        kind: r.kind,
        does_sv: r.does.sv.clone(),
        does_en: r.does.en.clone(),
        convener_id: r.convener.as_deref().map(&id),
        seats_civil: r.seats.civil_society,
        seats_public: r.seats.public,
        equal_numbers: r.equal_numbers,
        size_least: r.size.map(|[least, _]| least),
        size_most: r.size.map(|[_, most]| most),
        civil_leaders: r.civil_leaders,
        term_months: r.term_months,
        review_months: r.review_months,
        meetings_least: r.meetings_a_year.map(|[least, _]| least),
        meetings_most: r.meetings_a_year.map(|[_, most]| most),
        position,
        retired: false,
    }
}

/// Bodies, and who appoints and finances. Those that are no longer in the file are retired: their seats and their history stay.
pub(super) async fn apply(tx: &mut Tx, agreement: AgreementId, file: &File, known: &Known, done: &mut Applied) -> Result<()> {
    let stored = store::bodies(tx, agreement).await?;
    let parties = store::parties(tx, agreement).await?;
    let id = |slug: &str| known.get(slug).map_or(OrganisationId(0), |o| o.id);
    for (position, r) in (1..).zip(&file.representation) {
        let wanted = row(r, position, id);
        let roles =
            [(BodyRole::AppointsCivil, &r.appoints.civil_society), (BodyRole::AppointsPublic, &r.appoints.public), (BodyRole::Finances, &r.financed_by)];
        let roles: Vec<(BodyRole, OrganisationId)> = roles.into_iter().flat_map(|(role, slugs)| slugs.iter().map(move |slug| (role, id(slug)))).collect();
        let now: HashSet<(BodyRole, OrganisationId)> = parties.iter().filter(|(b, ..)| *b == wanted.body_id).map(|(_, role, o)| (*role, *o)).collect();
        let same_parties = now == roles.iter().copied().collect();
        let old = stored.iter().find(|s| s.body_id == wanted.body_id);
        if old != Some(&wanted) {
            store::put_body(tx, agreement, &wanted).await?;
        }
        if !same_parties {
            store::set_parties(tx, agreement, wanted.body_id, &roles).await?;
        }
        let key = format!("representation {}", r.body);
        match old {
            None => done.created.push(key),
            Some(old) if *old != wanted || !same_parties => done.changed.push(key),
            Some(_) => {}
        }
    }
    for s in stored.into_iter().filter(|s| !s.retired && !file.representation.iter().any(|r| id(&r.body) == s.body_id)) {
        let slug = known.values().find(|o| o.id == s.body_id).map(|o| o.slug.clone()).unwrap_or_default();
        done.retired.push(format!("representation {slug}"));
        store::put_body(tx, agreement, &store::BodyRow { retired: true, ..s }).await?;
    }
    Ok(())
}
