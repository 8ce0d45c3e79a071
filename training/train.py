"""Trains the judge of pairs: MiniLM read over both sentences at once, with three classes.

The stories that data.py keeps for the test are not trained on:

    python train.py --model FOLDER --out judge.pt
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

import data
from minibert import Encoder, Judge
from wordpiece import WordPiece

LONGEST = 128
BATCH = 16
WARM_UP = 0.06
SMOOTHING = 0.05

Example = tuple[list[int], list[int], int]
Batch = tuple[Tensor, Tensor, Tensor, Tensor]


def turned(pair: data.Pair) -> data.Pair:
    """The same pair in the other order."""
    return replace(pair, a=pair.b, b=pair.a)


def epoch(number: int, written: Sequence[data.Pair], extra: Sequence[data.Pair], rng: random.Random) -> list[data.Pair]:
    """One pass: every written pair once, in the other order than in the pass before, and the mined ones in any order."""
    kept = [turned(pair) if (place + number) % 2 else pair for place, pair in enumerate(written)]
    return kept + [turned(pair) if rng.random() < 0.5 else pair for pair in extra]


def draw(mined: Sequence[data.Pair], options: argparse.Namespace, count: int, rng: random.Random) -> list[data.Pair]:
    """Some mined pairs: a share of them such that look as if they spoke of one thing, a share with one sentence cut."""
    groups = [[pair for pair in mined if pair.is_alike is wanted] for wanted in (True, False)]
    alike = round(count * options.alike)
    drawn = [p for group, size in zip(groups, (alike, count - alike), strict=True) for p in rng.sample(group, size)]
    return [data.cut(pair, rng) if rng.random() < options.cut else pair for pair in drawn]


def batches(examples: Sequence[Example], rng: random.Random) -> Iterator[Batch]:
    """Shuffled batches of examples of like length."""
    order = sorted(range(len(examples)), key=lambda i: len(examples[i][0]) + rng.uniform(-4, 4))
    chunks = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    rng.shuffle(chunks)
    for chunk in chunks:
        length = max(len(examples[i][0]) for i in chunk)
        ids, types = (torch.zeros(len(chunk), length, dtype=torch.long) for _ in range(2))
        mask = torch.zeros(len(chunk), length)
        for row, i in enumerate(chunk):
            pieces, sides, _ = examples[i]
            ids[row, : len(pieces)] = torch.tensor(pieces)
            types[row, : len(pieces)] = torch.tensor(sides)
            mask[row, : len(pieces)] = 1
        yield ids, mask, types, torch.tensor([examples[i][2] for i in chunk])


def freeze(encoder: Encoder, layers: int) -> None:
    """Keeps the embeddings and the lowest layers as published, which also saves their part of the way back."""
    for part in (encoder.words, encoder.positions, encoder.types, encoder.norm, *encoder.layers[:layers]):
        for parameter in part.parameters():
            parameter.requires_grad = False


def train(judge: Judge, tokenizer: WordPiece, written: Sequence[data.Pair], options: argparse.Namespace) -> None:
    """Fits the judge in place; the learning rate rises, then falls to zero over the given number of epochs."""
    rng = random.Random(options.seed)
    extra = data.mined(written)
    count = round(options.mined * len(written))
    freeze(judge.encoder, options.frozen)
    free = [p for p in judge.parameters() if p.requires_grad]
    matrices = [p for p in free if p.dim() > 1]
    vectors = [p for p in free if p.dim() <= 1]
    groups = [{"params": matrices, "weight_decay": 0.01}, {"params": vectors, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=options.rate, fused=True)
    passes = [epoch(n, written, draw(extra, options, count, rng), rng) for n in range(options.epochs)]
    steps = sum(-(-len(pairs) // BATCH) for pairs in passes)
    step, started = 0, time.monotonic()
    judge.train()
    for number, pairs in enumerate(passes, 1):
        examples = [(*tokenizer.pair(p.a, p.b, LONGEST), p.number) for p in pairs]
        total = 0.0
        for ids, mask, types, labels in batches(examples, rng):
            done = step / steps
            for group in optimizer.param_groups:
                group["lr"] = options.rate * min(done / WARM_UP, (1 - done) / (1 - WARM_UP))
            with torch.autocast("cpu", torch.bfloat16, enabled=options.bf16):
                logits = judge(ids, mask, types)
            loss = functional.cross_entropy(logits.float(), labels, label_smoothing=SMOOTHING)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(free, 1.0)
            optimizer.step()
            total += loss.item() * len(labels)
            step += 1
            if step % 50 == 0:
                print(f"step {step} of {steps}, {(time.monotonic() - started) / 60:.1f} min", flush=True)
        print(f"epoch {number} of {options.epochs}: loss {total / len(pairs):.3f}", flush=True)
        torch.save(judge.state_dict(), options.out)


def parsed() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="folder of the published MiniLM")
    parser.add_argument("--out", type=Path, required=True, help="where the trained weights go")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1e-4, help="highest learning rate")
    parser.add_argument(
        "--mined", type=float, default=1.0, help="mined pairs for each written one, drawn anew each epoch"
    )
    parser.add_argument("--alike", type=float, default=0.3, help="share of the mined pairs that look like one thing")
    parser.add_argument("--cut", type=float, default=0.2, help="share of the mined pairs with one sentence cut short")
    parser.add_argument("--start", type=Path, help="weights to go on from, instead of the published ones")
    parser.add_argument("--count", type=int, help="train on about so many written pairs only")
    parser.add_argument("--everything", action="store_true", help="train on the held-out stories too")
    parser.add_argument("--frozen", type=int, default=0, help="lowest layers that stay as published")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--bf16", action="store_true", help="faster where the processor has it")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    """Reads and trains; the weights are saved after every epoch."""
    options = parsed()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    written, kept = data.split(data.read())
    if options.everything:
        written += kept
    if options.count:
        written = data.some_stories(written, options.count, options.seed)
    judge = Judge(Encoder.pretrained(options.model, dropout=options.dropout), len(data.LABELS))
    if options.start:
        judge.load_state_dict(torch.load(options.start))
    print(f"{len(written)} written pairs of {len({p.story for p in written})} stories", flush=True)
    train(judge, WordPiece.read(options.model / "vocab.txt"), written, options)


if __name__ == "__main__":
    main()
