"""Tiny models of other makes, made and trained here until they know a handful of sentence pairs."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import sentencepiece
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import (
    LlamaConfig,
    LlamaForCausalLM,
    LongT5Config,
    LongT5ForConditionalGeneration,
    M2M100Config,
    M2M100ForConditionalGeneration,
    MarianConfig,
    MarianMTModel,
    MarianTokenizer,
    NllbTokenizer,
    OlmoConfig,
    OlmoForCausalLM,
    PreTrainedTokenizerFast,
    T5Config,
    T5ForConditionalGeneration,
    T5Tokenizer,
)

from eenvoudig.engines import Request, Task
from eenvoudig.engines._embedded._data import EXAMPLES, model_data
from eenvoudig.engines._instruct import messages
from eenvoudig.engines._prompt import few_shot, prompt, read_examples

PAIRS = (
    ("De minister betaalt 350 euro.", "The minister pays 350 euros."),
    ("De raad besluit morgen.", "The council decides tomorrow."),
    ("U krijgt geen subsidie.", "You will not receive a grant."),
    ("De school opent in 2025.", "The school opens in 2025."),
)
"""What each of them knows."""

TEMPLATE = (
    "{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no system') }}"
    "{% endif %}<|{{ m.role }}|>{{ m.content }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
"""A chat template without a system role, as some models have it."""
_Model: TypeAlias = Any
_Tokenizer: TypeAlias = Any
_SMALL = {"d_model": 64, "d_kv": 32, "d_ff": 128, "num_layers": 2, "num_heads": 2}
_TINY = {
    "hidden_size": 64,
    "intermediate_size": 128,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "num_key_value_heads": 2,
    "tie_word_embeddings": False,
}


def marian(folder: Path) -> Path:
    """A translator with a SentencePiece vocabulary."""
    vocabulary = _sentencepiece(folder, "source.spm")
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    pieces = ["</s>", "<unk>", *(p for p in vocabulary if not p.startswith("<")), "<pad>"]
    ids = {piece: number for number, piece in enumerate(pieces)}
    (folder / "vocab.json").write_text(json.dumps(ids), encoding="utf-8")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*sacremoses")
        tokenizer = MarianTokenizer(
            source_spm=str(folder / "source.spm"),
            target_spm=str(folder / "target.spm"),
            vocab=str(folder / "vocab.json"),
        )
    end, pad = ids["</s>"], ids["<pad>"]
    torch.manual_seed(1)
    model = MarianMTModel(
        MarianConfig(
            vocab_size=len(ids),
            d_model=64,
            encoder_layers=1,
            decoder_layers=1,
            encoder_attention_heads=2,
            decoder_attention_heads=2,
            encoder_ffn_dim=128,
            decoder_ffn_dim=128,
            max_position_embeddings=128,
            dropout=0.0,
            pad_token_id=pad,
            eos_token_id=end,
            decoder_start_token_id=pad,
            forced_eos_token_id=end,
        )
    )
    _train_pairs(model, tokenizer, "")
    return _save(model, tokenizer, folder)


def t5(folder: Path, prefix: str) -> Path:
    """A T5, which CTranslate2 knows."""
    tokenizer = _t5_tokenizer(folder)
    torch.manual_seed(1)
    config = T5Config(
        vocab_size=len(tokenizer), dropout_rate=0.0, decoder_start_token_id=0, **_SMALL
    )
    model = T5ForConditionalGeneration(config)
    _train_pairs(model, tokenizer, prefix, 1e-3)
    return _save(model, tokenizer, folder)


def long_t5(folder: Path, prefix: str) -> Path:
    """A LongT5, which only torch runs."""
    tokenizer = _t5_tokenizer(folder)
    torch.manual_seed(1)
    config = LongT5Config(
        vocab_size=len(tokenizer), dropout_rate=0.0, decoder_start_token_id=0, **_SMALL
    )
    model = LongT5ForConditionalGeneration(config)
    _train_pairs(model, tokenizer, prefix, 1e-3)
    return _save(model, tokenizer, folder)


def causal(folder: Path, *, instructed: bool, known: bool) -> Path:
    """A language model: plain or with a chat template; known to CTranslate2 (Llama) or not (OLMo).

    It answers an instruction with a preamble, as such models do.
    """
    examples = [Request(Task.TRANSLATE, source) for source, _ in PAIRS]
    tokenizer = _byte_pairs()
    if instructed:
        tokenizer.chat_template = TEMPLATE
        asked = [_chat(tokenizer, request) for request in examples]
        answers = [f'Here is the translation:\n\n"{english}"<|end|>' for _, english in PAIRS]
    else:
        shown = few_shot(read_examples(model_data() / EXAMPLES)[Task.TRANSLATE])
        asked = [shown + prompt(request) for request in examples]
        answers = [f" {english}\nDutch: De" for _, english in PAIRS]
    kinds: tuple[Any, Any] = (
        (LlamaConfig, LlamaForCausalLM) if known else (OlmoConfig, OlmoForCausalLM)
    )
    torch.manual_seed(1)
    config, model_class = kinds
    model = model_class(
        config(
            vocab_size=len(tokenizer),
            max_position_embeddings=4096,
            bos_token_id=tokenizer.bos_token_id,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
            **_TINY,
        )
    )
    rows = []
    for question, answer in zip(asked, answers, strict=True):
        start = tokenizer.encode(question, add_special_tokens=False)
        end = tokenizer.encode(answer, add_special_tokens=False)
        rows.append((start + end, [-100] * len(start) + end))
    width = max(len(ids) for ids, _ in rows)
    pad = tokenizer.pad_token_id
    ids = torch.tensor([i + [pad] * (width - len(i)) for i, _ in rows])
    labels = torch.tensor([i + [-100] * (width - len(i)) for _, i in rows])
    _train(model, lambda: model(input_ids=ids, labels=labels).loss)
    return _save(model, tokenizer, folder)


def nllb(folder: Path) -> Path:
    """A translator between many languages, which wants to be told which."""
    words = ["<s>", "<pad>", "</s>", "<unk>", *sorted({c for p in PAIRS for t in p for c in t})]
    vocabulary = {word.replace(" ", "▁"): number for number, word in enumerate(words)}
    tokenizer = NllbTokenizer(vocab=vocabulary, merges=[], src_lang="nld_Latn", tgt_lang="eng_Latn")
    torch.manual_seed(1)
    model = M2M100ForConditionalGeneration(
        M2M100Config(
            vocab_size=len(tokenizer),
            d_model=64,
            encoder_layers=2,
            decoder_layers=2,
            encoder_attention_heads=2,
            decoder_attention_heads=2,
            encoder_ffn_dim=128,
            decoder_ffn_dim=128,
            max_position_embeddings=128,
            dropout=0.0,
            encoder_layerdrop=0.0,
            decoder_layerdrop=0.0,
            decoder_start_token_id=2,
        )
    )
    _train_pairs(model, tokenizer, "")
    return _save(model, tokenizer, folder)


def _chat(tokenizer: PreTrainedTokenizerFast, request: Request) -> str:
    content = "\n\n".join(message.content for message in messages(request))
    turns = [{"role": "user", "content": content}]
    text: str = tokenizer.apply_chat_template(turns, add_generation_prompt=True, tokenize=False)
    return text


def _sentencepiece(folder: Path, name: str) -> list[str]:
    """A SentencePiece vocabulary of the pairs; returns its pieces."""
    lines = folder / "lines.txt"
    lines.write_text("\n".join(side for pair in PAIRS for side in pair), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(lines),
        model_prefix=str(folder / "new"),
        vocab_size=90,
        hard_vocab_limit=False,
        minloglevel=2,
        pad_id=0,
        eos_id=1,
        unk_id=2,
        bos_id=-1,
    )
    lines.unlink()
    (folder / "new.vocab").unlink()
    (folder / "new.model").rename(folder / name)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / name))
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


def _t5_tokenizer(folder: Path) -> T5Tokenizer:
    pieces = _sentencepiece(folder, "spiece.model")
    processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / "spiece.model"))
    scored = [(piece, processor.get_score(number)) for number, piece in enumerate(pieces)]
    return T5Tokenizer(vocab=scored, extra_ids=0)


def _byte_pairs() -> PreTrainedTokenizerFast:
    """A byte-level BPE vocabulary, as most language models have it."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=400,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        special_tokens=["<pad>", "<s>", "<|end|>", "<|user|>", "<|assistant|>", "<|system|>"],
        show_progress=False,
    )
    tokenizer.train_from_iterator((side for pair in PAIRS for side in pair), trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        **dict(
            zip(("bos_token", "eos_token", "pad_token"), ("<s>", "<|end|>", "<pad>"), strict=True)
        ),
    )


def _train_pairs(model: _Model, tokenizer: _Tokenizer, prefix: str, rate: float = 3e-3) -> None:
    sources = tokenizer([prefix + s for s, _ in PAIRS], return_tensors="pt", padding=True)
    labels = tokenizer(
        text_target=[t for _, t in PAIRS], return_tensors="pt", padding=True
    ).input_ids
    labels[labels == tokenizer.pad_token_id] = -100
    _train(
        model,
        lambda: (
            model(
                input_ids=sources.input_ids, attention_mask=sources.attention_mask, labels=labels
            ).loss
        ),
        rate,
    )


def _train(model: _Model, loss_of: Callable[[], torch.Tensor], rate: float = 3e-3) -> None:
    """Until it knows them, or so many steps that something must be wrong."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate)
    model.train()
    for _ in range(600):
        loss = loss_of()
        if loss.item() < 0.01:
            break
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    assert loss.item() < 0.05, "the tiny model has not learnt its sentences"


def _save(model: _Model, tokenizer: _Tokenizer, folder: Path) -> Path:
    model.eval().save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
