"""Names for people and families who do not exist: families are birds, professionals are herbs."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


BIRDS = _words(
    """
    Pilfink Kornknarr Sidensvans Gråsiska Entita Rördrom Lavskrika Tofsvipa Ärtsångare Strömstare Nötskrika
    Tornseglare Blåmes Talgoxe Domherre Steglits Gärdsmyg Rödhake Koltrast Björktrast Taltrast Rödvingetrast
    Bofink Bergfink Grönfink Grönsiska Hämpling Gulsparv Sävsparv Sädesärla Forsärla Gulärla Trädpiplärka
    Ladusvala Hussvala Backsvala Lövsångare Gransångare Svarthätta Trädgårdssångare Kungsfågel Stjärtmes
    Tofsmes Svartmes Talltita Nötväcka Trädkrypare Stare Kaja Råka Korp Skata Gråspett Gröngöling Spillkråka
    Göktyta Gök Ringduva Skogsduva Turkduva Kattuggla Sparvuggla Pärluggla Hornuggla Lappuggla Slaguggla
    Ormvråk Fjällvråk Tornfalk Lärkfalk Fiskgjuse Sparvhök Trana Gråhäger Ljungpipare Strandskata Fiskmås
    Skrattmås Fisktärna Silvertärna Knipa Vigg Kricka Bläsand Ejder Storskrake Salskrake Smådopping Storlom
    Smålom Orre Järpe Tjäder Dalripa Rapphöna Vaktel Sånglärka Trädlärka Buskskvätta Stenskvätta Rödstjärt
    Blåhake Näktergal Härmsångare Törnskata Varfågel Korsnäbb Tallbit Snösparv Ortolan Kungsfiskare
    Enkelbeckasin Morkulla Drillsnäppa Grönbena Rödbena Storspov Småspov Brushane Kärrsnäppa Svärta Alfågel
    """
)

HERBS = _words(
    """
    Anis Backtimjan Basilika Bergmynta Bockhornsklöver Brunört Brännässla Citronmeliss Citrontimjan Daggkåpa
    Dill Dragon Fänkål Groblad Gräslök Grönmynta Gullris Gurkört Harsyra Hjärtstilla Honungsört Isop
    Johannesört Jordreva Kamomill Kardborre Kattmynta Koriander Krasse Krusmynta Kummin Kungsljus Kungsmynta
    Kvanne Kyndel Kärleksört Körvel Lakritsrot Lavendel Libbsticka Lungört Läkemalva Malva Malört Mejram
    Mjölkört Mjölon Mynta Myskmadra Myskmalva Nejlikrot Oregano Pepparmynta Persilja Pimpinell
    Ramslök Renfana Ringblomma Rosenrot Rosmarin Rölleka Salvia Sandtimjan Solhatt Sommarkyndel Spenört
    Strandmynta Svalört Timjan Vallört Vattenmynta Vildkörvel Vildmalva Vinruta Vänderot Åbrodd Åkermynta
    Älggräs Ängsmynta Ängssyra Ögontröst
    """
)

FIRST_NAMES = _words(
    """
    Anna Maria Karin Lena Eva Kerstin Birgitta Marie Sara Emma Jenny Malin Linda Åsa Hanna Ida Sofia Elin
    Johanna Camilla Ulrika Helena Susanne Monica Lars Anders Johan Per Karl Erik Mikael Peter Daniel Fredrik
    Andreas Stefan Magnus Jonas Mattias Henrik Martin Joakim Robert Patrik Amina Fatima Hassan Ali Omar
    Yasmin Leila Samir Zahra Goran Jelena Milan Mirela Katarzyna Piotr Aino Juhani Sirpa Pirjo Maj Rauni
    """
)

CHILDREN = _words(
    """
    Alice Maja Vera Astrid Ella Wilma Saga Signe Freja Elsa Ebba Alma Ellie Iris Stella Selma Olivia Juni
    Lykke Tuva Molly Nova Lova Livia Hilma Noah Hugo Liam William Nils Elliot Adam Sam Leo Oliver Lucas
    Matteo August Malte Otto Theo Vide Tage Frans Loke Ivar Algot Sixten Melvin Viggo Nour Layla Karim Yusuf
    Salma Idris Amir Ines Elias Mila
    """
)

TITLES = ("handläggare", "kurator", "mentor", "specialpedagog", "sjuksköterska", "enhetschef", "psykolog")


def fictional_number(place: int) -> str:
    """One of the 395 telephone numbers set aside for books and films; they come again after the last."""
    series = (
        ("070-174 06 ", 5, 95),
        ("031-390 06 ", 0, 100),
        ("040-628 04 ", 0, 100),
        ("08-465 004 ", 0, 100),
    )
    place %= sum(count for _start, _first, count in series)
    for start, first, count in series:
        if place < count:
            return f"{start}{first + place:02d}"
        place -= count
    raise ValueError(place)
