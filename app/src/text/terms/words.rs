//! The words that the analysis knows: those that say nothing, those that say little here, and those that compounds are made of.

/// Swedish words that say nothing about a matter.
pub(super) const STOP_SV: &str = "
    aldrig alla alls allt alltför alltid alltså andra annan annars annat anser använda använder används att av bakom bara behöva behöver behövs bland
    blev bli blir blivit borde bort bra båda både bäst bästa bättre bör börja börjar de dem den denna deras dess dessa dessutom det detta dig din dina
    dit ditt du då dålig dåliga dåligt där därefter därför därmed efter eftersom egen eget egna ej eller elva emot en ena enda enkel enkelt enligt ens
    er era ert ett fanns fem fick finna finns fler flera fortfarande fram från fungera fungerar fyra få får fått för före föreslå föreslår förra gav
    ge genast genom ger gick gjorde gjort gång gånger går gått gälla gäller gärna gör göra ha hade haft han hans har hej hel hela helt hem henne
    hennes hit hjälper hon honom hos hur hända händer här i ibland idag igen ihop in inga ingen inget innan inne inom inte iväg ja jag just kan kanske
    knappt kom komma kommer kommit kring kräver krävs kunde kunna kvar lagt ligga ligger lite liten litet långt låt låta låter lägga lägger längre man
    med medan mellan men mer mest mig min mina mindre mitt mot mycket mån många måste möjligt nej ner ni nio nog nu ny nya nytt någon något några när
    nära nästa nästan och också ofta olika om omkring oss precis rakt redan resten rätt sa sade sagt samma samman sammanlagt samt sedan ser sett sex
    sig sin sina sist sista sitt sju själv själva ska skall skulle skäl slippa slut sluta slutar snälla som stor stora stort stå står större så sådan
    sådana sådant sådär såg säga säger sämre särskilt sätt sätta sätter ta tack tagit tar till tillbaka tills tillsammans tio tog tolv tre tror trots
    två tycka tycker under upp ut utan utanför vad var vara varandra varav varför varit varje varken vars varsin vem vems verkligen vet veta vi vid
    vidare vilja vilka vilken vilket vill ville visa visar vore vår våra vårt väl åt åtta än ännu är även öka ökad ökat önskar önskemål över
";

/// English words that say nothing about a matter.
pub(super) const STOP_EN: &str = "
    about above after again against all also and any are because been before being below best better between both but can cannot could did does doing
    down during each even every few first for from further get good got had has have having her here hers him his how into its just last let like make
    many may more most much must need needs new nor not now off old once one only other our ours out over own please said same says see she should
    some still such take than that the their them then there these they this those through too two under until use very want was way were what when
    where which while who whom why will with without would you your yours
";

/// Words that stand in every other issue of such a service, whether or not the issues at hand show it yet. They count, but little.
pub(super) const EVERYDAY: &str = "
    ansvar arbeta arbete association avgift barn behov beslut bidrag boende bor children city civil civilsamhälle dag del dialog dyr dyra dyrt familj
    farlig farliga farligt flicka fråga full fullt förening förslag förvaltning förälder grupp götaland göteborg göteborgare halvår helg hjälp hända
    höja höjd information invånare issue klocka kommun kostnad kvinna kväll laga lagad lagas lista låsa låst läng länge medborgare medlem member
    minska month morgon municipality mål månad människa möjlighet mörk mörkt möte older område ordna organisation organization otrygg otrygghet passa
    pengar people person place plats pojke pris problem projekt question regel region regionen resultat rules råd rätt sak sakna saknar saknas
    samhälle samtal samverka samverkan sida situation slut stad staden stadsdel stan stänga stängd stängt stöd support svar svår svåra svårt säker
    säkert säkra tid tillgänglighet time timme trasig trasiga trygg trygghet ung ungdom utbildning vecka verksamhet viktig vuxen vänta väntan västra
    week year young år äldre öppet öppettid öppettider
";

