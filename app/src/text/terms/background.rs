//! Titles and first paragraphs of the demonstration's issues as they once were: how common words are is measured against them. A copy, so that a
//! better wording there changes no test here.

/// Language, title, text.
pub(super) const ISSUES: &[(&str, &str, &str)] = &[
    (
        "sv",
        "Varför köper vi alla egna partytält när de mest står i förråd?",
        "I vårt förråd står fyra partytält, en högtalaranläggning och 120 stapelstolar. De används kanske sex helger om året. Två kvarter bort har en kör precis lagt 9 000 kronor på nästan likadana tält.",
    ),
    (
        "sv",
        "Vi går omvägar för att slippa gångtunneln vid Kvilletorget",
        "Under två månader har kvinnor som kommer till oss berättat om samma plats: gångtunneln mellan Kvilletorget och hållplatsen. Av tjugotvå lampor lyser nio. Vid norra mynningen har buskarna vuxit så att man inte ser vem som står där.",
    ),
    (
        "sv",
        "Tillgänglighetsinventeringsprotokollen ligger i en pärm som ingen får läsa",
        "För tre år sedan gick staden igenom 140 av sina föreningslokaler med måttband. Trösklar, dörrbredder, hissar, hörslingor och toaletter skrevs upp. Fem av våra medlemmar var med som provåkare, utan ersättning, under sammanlagt 62 dagar.",
    ),
    (
        "sv",
        "Parasporten får alltid den halltid som blev över",
        "Vår parasportgrupp tränar söndagar 20.15. Spelarna är mellan nio och sexton år. Flera behöver skjuts och en assistent vars pass slutar klockan nio, så de hinner byta om, värma upp och gå hem.",
    ),
    (
        "sv",
        "Låt ledare som stänger lokalen åka hem utan att betala själva",
        "Den som låser efter en öppen kväll på Hisingen är ofta 18 eller 19 år och ideell. Klockan är halv elva. Då återstår en biljett för egna pengar eller fyra kilometer till fots.",
    ),
    (
        "sv",
        "Vem tar över nattjouren när projektpengarna tar slut?",
        "Fyrens nattjour svarar i telefon mellan 22 och 06 och kör ut med varma kläder, te och sovsäckar. Förra året tog vi emot 3 112 samtal. En fjärdedel kom från sjukhusets akutmottagning eller från stadens egen socialjour, som ringer *oss* när de inte har någon plats att erbjuda.",
    ),
    (
        "sv",
        "Träden på Fyrtorget är märkta med rött och ingen säger varför",
        "I förra veckan fick sju av de elva lindarna på Fyrtorget ett rött kryss på stammen. Två bänkar har skruvats loss. Vi som bor här och har butiker runt torget har inte fått något brev.",
    ),
    (
        "sv",
        "Ungdomar i Biskopsgården vill vara med innan torget ritas om",
        "Vårväderstorget ska byggas om. Det fick vi reda på genom en skiss som någon la upp i en gruppchatt, med scen, vattenlek och uteservering. Pingisbordet och trappan där vi sitter var borta.",
    ),
    (
        "sv",
        "Dagvattenutjämningsmagasinet i Kärra får inte ta hela gräsplanen",
        "När det regnar kraftigt svämmar källarna över i de nya husen nedanför Kärra. Staden vill därför gräva ett magasin som fångar vattnet. Det är klokt. Men platsen som pekas ut är den enda stora gräsytan mellan skolan och skogen, och den skulle stängslas in.",
    ),
    (
        "sv",
        "Språkkaféer behöver treåriga avtal, inte en ny ansökan varje år",
        "Vi håller språkkafé på sju bibliotek, sammanlagt fjorton pass i veckan. Omkring 260 personer kommer varje vecka, och 90 frivilliga tar emot dem. Verksamheten är densamma år efter år. Ändå söker vi pengarna på nytt varje gång.",
    ),
    (
        "sv",
        "Ingen vill bli kassör längre – hur gör ni andra?",
        "På vårt senaste årsmöte satt valberedningen i två timmar innan någon tog kassörsposten. Hon som till slut sa ja gjorde det på villkor att det bara blir ett år. Vi är 410 hushåll.",
    ),
    (
        "sv",
        "En enda blankett för föreningsbidrag, oavsett förvaltning",
        "Förra året sökte vi bidrag på fyra håll inom samma kommun: till lokalhyran, till våra promenader, till it-hjälpen och till en sommarutflykt. Fyra blanketter, fyra inloggningar, fyra olika mallar för budget. Stadgarna bifogades fyra gånger.",
    ),
    (
        "sv",
        "Den som bara har kontanter får inte köpa en kopp kaffe längre",
        "Kaféet på medborgarhuset i Frölunda slutade ta emot kontanter för fem veckor sedan. En skylt på disken, inget mer. Samma sak har hänt på två av stadens simhallar och i en konsthall.",
    ),
    (
        "sv",
        "Var ska den som sover ute ta vägen när väntsalen låses klockan ett?",
        "Sedan den stora väntsalen vid busstationen började låsas mellan ett och fem på natten har våra medlemmar räknat hur många som blir stående utanför. Under tretton nätter var det som minst 17 och som mest 41 personer. Var fjärde var kvinna. De brukar sitta uppe hela natten, eftersom det känns säkrare än att sova.",
    ),
    (
        "sv",
        "Sociala företag betalar marknadshyra i stadens egna hus",
        "Ögonblickets snickeri ligger i ett före detta brandstationsgarage som staden äger. Hyran har stigit från 780 till 1 290 kronor per kvadratmeter på fyra år. Argumentet är att vi säljer saker, och att staden därför måste ta samma hyra av oss som av vilket företag som helst.",
    ),
    (
        "sv",
        "Skyddat boende kan inte köpas in som hotellnätter",
        "I det nya underlaget för upphandling räknas skyddat boende i *dygn per bädd*, med lägsta pris som tyngsta skäl. Två av de anbud som lämnades senast kom från bolag som också driver vandrarhem.",
    ),
    (
        "en",
        "Booking a community room should not require a Swedish e-ID",
        "Our women's choir has fourteen members from six countries. Last month the leader tried to book a room in a city-owned community house in Frölunda. The booking page asks for a Swedish electronic ID before it even shows which rooms are free. She has lived here for seven months and is still waiting for a personal identity number.",
    ),
    (
        "sv",
        "Dela upp lunchupphandlingen så att små kök också kan lämna anbud",
        "Stadens träffpunkter för äldre ska få ny leverantör av lunch. Enligt förhandsinformationen blir det **ett** avtal för alla 31 träffpunkter: 1 400 portioner om dagen, egna kylbilar och en omsättning på minst 20 miljoner.",
    ),
    (
        "sv",
        "Får vi låna det gamla apoteket vid Fyrtorget som kvarterslokal?",
        "Apoteket på hörnet flyttade till köpcentrumet för tre månader sedan. Skyltfönstren är täckta med brunt papper. Lokalen är på 74 kvadratmeter, har ramp och toalett, och huset ägs av ett av stadens bolag.",
    ),
    (
        "sv",
        "Vem bestämmer om lekplatsen som aldrig blev lagad?",
        "Hej, vi är en ny förening för föräldrar. Det är första gången vi skriver här, så säg till om det blir fel.",
    ),
    (
        "sv",
        "Ge kvinnor och flickor en kväll i simhallen, inte bara söndag klockan sju",
        "I Månskärans kvinnogrupp finns 46 kvinnor och ett tjugotal flickor som vill lära sig simma. Staden har en enda badtid där gardinerna dras för och bara kvinnor arbetar: söndagar 07.00–08.30 i Havregatans simhall. Den som åker från Hjällbo med första vagnen hinner byta om lagom till att bassängen ska tömmas.",
    ),
    (
        "sv",
        "Körerna står ute i regnet medan skolans musiksal är tom",
        "Varje vecka får Ångkvarnen fyra, fem samtal från körer, storband och folkdanslag som söker någonstans att öva. Vi kan ta emot två kvällar. Resten får nej.",
    ),
    (
        "sv",
        "Hörslingan är trasig i var tredje lokal som vi hyr av staden",
        "Under tre månader mätte våra medlemmar hörslingan i 27 möteslokaler som staden hyr ut. Vi använde en enkel fältstyrkemätare och samma protokoll överallt. Resultatet:",
    ),
    (
        "sv",
        "Fritidsgården stänger 22.30 men sista bussen går 22.12",
        "Ja, ni läste rätt. På fritidsgården Varvet stänger de 22.30 på fredagar och lördagar. Bussen hem till Skra Bro, Säve och Tuve går 22.12, och nästa går inte förrän 23.42.",
    ),
    (
        "sv",
        "Elva års kö till kolonilott, låt oss odla på marken som står tom",
        "I Gröna kilar finns sex odlarföreningar. Tillsammans har de 512 lotter och 2 940 personer i kö. Kring Kviberg är väntetiden elva år. Den som ställer sig i kö när barnet föds får sin första potatis lagom till att barnet fyller elva.",
    ),
    (
        "sv",
        "Får vi plantera i de tomma stenkaren så länge?",
        "Mitt på Fyrtorget står fyra stora stenkar som varit tomma sedan i fjol. Vi är en handfull grannar som vill fylla dem med örter och solrosor fram till dess att något annat händer där. När vi ringde fick vi veta att det krävs ett skötselavtal, men ingen kunde säga var man skriver på ett sådant.",
    ),
    (
        "sv",
        "Den som friges en fredag möter stängda dörrar hela helgen",
        "Det kom en man till oss med en genomskinlig plastpåse. I den låg mobil utan laddning, frigivningsbevis, 160 kronor. Klockan var halv fem en fredag. Socialkontoret hade stängt fyra och banken krävde en legitimation som gått ut på anstalten.",
    ),
    (
        "en",
        "Let us rescue bikes from the recycling yards before they are crushed",
        "On an ordinary Saturday we stood outside one recycling yard for five hours and counted. Sixty-three bicycles went into the metal container. Our mechanics judged that forty of them needed less than an hour of work: a tube, a cable, a wheel straightened.",
    ),
    (
        "sv",
        "Översätt blanketten, eller skriv den så att man slipper översättning",
        "Ansökan om startbidrag för nya föreningar är fjorton sidor. Vi lät sju språkpar läsa den. Ingen av de nya svensktalande kom förbi sidan fyra, och tre av de infödda fastnade på ordet *medelsförvaltare*.",
    ),
    (
        "sv",
        "Sju föreningar delar på en frys och slänger mat varje tisdag",
        "Butikerna ger oss allt mer överbliven mat, och på tisdagar kommer allt på en gång. Vår frys rymmer 300 liter. Förra veckan bar vi ut nittio kilo frysta grönsaker i soporna, mat som redan var räddad en gång.",
    ),
    (
        "sv",
        "Varför låses grinden till skolgården klockan fem?",
        "Vid vår skola finns gungor, en liten fotbollsplan och skugga. Klockan 17 kommer en bil och låser. Då klättrar de större barnen över stängslet, och de små får stå utanför och titta på. Förra veckan fastnade en pojke med jackan och blev hängande.",
    ),
    (
        "sv",
        "Elcyklarna genar över vår innergård i full fart",
        "Sedan cykelvägen längs kajen grävdes upp väljer pendlarna vår gård. Mellan 7.30 och 8.30 räknade vi 212 cyklar, varav tre fjärdedelar var elcyklar. Två barn har blivit påkörda, lindrigt. Bostadsbolaget säger att det inte får sätta upp grindar så länge omledningen gäller.",
    ),
    (
        "sv",
        "Färjan är godkänd som tillgänglig, men rampen slutar elva centimeter för högt",
        "Vi åkte skärgårdsfärjan fram och tillbaka sex gånger med måttband, två elrullstolar och en rollator. Så här var det:",
    ),
    (
        "sv",
        "Utan BankID får du vänta i telefonkö tills du blir frisk",
        "På landet omkring Skövde, Hjo och Tibro har byalagen en tradition: är det någon man inte sett på ett par dagar så knackar man på. Nu gjorde vi om rundan till en enkät och knackade hos 208 personer över 75 år.",
    ),
    (
        "sv",
        "Plattformens pengar kommer i april men hyran ska betalas i januari",
        "Kusthjälpen är värd för plattformen i Fyrbodal. Det är ett hedersuppdrag, och varje nyår är det en huvudvärk. Stödet för året beslutas i februari och betalas ut i april. Samordnaren ska ha lön den 25 januari, den 25 februari och den 25 mars.",
    ),
    (
        "sv",
        "När tolken ställer in klockan åtta blir barnet tolk klockan nio",
        "Under tre månader bad vi femtio familjer notera vad som hände vid vårdbesök. Av 131 bokade tolkar uteblev 27. I nio fall fick ett barn översätta, en gång besked om en tumör. Mottagningarna bokade om resten, i snitt fem veckor senare.",
    ),
    (
        "sv",
        "Låt den som själv har varit inlagd möta nästa patient i dörren",
        "Tre av våra föreningar utbildar kamratstödjare, människor med egen erfarenhet av psykisk ohälsa som arbetar vid sidan av personalen. Två mottagningar har provat i ett halvår och vill fortsätta. Nu tar projektpengarna slut, och ingen budgetrad passar, för en kamratstödjare är varken vårdpersonal eller volontär.",
    ),
    (
        "sv",
        "Vi fick veta om utlysningen dagen efter att den stängde",
        "I år missade våra fjorton klubbar tre utlysningar som vi hade haft god chans på. Den ena låg som pdf på en sida under *Nyheter*, den andra nämndes på ett seminarium och den tredje fick vi höra om på tåget. Det finns nyhetsbrev, men de är elva stycken och ingen av oss hinner läsa alla.",
    ),
    (
        "sv",
        "Dela upp tvättupphandlingen så att ett kooperativ kan lägga anbud",
        "Sjukhustextilierna i södra delen av länet upphandlas i ett enda paket på elva ton i veckan. Vi klarar ett halvt. Med det halva tonnet, till exempel lagning och märkning av arbetskläder, skulle vi kunna anställa sex personer som i dag går på försörjningsstöd.",
    ),
    (
        "sv",
        "Små teatrar faller bort när kulturstödet kräver tre års bokslut",
        "Vi spelar sommarteater för ungefär 1 200 personer i en lada vid Vänern. När vi sökte stöd till en ny vikscen fick vi nej redan på första sidan: föreningen är yngre än tre år. Skådespelarna är desamma som i den gamla föreningen, som lades ner när ordföranden flyttade.",
    ),
];
