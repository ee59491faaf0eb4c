"""Dutch abbreviations that end in a full stop, by what the full stop can mean.

LanguageTool's rules know many of them, but not those of law, parliament and the budget; and they
never end a sentence at "mln." or "enz.", where policy texts often do.
"""

from __future__ import annotations

_LEADING = """
    dhr. mw. mevr. mej. hr. mr. mrs. drs. dr. dra. ir. ing. prof. ds. jhr. jkvr. st. gen. kol. lt.
    maj. min. stas. z.k.h. h.m. z.m. z.e. h.e. wnd. plv.

    art. artt. nr. nrs. no. blz. pag. p. pp. par. hfst. hst. hoofdst. bijl. fig. tab. afb. sub.
    aanh. jo. vgl. cf. stb. stcrt. trb. pb. kst. rb. vs. al. vlg. ref. afd. ed. red.

    o.a. m.n. m.b.t. t.a.v. t.b.v. t.g.v. t.o.v. t.w.v. t.n.v. t.w. d.m.v. i.v.m. i.c.m. i.h.k.v.
    i.p.v. i.s.m. i.t.t. i.g.v. i.h.b. i.v.t. m.a.w. m.i.v. m.u.v. m.m.v. n.a.v. o.b.v. o.g.v.
    o.l.v. o.v.v. o.i.v. o.m. a.d.h.v. a.g.v. b.v. bv. bijv. bvb. d.d. d.w.z. c.q. resp. nl. t.e.m.
    t.z.t. u.h.v. v.a. v.d. z.g. zgn. zg. w.o. w.v. v.w.b. incl. excl. inz. evt. ca. plm. ong. max.
    gem. tel. t.h.v. t.l.v. t.a.p. p.p. i.e. e.g. i.a. s.v.p. a.u.b. bw. betr. ivm. mbt. tav. tbv.
    vnl. vlgs. jan. feb. febr. mrt. apr. aug. sept. okt. nov. dec.
"""

_CLOSING = """
    mln. mld. mio. bln. enz. etc. e.d. e.a. e.v. c.s. a.i. b.d. a.s. jl. j.l. ll. l.l. n.v.t. n.b.
    i.o. i.w. z.s.m. z.o.z. d.a.v. m.v. e.e.a. p.j. p.m. p.a. p.p.p. p.w. p.u. ha. km. kg. min. sec.
    pct. st. n.chr. v.chr. chr. m.i. o.i. i.c. q.q. a.h.w. z.n. d.v. r.k. u.a. b.v. n.v. bv. nv.
    jr. sr. co. inc. ltd. corp. dgl. derg. al. no. max. tel. s.v.p. a.u.b. t.z.t.
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
