"""Posts of a market's blog: written from the data, edited, held by the gate, signed off, written out as drafts, and put right later."""

from council_app.reporting.blog import Exported, GeneratorName
from council_app.services.posts.correcting import corrections, draft_correction, settle_correction
from council_app.services.posts.editing import begin, edit, link, remove
from council_app.services.posts.facts import (
    Begun,
    CorrectionDue,
    DeliveryName,
    OutClaim,
    OutFacts,
    OverrideFacts,
    PostFacts,
    PostRef,
    PostState,
    QuoteChoice,
    Rewriting,
    SignoffFacts,
)
from council_app.services.posts.gating import Judged, MarketGate, draft_of, gate_of, override, place_of, take_back_override
from council_app.services.posts.outgoing import export_bundle
from council_app.services.posts.reading import delivery_names, post_of, posts, quotes_for
from council_app.services.posts.regenerating import rewrite, rewriting
from council_app.services.posts.signing import publish, sign_off, take_down

__all__ = [
    "Begun",
    "CorrectionDue",
    "DeliveryName",
    "Exported",
    "GeneratorName",
    "Judged",
    "MarketGate",
    "OutClaim",
    "OutFacts",
    "OverrideFacts",
    "PostFacts",
    "PostRef",
    "PostState",
    "QuoteChoice",
    "Rewriting",
    "SignoffFacts",
    "begin",
    "corrections",
    "delivery_names",
    "draft_correction",
    "draft_of",
    "edit",
    "export_bundle",
    "gate_of",
    "link",
    "override",
    "place_of",
    "post_of",
    "posts",
    "publish",
    "quotes_for",
    "remove",
    "rewrite",
    "rewriting",
    "settle_correction",
    "sign_off",
    "take_back_override",
    "take_down",
]
