"""The engine for OpenAI-compatible servers: Ollama, vLLM, llama.cpp, an organisation's own."""

from __future__ import annotations

import ipaddress
import math
import os
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from eenvoudig._errors import ServerError, UsageError
from eenvoudig.engines._choice import Server
from eenvoudig.engines._clean import clean
from eenvoudig.engines._instruct import messages
from eenvoudig.engines._protocol import Abilities, Decoding, Hypothesis, Request, Task, require

if TYPE_CHECKING:
    from openai import OpenAI

GREEDY = Decoding()
NO_KEY = "none"
"""What a server without keys is sent, since the protocol has a place for one."""
_LONGEST, _SIDE_TALK = 10, 20_000
"""Most letters of an answer for each of the source's, and for what a model says besides; a longer
one is no answer."""
_NO_ANSWER = Hypothesis("", -math.inf, complete=False)


@dataclass(frozen=True, slots=True)
class ServerEngine:
    """An `Engine` that asks a server; safe to keep and to call any number of times."""

    server: Server
    model: str
    client: OpenAI

    @property
    def abilities(self) -> Abilities:
        """Both tasks, with hints and context; several hypotheses by sampling, without scores."""
        return Abilities(
            tasks=frozenset(Task),
            hints=True,
            context=True,
            search=False,
            sampling=True,
            scores=False,
            remote=_remote(self.server, self.model),
            examples=True,
        )

    @property
    def signature(self) -> Mapping[str, str]:
        """The server and the model as it calls it; which weights those are, only it knows."""
        return {"engine": "openai", "server": self.server.url, "model": self.model}

    def least_score(self, task: Task) -> float:
        """A server gives no scores."""
        del task
        return -math.inf

    def generate(
        self,
        requests: Sequence[Request],
        decoding: Decoding = GREEDY,
        *,
        on_progress: Callable[[int], None] | None = None,
    ) -> list[tuple[Hypothesis, ...]]:
        """Answer each request, several at a time. Identical requests are answered once.

        A request that the server refuses, or to which its answer is no text, gets one empty
        hypothesis that is not complete.

        Raises:
            UsageError: beam search is asked for.
            ServerError: the server is not there, refuses the key, does not know the model, or
                keeps failing.
        """
        places: dict[Request, list[int]] = defaultdict(list)
        for place, request in enumerate(requests):
            require(self, request.task, decoding)
            places[request].append(place)
        answers: list[tuple[Hypothesis, ...]] = [()] * len(requests)
        pool = ThreadPoolExecutor(max_workers=max(1, self.server.at_once))
        try:
            jobs: dict[Future[tuple[Hypothesis, ...]], Request] = {
                pool.submit(self._answer, request, decoding): request for request in places
            }
            for job in as_completed(jobs):
                found = job.result()
                for place in places[jobs[job]]:
                    answers[place] = found
                if on_progress:
                    on_progress(len(places[jobs[job]]))
        finally:
            # After an error or Ctrl-C what was not sent yet is not sent any more.
            pool.shutdown(wait=False, cancel_futures=True)
        return answers

    def _answer(self, request: Request, decoding: Decoding) -> tuple[Hypothesis, ...]:
        # One request for each hypothesis: many servers take no notice of `n`.
        answers = [
            self._ask(request, decoding.temperature, decoding.seed + number)
            for number in range(decoding.hypotheses)
        ]
        return tuple(dict.fromkeys(answers))

    def _ask(self, request: Request, temperature: float, seed: int) -> Hypothesis:
        import openai

        try:
            reply = self.client.chat.completions.create(
                model=self.model,
                messages=[{"role": m.role, "content": m.content} for m in messages(request)],  # type: ignore[misc]  # its roles are literals
                temperature=temperature,
                seed=seed,
            )
        except (openai.BadRequestError, openai.UnprocessableEntityError):
            return _NO_ANSWER  # this text is refused (its length, a filter); others may not be
        except openai.OpenAIError as error:
            raise _failed(self.server, self.model, error) from error
        except ValueError as error:  # a reply that is no JSON though it says so
            raise _nonsense(self.server) from error
        choices = getattr(reply, "choices", None)
        if not isinstance(choices, list):
            raise _nonsense(self.server)
        message = choices[0].message if choices else None
        content = getattr(message, "content", None)
        if content is not None and not isinstance(content, str):
            raise _nonsense(self.server)
        if not content or len(content) > _LONGEST * len(request.source) + _SIDE_TALK:
            return _NO_ANSWER
        text = clean(content, request.source)
        return Hypothesis(text, 0.0, bool(text) and choices[0].finish_reason == "stop")


