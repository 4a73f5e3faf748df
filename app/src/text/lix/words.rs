//! The words that readability knows: abbreviations whose points end no sentence, and what offices say with what people say.

/// Abbreviations that something always follows, names with capitals too.
pub(super) const MID_SENTENCE: &[&str] = &[
    "t.ex", "bl.a", "d.v.s", "dvs", "s.k", "f.d", "kl", "nr", "ca", "c:a", "dr", "prof", "tel", "ang", "avd", "jfr", "max", "min", "inkl", "exkl", "resp",
    "p.g.a", "pga", "fr.o.m", "t.o.m", "m.a.o", "i.o.m", "u.p.a", "fr", "t.h", "ev", "obs", "bl", "ex", "sid", "kap", "e.g", "i.e", "mr", "mrs", "ms", "vs",
    "approx", "incl",
];

/// Abbreviations that can end a sentence or stand within one.
pub(super) const AT_END: &[&str] =
    &["m.m", "mm", "o.s.v", "osv", "etc", "m.fl", "mfl", "e.d", "o.d", "o.dyl", "kr", "mkr", "tkr", "mnkr", "kvm", "st", "p.m", "a.m"];

/// Officialese and what people say, form by form. After the advice that *Myndigheternas skrivregler* gives: plain and current words.
pub(super) const WORDS: &[(&str, &str)] = &[
    ("erhålla, erhåller, erhöll, erhållit, erhålls", "få, får, fick, fått, fås"),
    ("inneha, innehar, innehade", "ha, har, hade"),
    ("avseende, beträffande, angående, rörande", "om, om, om, om"),
    ("samtliga, samtligas", "alla, allas"),
    (
        "implementera, implementerar, implementerade, implementerat, implementeras, implementering, implementeringen",
        "införa, inför, införde, infört, införs, införande, införandet",
    ),
    ("erlägga, erlägger, erlagt, erläggs", "betala, betalar, betalat, betalas"),
    ("tillse, tillser, tillsett", "se till, ser till, sett till"),
    ("föreligga, föreligger, förelåg", "finnas, finns, fanns"),
    ("åligga, åligger, ålåg", "vara skyldig, måste, måste"),
    ("anmoda, anmodar, anmodas, anmodade", "be, ber, ombeds, bad"),
    ("medelst", "med"),
    ("erfordra, erfordras, erfordrar, erfordrades", "kräva, krävs, kräver, krävdes"),
    ("erforderlig, erforderliga, erforderligt", "nödvändig, nödvändiga, nödvändigt"),
    ("ianspråkta, ianspråktar, ianspråktagande", "använda, använder, användning"),
    ("tillhandahålla, tillhandahåller, tillhandahålls, tillhandahållit", "erbjuda, erbjuder, erbjuds, erbjudit"),
    ("vidta, vidtar, vidtog, vidtagit, vidtas", "göra, gör, gjorde, gjort, görs"),
    ("härvid, därvid", "då, då"),
    ("huruvida", "om"),
    ("ehuru", "även om"),
    ("enär, emedan", "eftersom, eftersom"),
    ("såsom, likaledes", "som, också"),
    ("dylik, dylikt, dylika", "sådan, sådant, sådana"),
    ("ombesörja, ombesörjer, ombesörjde", "ordna, ordnar, ordnade"),
    ("utgöra, utgör, utgjorde, utgörs", "vara, är, var, består"),
    ("förefalla, förefaller", "verka, verkar"),
    ("inkomma, inkommer, inkommit", "komma in, kommer in, kommit in"),
    ("verkställa, verkställer, verkställs", "genomföra, genomför, genomförs"),
    ("påtala, påtalar, påtalade, påtalat", "påpeka, påpekar, påpekade, påpekat"),
    ("initiera, initierar, initierade, initierat, initieras", "starta, startar, startade, startat, startas"),
    ("adressera, adresserar, adresserade", "ta upp, tar upp, tog upp"),
    ("facilitera, faciliterar", "underlätta, underlättar"),
    ("bortprioritera, bortprioriterar", "välja bort, väljer bort"),
    ("säkerställa, säkerställer, säkerställs, säkerställde", "se till, ser till, ses till, såg till"),
    ("möjliggöra, möjliggör, möjliggjorde, möjliggörs", "göra möjligt, gör möjligt, gjorde möjligt, görs möjligt"),
    ("nyttja, nyttjar, nyttjas, nyttjande, nyttjandet", "använda, använder, används, användning, användningen"),
    ("kommunicera ut, kommunicerar ut", "berätta, berättar"),
    ("återkoppla, återkopplar, återkoppling", "svara, svarar, svar"),
    ("målsättning, målsättningen", "mål, målet"),
    ("problematik, problematiken", "problem, problemet"),
    ("merparten, flertalet", "de flesta, de flesta"),
    ("ytterligare", "fler eller mer"),
    ("åtgärda, åtgärdar, åtgärdas, åtgärdat, åtgärdats", "rätta till, rättar till, rättas till, rättat till, rättats till"),
    ("i enlighet med", "enligt"),
    ("med anledning av, till följd av", "på grund av, på grund av"),
    ("i syfte att", "för att"),
    ("för det fall", "om"),
    ("under förutsättning att", "om"),
    ("vad avser", "när det gäller"),
    ("i samband med", "när eller vid"),
    ("i dagsläget", "nu"),
    ("inom ramen för", "i"),
];