/// What civic compounds are made of, as heads and as first parts. A compound is taken apart only along these.
pub(super) const PARTS: &str = "
    aktivitet allé ambulans anhörig anmälan ansökan arbete asyl avfall avgift avtal bad badhus bana bank barn behandling belysning besök bibliotek
    bidrag bil biljett blankett blomma boende bok bokning bolag bord bostad bredband bro brygga budget buss butik bygglov byggnad båt bänk café
    centrum container cykel dag dagvatten dans data demens dialog diskriminering djur dricks dörr döv ekonomi el elev energi enkät evenemang
    expedition fabrik familj fastighet festival fika fil fisk flicka flyg flykting folk fond fordon forum fot fotboll framtid friluft fritid frivillig
    frukost funktionsnedsättning fängelse färdtjänst färja fönster förening föreställning förhandling förråd församling förskola förvaltning galleri
    garage gata granne grind grupp gräns gräs gymnasium gymnastik gymnastiksal gång gård hall handel handikapp handling handläggare hav hem hemlös
    hemtjänst hiss hjälp hjälpmedel hotell hund hus husdjur hushåll hyra hyresgäst hållplats hälsa härbärge hörsel hörslinga idrott information ingång
    instrument integration inträde invandrare invånare jobb jour journal kafé kassa kassör katt kiosk klass klimat klinik klubb kollektivtrafik koloni
    kommun kompetens konsert konst kontant kontor kontrakt kort kostnad kris kultur kund kurs kvarter kvinna kväll kyl kyrka källare kö kök kör
    körkort lampa land ledar ledig ledning lek leksak lektion ljus lokal lott lotteri lov lunch lån lägenhet läkare lärare läsning läxa löpning mark
    marknad mat matkasse medborgare median medlem miljö mobil moské motion mottagning museum musik måltid människa möbel möte natt natur nyhet nämnd
    näring näringsliv nätverk odling offert olycka områd omsorg ord ordförande orkester papper park parkering peng pension pensionär personal plan
    plantering plast plats plattform polis politik politiker port post pris program projekt prylar prövning publik pump radio ramp redovisning regel
    region register remiss replokal resa restaurang rollator rullstol rum råd räkning rättighet rörelse röst rösträtt sal samhälle samling samordnare
    samtal sand scen seminarium senior service sim simma simning sjuk sjukhus sjö skatt skjuts skog skola skräp skydd skylt skåp skärgård skärm
    skötsel slöjd snö social sociala sommar sopor spel spelning sport språk spår spårvagn stad stadga stadion stadsdel station stig stipendium stol
    strand student studie studio styrelse styrning ställning stöd synskada sång säkerhet tak tandvård taxa teater tecken teckenspråk teknik telefon
    tennis terapi tid tidning tillstånd tillsyn tjej tjänst toalett tolk torg trafik transport trappa trygg trygghet träd trädgård träff träffpunkt
    träning tröskel tunnel turist tvätt tvättstuga tåg tält tävling undervisning ungdom universitet uppdrag upphandling utbildning uteservering
    utflykt uthyrning utlysning utskick vagn valborg vandring vatten vattenlek vecka verksamhet verkstad vinter vision volontär vuxen våld våning vård
    vårdcentral väg väktare vän väntsal värme växt växthus åker ålder år återbruk återvinning åtgärd äldre öppet övergång översättning övning
";

/// First parts that make no compound of a matter: what stands behind them means something else with them ("underhåll", "uppdrag").
pub(super) const PARTICLES: &[&str] = &[
    "an", "av", "be", "bi", "bort", "efter", "emot", "fort", "fram", "från", "för", "före", "genom", "gen", "hop", "in", "kring", "med", "mellan", "miss",
    "mot", "ned", "ner", "om", "på", "sam", "samman", "sär", "till", "under", "upp", "ur", "ut", "utan", "van", "vid", "åter", "över", "all", "mång", "någon",
    "ingen", "var",
];
