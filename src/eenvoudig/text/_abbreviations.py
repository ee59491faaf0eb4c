"""Dutch abbreviations that end in a full stop, by what the full stop can mean.

LanguageTool's rules know many of them, but not those of law, parliament and the budget; and they
never end a sentence at "mln." or "enz.", where policy texts often do.
"""

from __future__ import annotations

_LEADING = """
    dhr. mw. mevr. mr. drs. dr. ir. ing. prof. ds. jhr. ged. st. gen. kol. wnd. plv. min.

    art. artt. nr. nrs. blz. pag. p. pp. par. hfst. bijl. fig. tab. sub. jo. vgl. cf. stb. stcrt.
    trb. rb. vs. vlg. ref. afd. red.

    o.a. m.n. m.b.t. t.a.v. t.b.v. t.g.v. t.o.v. t.n.v. t.w. t.l.v. t.h.v. t.a.p. d.m.v. i.v.m.
    i.c.m. i.h.k.v. i.p.v. i.s.m. i.t.t. i.g.v. i.h.b. m.a.w. m.i.v. m.u.v. m.m.v. n.a.v. o.b.v.
    o.g.v. o.l.v. o.v.v. o.m. a.d.h.v. a.g.v. b.v. bijv. d.d. d.w.z. c.q. resp. nl. v.a. v.d. zgn.
    v.w.b. incl. excl. evt. ca. plm. ong. max. gem. tel. i.e. e.g. s.v.p. vnl.

    jan. febr. mrt. apr. aug. sept. okt. nov. dec.
"""

_CLOSING = """
    mln. mld. pct. enz. etc. e.d. e.a. e.v. c.s. a.i. a.s. jl. n.v.t. i.o. z.s.m. p.j. p.m. ha. km.
    b.v. n.v. jr. max. tel. st.
"""

_OPENERS = """
    De Het Een In Dit Deze Die Dat Er Voor Met Op Om Bij Door Ook Daarnaast Daarom Daarbij Daarmee
    Daarvan Daarin Daartoe Daarop Daarover Hierdoor Hiermee Hierbij Hiervoor Hiertoe Hierop Hierover
    Hiervan Zo Als Wanneer Omdat Hoewel Indien Voorts Verder Bovendien Tevens Echter Uit Naast Na
    Tot Tijdens Sinds Volgens Vanaf Vanuit Over Onder Tussen Wij We Ik Hij Zij Ze U Hun Zijn Haar
    Onze Ons Alle Al Geen Niet Wel Nog Nu Toen Dan Want Maar En Of Wat Wie Waar Hoe Waarom Welke
    Elk Elke Ieder Iedere Veel Sommige Enkele Beide Dergelijke Dergelijk Middels Conform Ter Ten Aan
    Mede Momenteel Inmiddels Ondanks Per Van Eerst Vervolgens Zonder Desondanks Tenslotte Kortom
    Immers Zowel Dankzij Wegens
    The This That These It There We On For With As If When While However He She They His Her Its
"""

LEADING = frozenset(_LEADING.split())
"""Titles, places in a law or file, linking phrases: something follows, in the same sentence."""

CLOSING = frozenset(_CLOSING.split())
"""These can be a sentence's last word. In both lists: a sentence ends only before an opener."""

OPENERS = frozenset(_OPENERS.split())
"""Words that open a sentence more often than they are the first word of a name."""
