INSERT INTO organisation (id, slug, name, sort_key, fold_key, kind, side, parent_id, created_at) VALUES
    (1, 'stad', 'Staden', 's', 'staden', 'public_body', 'public', NULL, '2020-01-01T00:00:00+00:00'),
    (2, 'kansli', 'Kansliet', 'k', 'kansliet', 'group', 'civil_society', NULL, '2020-01-01T00:00:00+00:00'),
    (3, 'styrgrupp', 'Styrgruppen', 'st', 'styrgruppen', 'group', 'both', NULL, '2020-01-01T00:00:00+00:00'),
    (4, 'park', 'Parkkontoret', 'p', 'parkkontoret', 'public_body', 'public', 1, '2020-01-01T00:00:00+00:00'),
    (5, 'hall', 'Hallkontoret', 'h', 'hallkontoret', 'public_body', 'public', 1, '2020-01-01T00:00:00+00:00'),
    (6, 'alfa', 'Föreningen Alfa', 'fa', 'föreningen alfa', 'association', 'civil_society', NULL, '2020-01-01T00:00:00+00:00'),
    (7, 'beta', 'Föreningen Beta', 'fb', 'föreningen beta', 'association', 'civil_society', NULL, '2020-01-01T00:00:00+00:00'),
    (8, 'gamma', 'Nätverket Gamma', 'ng', 'nätverket gamma', 'network', 'civil_society', NULL, '2020-01-01T00:00:00+00:00');
INSERT INTO agreement (id, slug, name_sv, name_en, place_sv, place_en, lead_sv, lead_en, about_sv, about_en, vision_sv, vision_en, curator_name_sv, curator_name_en,
    public_party_id, curator_id, confirming_id, steering_id, signed_on) VALUES
    (1, 'stad', 'Stadens överenskommelse', 'The city agreement', 'Staden', 'The city', 'Här talar vi.', 'Here we talk.', 'Om.', 'About.', 'Alla deltar.', 'All take part.',
     'Kansliet', 'The secretariat', 1, 2, 2, 3, '2012-09-04');
INSERT INTO body (agreement_id, body_id, kind, does_sv, does_en, position) VALUES
    (1, 2, 'secretariat', 'Sköter det löpande.', 'Does the daily work.', 1), (1, 3, 'steering_group', 'Styr.', 'Steers.', 2);
INSERT INTO body_party (agreement_id, body_id, role, organisation_id) VALUES (1, 3, 'appoints_civil', 6), (1, 3, 'appoints_public', 4);
INSERT INTO agreement_sequence (agreement_id) VALUES (1);
INSERT INTO principle (id, agreement_id, number, slug, title_sv, title_en, text_sv, text_en) VALUES
    (1, 1, 1, 'dialog', 'Dialog', 'Dialogue', 'Vi talar.', 'We talk.'), (2, 1, 2, 'kvalitet', 'Kvalitet', 'Quality', 'Vi gör bra.', 'We do well.');
INSERT INTO commitment (id, agreement_id, number, slug, owner, title_sv, title_en, text_sv, text_en) VALUES
    (1, 1, 1, 'kunskap', 'public', 'Kunskap', 'Knowledge', 'Staden lär sig.', 'The city learns.'), (2, 1, 2, 'samverkan', 'both', 'Samverkan', 'Collaboration', 'Båda lär sig.', 'Both learn.');
INSERT INTO commitment_principle (agreement_id, commitment_id, principle_id, position) VALUES (1, 1, 2, 1), (1, 2, 1, 1), (1, 2, 2, 2);
INSERT INTO area (id, agreement_id, slug, name_sv, name_en, position) VALUES (1, 1, 'norr', 'Norr', 'North', 1), (2, 1, 'soder', 'Söder', 'South', 2);
INSERT INTO theme (id, agreement_id, slug, name_sv, name_en, position) VALUES (1, 1, 'lokaler', 'Lokaler', 'Premises', 1), (2, 1, 'unga', 'Unga', 'Youth', 2);
INSERT INTO forum (id, agreement_id, slug, mark, name_sv, name_en, purpose_sv, purpose_en, participation_sv, participation_en, led_by_sv, led_by_en, position) VALUES
    (1, 1, 'medlem', 'member', 'Medlemsvårdande', 'Member care', 'För vardagen.', 'For every day.', 'Öppet.', 'Open.', 'Civilsamhället.', 'Civil society.', 1),
    (2, 1, 'rost', 'voice', 'Röstbärare', 'Voice-bearers', 'För det som brådskar.', 'For what is urgent.', 'Öppet.', 'Open.', 'Ingen.', 'Nobody.', 2),
    (3, 1, 'utforare', 'service', 'Utförare', 'Service providers', 'För lösningar.', 'For solutions.', 'En grupp.', 'A group.', 'Gruppen.', 'The group.', 3);
INSERT INTO signatory (agreement_id, organisation_id, signed_on) VALUES (1, 6, '2020-01-01'), (1, 7, '2020-01-01');
INSERT INTO person (id, name, email, email_key, created_at) VALUES
    (1, 'Eva', 'eva@example.org', 'eva@example.org', '2020-01-01T00:00:00+00:00'), (2, 'Per', 'per@example.org', 'per@example.org', '2020-01-01T00:00:00+00:00'),
    (3, 'Sia', 'sia@example.org', 'sia@example.org', '2020-01-01T00:00:00+00:00'), (4, 'Olle', 'olle@example.org', 'olle@example.org', '2020-01-01T00:00:00+00:00'),
    (5, 'Anna', 'anna@example.org', 'anna@example.org', '2020-01-01T00:00:00+00:00'), (6, 'Bo', 'bo@example.org', 'bo@example.org', '2020-01-01T00:00:00+00:00'),
    (7, 'Cia', 'cia@example.org', 'cia@example.org', '2020-01-01T00:00:00+00:00'), (8, 'Karin', 'karin@example.org', 'karin@example.org', '2020-01-01T00:00:00+00:00'),
    (9, 'Hugo', 'hugo@example.org', 'hugo@example.org', '2020-01-01T00:00:00+00:00'), (10, 'Pia', 'pia@example.org', 'pia@example.org', '2020-01-01T00:00:00+00:00'),
    (11, 'Ida', 'ida@example.org', 'ida@example.org', '2020-01-01T00:00:00+00:00'), (12, 'Dua', 'dua@example.org', 'dua@example.org', '2020-01-01T00:00:00+00:00');
INSERT INTO role (person_id, organisation_id, kind, function, from_on) VALUES
    (5, 6, 'representative', 'ordförande', '2020-01-01'), (6, 7, 'representative', 'kassör', '2020-01-01'), (7, 8, 'representative', 'talesperson', '2020-01-01'),
    (8, 4, 'officer', 'planerare', '2020-01-01'), (9, 5, 'officer', 'chef', '2020-01-01'), (10, 1, 'politician', 'kommunalråd', '2020-01-01'),
    (12, 6, 'representative', 'ledamot', '2020-01-01'), (12, 7, 'representative', 'ledamot', '2020-01-01');
INSERT INTO seat (person_id, body_id, side, function, from_on) VALUES
    (1, 2, 'civil_society', 'kansliansvarig', '2020-01-01'), (2, 2, 'public', 'resurs', '2020-01-01'),
    (3, 3, 'civil_society', 'ledamot', '2020-01-01'), (4, 3, 'public', 'ledamot', '2020-01-01');
