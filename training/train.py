"""Trains the judge of pairs, or the reranker: a network read over both sentences, with a class for each conflict.

The stories that data.py keeps for the test, and those it keeps for fitting the combiner, are not trained on:

    python train.py --model FOLDER --out judge.pt
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

import data
import examples
import few_bits
import mpnet
import stories
from altered import Altered
from examples import A_CONFLICT, Example
from minibert import Encoder, Judge
from summarizer.engines.embedded.networks import CLASSES, LONGEST_PAIR
from summarizer.engines.embedded.networks.session import DATA
from summarizer.engines.embedded.networks.wordpiece import BERT, MPNET, Marks, WordPiece

WARM_UP = 0.06
SMOOTHING = 0.05
MINED_FROM = 3  # the epoch from which the judge's own false alarms are among the unlabelled pairs
READ_AT_ONCE = 256
TOLD_EVERY = 50
FIRST_CONFLICT = CLASSES.index("stance")  # the classes from here on are types of conflict

Encoded = tuple[list[int], list[int], int]


class RememberingWordPiece(WordPiece):
    """A tokenizer that cuts each text once: the same sentences come back in hundreds of pairs."""

    def __init__(self, vocabulary: Sequence[str], marks: Marks) -> None:
        super().__init__(vocabulary, marks)
        self._cut: dict[str, list[int]] = {}

    def pieces(self, text: str) -> list[int]:
        """The pieces of a text, as cut before."""
        found = self._cut.get(text)
        if found is None:
            found = self._cut[text] = super().pieces(text)
        return found


def encode(example: Example, tokenizer: WordPiece, *, turned: bool) -> Encoded:
    """An example as the network reads it, in one of its two orders."""
    a, b = (example.b, example.a) if turned else (example.a, example.b)
    return (*tokenizer.pair(a, b, LONGEST_PAIR), example.target)


def batches(
    encoded: Sequence[Encoded], size: int, rng: random.Random
) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
    """Shuffled batches of examples of like length: ids, mask, types, targets."""
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i][0]) + rng.uniform(-4, 4))
    chunks = [order[start : start + size] for start in range(0, len(order), size)]
    rng.shuffle(chunks)
    for chunk in chunks:
        yield *padded([encoded[i][:2] for i in chunk]), torch.tensor([encoded[i][2] for i in chunk])


def padded(rows: Sequence[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor]:
    """Rows of one length, filled up with zeros: ids, mask, types."""
    length = max(len(pieces) for pieces, _ in rows)
    ids, types = (torch.zeros(len(rows), length, dtype=torch.long) for _ in range(2))
    mask = torch.zeros(len(rows), length)
    for row, (pieces, sides) in enumerate(rows):
        ids[row, : len(pieces)] = torch.tensor(pieces)
        types[row, : len(pieces)] = torch.tensor(sides)
        mask[row, : len(pieces)] = 1
    return ids, mask, types


def loss_of(logits: Tensor, targets: Tensor) -> Tensor:
    """Cross-entropy of the class; for what is only half known, of "a conflict of some type" against the rest."""
    shares = logits.float().log_softmax(-1)
    conflict = shares[:, FIRST_CONFLICT:].logsumexp(-1)
    wanted = torch.full_like(shares, SMOOTHING / shares.shape[1])
    is_known = targets >= 0
    wanted[is_known, targets[is_known]] += 1 - SMOOTHING
    known = -(wanted * shares).sum(-1)
    no_conflict = -torch.log1p(-conflict.exp().clamp(max=1 - 1e-5))
    half_known = torch.where(targets == A_CONFLICT, -conflict, no_conflict)
    return torch.where(is_known, known, half_known).mean()


def train(judge: Judge, tokenizer: WordPiece, options: argparse.Namespace) -> None:
    """Fits the judge in place; the learning rate rises, then falls to zero over the given number of epochs."""
    rng = random.Random(options.seed)
    written, told = sources(options)
    fixed = examples.of_pairs(written) + examples.of_stories(told)
    unlabelled = examples.Unlabelled(told)
    altered = Altered(written, told) if options.altered else None
    size = len(fixed) + options.unlabelled * len(told)
    size += len(altered.draw(options.altered, random.Random(options.seed))) if altered else 0
    print(f"{len(written)} pairs, {len(told)} stories: {len(fixed)} examples, {size} an epoch", flush=True)
    judge.encoder.freeze(options.frozen)
    if options.few_bits:
        few_bits.round_products(judge.encoder)
    free = [p for p in judge.parameters() if p.requires_grad]
    matrices, vectors = [p for p in free if p.dim() > 1], [p for p in free if p.dim() <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": 0.01}, {"params": vectors, "weight_decay": 0.0}], lr=options.rate
    )
    steps = options.epochs * -(-size // options.batch)
    step, started = 0, time.monotonic()
    suspected: list[float] = np.load(options.suspicion).tolist() if options.suspicion else []
    for number in range(1, options.epochs + 1):
        if number == MINED_FROM and unlabelled.pairs and not options.suspicion:
            suspected = suspicion(judge, tokenizer, unlabelled.pairs, options)
        one = fixed + unlabelled.draw(options.unlabelled, rng, suspected, options.mined)
        one += altered.draw(options.altered, rng) if altered else []
        judge.train()
        encoded = [encode(example, tokenizer, turned=rng.random() < 0.5) for example in one]
        total = 0.0
        for batch in batches(encoded, options.batch, rng):
            ids, mask, types, targets = (part.to(options.device) for part in batch)
            done = min(1.0, step / steps)
            for group in optimizer.param_groups:
                group["lr"] = options.rate * min(done / WARM_UP, (1 - done) / (1 - WARM_UP))
            with torch.autocast(options.device, torch.bfloat16, enabled=options.bf16):
                logits = judge(ids, mask, types)
            loss = loss_of(logits, targets)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(free, 1.0)
            optimizer.step()
            total += loss.item() * len(targets)
            step += 1
            if step % TOLD_EVERY == 0:
                minutes = (time.monotonic() - started) / 60
                print(f"step {step} of {steps}: loss {loss.item():.4f}, {minutes:.1f} min", flush=True)
        minutes = (time.monotonic() - started) / 60
        print(f"epoch {number} of {options.epochs}: loss {total / len(one):.4f}, {minutes:.1f} min", flush=True)
        torch.save(few_bits.exact_weights(judge), options.out)


def suspicion(
    judge: Judge, tokenizer: WordPiece, pairs: Sequence[tuple[str, str]], options: argparse.Namespace
) -> list[float]:
    """How much the judge so far takes each pair for a conflict, between 0 and 1, read one way."""
    judge.eval()
    encoded = [tokenizer.pair(a, b, LONGEST_PAIR) for a, b in pairs]
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i][0]))
    found = [0.0] * len(encoded)
    for start in range(0, len(order), READ_AT_ONCE):
        chunk = order[start : start + READ_AT_ONCE]
        ids, mask, types = (part.to(options.device) for part in padded([encoded[i] for i in chunk]))
        with torch.inference_mode(), torch.autocast(options.device, torch.bfloat16, enabled=options.bf16):
            shares = judge(ids, mask, types).float().softmax(-1)
        for i, value in zip(chunk, shares[:, FIRST_CONFLICT:].sum(-1).tolist(), strict=True):
            found[i] = value
    return found


def sources(options: argparse.Namespace) -> tuple[list[data.Pair], list[stories.Story]]:
    """The pairs and stories to learn from: a share of those that are not kept for the test or the combiner."""
    written = [pair for pair in data.read() if data.part_of(pair.story) == "train" or options.everything]
    told = [story for story in stories.read() if data.part_of(story.name) == "train" or options.everything]
    names = sorted({pair.story for pair in written} | {story.name for story in told})
    random.Random(options.seed).shuffle(names)
    kept = set(names[: round(options.share * len(names))])
    if options.written is not None:
        first = sorted(written, key=lambda pair: names.index(pair.story))  # whole stories, in the order drawn
        return first[: options.written], []
    return [pair for pair in written if pair.story in kept], [story for story in told if story.name in kept]


def parsed() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="folder of the published MiniLM or MPNet")
    parser.add_argument("--out", type=Path, required=True, help="where the trained weights go")
    parser.add_argument("--start", type=Path, help="weights to go on from, instead of the published ones")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1.5e-4, help="highest learning rate")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument(
        "--unlabelled", type=int, default=200, help="unlabelled pairs of each story, drawn anew each epoch"
    )
    parser.add_argument(
        "--suspicion",
        type=Path,
        help="numbers (.npy) that say of each unlabelled pair how much it looks like a conflict",
    )
    parser.add_argument("--mined", type=int, default=60, help="of these, how many the judge took for a conflict itself")
    parser.add_argument(
        "--share", type=float, default=1.0, help="share of the stories to train on, for a learning curve"
    )
    parser.add_argument(
        "--written", type=int, help="train on this many written pairs and on no stories, for a learning curve"
    )
    parser.add_argument("--everything", action="store_true", help="train on the held-out stories too")
    parser.add_argument(
        "--altered", type=int, default=0, help="pairs of each story with an altered figure or day, at most"
    )
    parser.add_argument("--few-bits", action="store_true", help="round the products' weights as export.py will")
    parser.add_argument("--frozen", type=int, default=0, help="lowest layers that stay as published")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--bf16", action="store_true", help="faster where the processor has it")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> None:
    """Reads and trains; the weights are saved after every epoch."""
    options = parsed()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    is_mpnet = mpnet.is_mpnet(options.model)
    kind = mpnet.Encoder if is_mpnet else Encoder
    judge = Judge(kind.pretrained(options.model, dropout=options.dropout), len(CLASSES))
    if options.start:
        judge.load_state_dict(torch.load(options.start))
    tokenizer = RememberingWordPiece.read(DATA / "vocab.txt", MPNET if is_mpnet else BERT)
    train(judge.to(options.device), tokenizer, options)


if __name__ == "__main__":
    main()
