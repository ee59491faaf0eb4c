import pytest
from hypothesis import given
from hypothesis import strategies as st

from eenvoudig.engines._embedded._data import TOKENIZER, VOCABULARY, model_data
from eenvoudig.engines._embedded._tokenizer import BEGIN, END, NEWLINE, Tokenizer
from eenvoudig.engines._prompt import normalise
from models.corpus.load import read_corpus

TOKENIZER_MODEL = Tokenizer(model_data() / TOKENIZER)

# SentencePiece writes a space as U+2581, and so cannot keep that character itself.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="▁\x00"))


@given(texts)
def test_any_text_comes_back(text: str) -> None:
    line = normalise(text)
    assert TOKENIZER_MODEL.text(TOKENIZER_MODEL.pieces(line)) == line


@given(texts)
def test_pieces_and_numbers_agree(text: str) -> None:
    pieces = TOKENIZER_MODEL.pieces(text)
    assert [TOKENIZER_MODEL.id_of(piece) for piece in pieces] == TOKENIZER_MODEL.ids(text)


def test_corpus_needs_few_byte_pieces() -> None:
    items = read_corpus(splits=["dev"])
    pieces = [piece for item in items for piece in TOKENIZER_MODEL.pieces(item.nl)]
    assert len(pieces) > 500
    assert sum(piece.startswith("<0x") for piece in pieces) < 0.001 * len(pieces)


@pytest.mark.parametrize("mark", [BEGIN, END])
def test_control_marks_in_a_text_are_only_text(mark: str) -> None:
    assert mark not in TOKENIZER_MODEL.pieces(f"de {mark} raad")


def test_vocabulary_names_a_piece_of_the_base_for_each_of_ours() -> None:
    import numpy as np

    kept = np.load(model_data() / VOCABULARY)
    assert len(kept) == len(TOKENIZER_MODEL)
    assert (np.diff(kept) > 0).all()
    assert TOKENIZER_MODEL.id_of(NEWLINE) == kept.tolist().index(107)
