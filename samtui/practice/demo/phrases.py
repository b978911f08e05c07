"""What generated families say, write and promise. Each is said by nobody."""

from samtui.models.caseload import Information, NoteKind, Principal

NEEDS = (
    "Vi vill sova en hel natt i veckan.",
    "Någon som ringer runt i stället för mig.",
    "Att slippa berätta allt från början.",
    "Syskonen behöver också tid.",
    "Att skolan och hemmet gör likadant.",
    "Jag vill ha samma taxi varje morgon.",
    "Vi förstår inte breven.",
    "Att någon svarar samma vecka.",
    "En lugn väg in till klassrummet.",
    "Vi vill veta vem som bestämmer.",
    "Jag vill rita, inte prata.",
    "Någon att ringa när det är kväll.",
)
WORKS = (
    "Simningen på torsdagar fungerar.",
    "Morfar hämtar på fredagar.",
    "Bilderna i hallen hjälper.",
    "Fritids är bra.",
    "Musiken fungerar.",
)
EXCEPTIONS = (
    "inte det som rör syskonen",
    "inte pappas arbete, det vill vi berätta själva",
    "inget om ekonomin",
)
REMARKS = (
    "Ring efter 16.",
    "Skicka sms först.",
    "Nås bäst på förmiddagen.",
    "Svarar alltid på lunchen.",
    "Tolk på telefon.",
    "",
    "",
)
QUESTIONS = (
    "Vad ska vi börja med?",
    "Vem gör vad till nästa gång?",
    "Hur kan skolan och hemmet göra likadant?",
    "Vad har blivit av det vi sa?",
    "Vad tar vid?",
)
ITEMS = (
    ("Nuläge", "Föräldrarna berättade hur en vanlig vecka ser ut.", "Alla läser samma blad före nästa möte."),
    ("Skolan", "Morgnarna är svårast. Rummet är för högljutt.", "Skolan ordnar ett lugnt rum."),
    ("Hemma", "Nätterna är korta och avlösningen är ny.", "Enheten svarar om fler timmar."),
    ("Fritid", "Barnet vill prova en aktivitet till.", "Föreningen tar emot på prov."),
    ("Hjälpmedel", "Stolen är för liten.", "En ny stol provas ut."),
    ("Övergång", "Ett nytt stadium börjar snart.", "Överlämning med familjen i rummet."),
    ("Vem vi ringer", "Familjen vill ha en människa att ringa.", "Ett namn och ett nummer på ett blad."),
    ("Pengar", "Ett brev har kommit som ingen förstår.", "Vi läser brevet tillsammans."),
)
PROMISES = (
    "Ordna ett lugnt rum",
    "Svara om fler timmar",
    "Prova ut en ny stol",
    "Skicka ett skriftligt svar till familjen",
    "Ringa runt när barnet inte kommer iväg",
    "Skriva ett intyg",
    "Boka ett studiebesök",
    "Göra ett schema med bilder",
    "Läsa brevet tillsammans med familjen",
    "Ta emot på prov en kväll",
    "Säga vem som tar över",
    "Följa med på första besöket",
)
WAITING_ON = ("svar på ansökan", "svar på remissen", "nästa lediga tid", "besked om vem som tar över")
DROPPED = ("Familjen vill inte längre.", "Något annat löste det.", "Barnet vill göra det själv.")
NOTES: tuple[tuple[NoteKind, str], ...] = (
    (NoteKind.CONTACT, "Gick igenom veckan. Två saker är bättre, en är kvar."),
    (NoteKind.CONTACT, "Ringde om kallelsen. Tiden passar."),
    (NoteKind.CONTACT, "Läste brevet tillsammans, rad för rad."),
    (NoteKind.CONTACT, "Barnet visade en teckning och sa vad mötet ska handla om."),
    (NoteKind.CONTACT, "Kort samtal. De hör av sig efter helgen."),
    (NoteKind.CONTACT, "Frågade hur natten var. Bättre än i förra veckan."),
    (NoteKind.NOTE, "Skrev till enheten och frågade när svaret kommer."),
    (NoteKind.NOTE, "Samlade papper inför mötet."),
    (NoteKind.NOTE, "Barnet fick veta hur mötet blev, med bilder."),
    (NoteKind.ATTEMPT, "Ej svar."),
)
ROLES = (
    ("Förskolan", Principal.MUNICIPALITY),
    ("Skolan", Principal.MUNICIPALITY),
    ("LSS-handläggaren", Principal.MUNICIPALITY),
    ("Socialsekreteraren", Principal.MUNICIPALITY),
    ("Habiliteringen", Principal.REGION),
    ("Barnläkaren", Principal.REGION),
    ("Tandvården", Principal.REGION),
    ("Försäkringskassan, skyddad handläggning", Principal.STATE),
)
"""Actors of families with protected personal data, named by what they are; a unit's name is an address."""
WORDS = ("Jag vill ha tyst när jag kommer.", "Fråga mig först.", "Det var bra med bilder.", "")
KINDS = (Information.SCHOOL, Information.HEALTH, Information.SUPPORT, Information.FAMILY)