def load(choice: Server) -> ServerEngine:
    """Connect to a server, and find out which model to ask.

    Raises:
        UsageError: the package openai is not installed, or the server has several models.
        ServerError: the server is not there, or refuses.
    """
    try:
        import openai
    except ImportError as error:
        raise UsageError(
            "A server is asked through the package openai, which is not installed.",
            'Run: pip install "eenvoudig[openai]"',
        ) from error
    client = openai.OpenAI(
        base_url=choice.url,
        api_key=_key(choice),
        timeout=choice.timeout,
        max_retries=choice.retries,
        # A server that sends us on to another would get the text to where the user was not told of.
        http_client=openai.DefaultHttpxClient(follow_redirects=False),
    )
    return ServerEngine(choice, choice.model or _only_model(choice, client), client)


def _key(choice: Server) -> str:
    """The key from the environment.

    Raises:
        UsageError: it is not there though a variable was named for it, or can't be a key.
    """
    key = os.environ.get(choice.key_variable, "").strip()
    if not key and choice.key_variable != Server("").key_variable:
        raise UsageError(
            "There is no key in the environment variable {variable}.",
            "Set it, or leave key_variable out where the server wants no key.",
            variable=choice.key_variable,
        )
    if not all("!" <= char <= "~" for char in key):
        raise UsageError(
            "What stands in the environment variable {variable} is no key.",
            "A key has only letters, digits and signs, without spaces.",
            variable=choice.key_variable,
        )
    return key or NO_KEY


def _only_model(choice: Server, client: OpenAI) -> str:
    """The server's model, where it has just one."""
    import openai

    try:
        names = sorted(model.id for model in client.models.list())
    except openai.OpenAIError as error:
        raise _failed(choice, "", error) from error
    except (ValueError, TypeError, AttributeError) as error:
        raise _nonsense(choice) from error
    if len(names) == 1:
        return names[0]
    raise UsageError(
        "{server} has not one model, but: {models}.",
        "Name one behind the address: openai:{server}#MODEL",
        server=choice.url,
        models=", ".join(names) or "–",
    )


def _remote(server: Server, model: str) -> str:
    """Where the text goes when it leaves this machine.

    Ollama passes what is sent to a model of its cloud on, also from this machine.
    """
    host = urlsplit(server.url).hostname or ""
    try:
        here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = host == "localhost" or host.endswith(".localhost")
    if here and not model.endswith(("-cloud", ":cloud")):
        return ""
    return f"{host} ({model})" if here else host


def _failed(server: Server, model: str, error: Exception) -> ServerError:
    """What went wrong between us and the server, and what to do about it."""
    import openai

    if isinstance(error, openai.APITimeoutError):
        return ServerError(
            "{server} did not answer within {seconds} seconds, also when asked again.",
            "Set a longer timeout in eenvoudig.toml, or at_once = 1 if the server is slow.",
            server=server.url,
            seconds=f"{server.timeout:g}",
        )
    if isinstance(error, openai.APIConnectionError):
        return ServerError(
            "There is no server at {server} ({reason}).",
            "Start it, or check the address: it usually ends in /v1.",
            server=server.url,
            reason=error.__cause__ or error,
        )
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return ServerError(
            "{server} refuses the key, or wants one.",
            "Put the key in the environment variable {variable}.",
            server=server.url,
            variable=server.key_variable,
        )
    if isinstance(error, openai.NotFoundError):
        return ServerError(
            "{server} does not know the model {model}, or there is nothing at this address.",
            "Check both; the address usually ends in /v1.",
            server=server.url,
            model=model or "–",
        )
    if isinstance(error, openai.APIStatusError):
        return ServerError(
            "{server} keeps failing: status {status}.",
            "Try again later; at_once = 1 in eenvoudig.toml asks less of it.",
            server=server.url,
            status=error.status_code,
        )
    return _nonsense(server)


def _nonsense(server: Server) -> ServerError:
    return ServerError(
        "What {server} answers is not the OpenAI protocol.",
        "Check the address: it usually ends in /v1.",
        server=server.url,
    )
