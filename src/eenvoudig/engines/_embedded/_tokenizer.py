"""Text to pieces and back, with the pruned vocabulary that travels with this package."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import sentencepiece

BEGIN = "<bos>"
END = "<eos>"
NEWLINE = "\n"


class Tokenizer:
    """A SentencePiece model with the kept pieces, numbered from 0 as in the pruned model."""

    def __init__(self, path: Path) -> None:
        self._processor = sentencepiece.SentencePieceProcessor(model_proto=path.read_bytes())

    def __len__(self) -> int:
        size: int = self._processor.get_piece_size()
        return size

    def pieces(self, text: str) -> list[str]:
        """Split a text into pieces; a leading space is part of the first one."""
        pieces: list[str] = self._processor.encode(text, out_type=str)
        return pieces

    def ids(self, text: str) -> list[int]:
        """The numbers of the pieces that `pieces` gives."""
        ids: list[int] = self._processor.encode(text, out_type=int)
        return ids

    def id_of(self, piece: str) -> int:
        """The number of one piece."""
        number: int = self._processor.piece_to_id(piece)
        return number

    def vocabulary(self) -> list[str]:
        """All pieces, in order."""
        return [self._processor.id_to_piece(number) for number in range(len(self))]

    def text(self, pieces: Sequence[str]) -> str:
        """Put pieces together; bytes that make no UTF-8 become U+FFFD."""
        text: str = self._processor.decode_pieces(list(pieces))
        return text


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _field(number: int, value: int | bytes) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def model_proto(pieces: Iterable[tuple[str, float, int]]) -> bytes:
    """Write a SentencePiece ModelProto: BPE with byte fallback, no dummy prefix, no normalisation.

    Written by hand because `sentencepiece_model_pb2` would ask for the whole of protobuf.
    Field numbers are those of sentencepiece_model.proto (SentencePiece 0.2).

    Args:
        pieces: (piece, score, type) in order; the first four are padding, end, begin and unknown.
    """
    out = bytearray()
    for piece, score, kind in pieces:
        body = _field(1, piece.encode()) + b"\x15" + np.float32(score).tobytes() + _field(3, kind)
        out += _field(1, body)
    trainer = b"".join(
        _field(number, value)
        for number, value in (
            (3, 2),  # model_type: BPE
            (35, 1),  # byte_fallback
            (40, 3),  # unk_id
            (41, 2),  # bos_id
            (42, 1),  # eos_id
            (43, 0),  # pad_id
            (45, b"<unk>"),
            (46, b"<bos>"),
            (47, b"<eos>"),
            (48, b"<pad>"),
        )
    )
    # add_dummy_prefix, remove_extra_whitespaces: off; escape_whitespaces: on
    normalizer = _field(1, b"identity") + _field(3, 0) + _field(4, 0) + _field(5, 1)
    return bytes(out + _field(2, trainer) + _field(3, normalizer))
