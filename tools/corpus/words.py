"""The words that the invented world is made of. Names are put together from syllables, so that none is a known person's."""

from typing import Final

#: The syllables of names, from the most to the least frequent; a part that may be missing begins with a space.
GIVEN_PARTS: Final = (
    "Al Be Ca Da El Fe Ga Ha Il Jo Ka Le Ma Na Or Pa Re Sa Ta Ve",
    "dan la ri mo nor sel vi ren ta lis",
    " a o us ia en ina",
)
SURNAME_PARTS: Final = (
    "Ar Bel Cor Dun Esk Far Gor Hal Ing Jar Kel Lor Mar Nor Ost Pel Quin Ros Sten Tor",
    "a e i o en in ar er ov ul",
    "bell dal feld gren ham kov land mann nez quist rado stad ton vane wick zar ri sen mbe nko",
)

#: Fields of policy: what a body is for, what a post is for, what a series is about.
FIELDS: Final = (
    "Fisheries", "Water", "Energy", "Trade", "Transport", "Health", "Agriculture", "Migration", "Culture", "Education",
    "Mining", "Tourism", "Forestry", "Ports", "Statistics", "Customs", "Labour", "Environment", "Space", "Telecommunications",
)  # fmt: skip
BODY_FORMS: Final = (
    "Ministry of {field}", "National {field} Agency", "Department of {field}", "Federal Office for {field}",
    "{field} Commission",
)  # fmt: skip
TOPICS: Final = (
    "River Basin", "Border Trade", "Maritime Safety", "Clean Energy", "Academic Exchange", "Disaster Relief", "Food Security",
    "Rail Transport", "Plant Health", "Digital Trade", "Labour Mobility", "Air Services", "Ocean Science", "Museum",
    "Mineral Resources", "Veterinary",
)  # fmt: skip
SERIES_FORMS: Final = (
    "{a}-{b} {topic} Dialogue", "{a}-{b} {topic} Working Group", "Joint {topic} Commission", "{topic} Steering Committee",
    "{a}-{b} {topic} Consultations", "Standing {topic} Council",
)  # fmt: skip
CITY_PARTS: Final = ("Al Bren Cal Dor Es Fal Gar Hol Is Kar", "ta mo ven ri sa lo", "burg port ville stad ra polis")

COMMITMENTS: Final = (
    "to exchange data every month", "to train forty inspectors each year", "to open a joint office",
    "to simplify the forms for travellers", "to map the shared waters", "to hold joint exercises in spring",
    "to publish their measurements in both languages", "to appoint contact points for urgent cases",
    "to build two new laboratories", "to double the number of scholarships",
)  # fmt: skip
ACHIEVEMENTS: Final = (
    "the completion of the northern laboratory", "the opening of the second bridge", "the progress made on common standards",
    "the training of two hundred officers", "the return of nine paintings", "the end of the pilot phase",
)  # fmt: skip
INSTRUMENTS: Final = (
    "Action Plan", "Memorandum of Understanding", "Joint Declaration", "Work Programme", "Roadmap",
)  # fmt: skip
QUOTES: Final = (
    "We have come a long way in a short time", "Neighbours do well to talk before it rains",
    "What we count together we can mend together", "This is work for many years", "Our people will feel the difference",
)  # fmt: skip
BACKGROUND: Final = (
    "Both countries have traded along the coast for centuries.", "A film about the common work was shown to the press.",
    "Students of two schools handed over drawings.", "The weather was fair, and the flags of all parties flew over the hall.",
)  # fmt: skip
ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
