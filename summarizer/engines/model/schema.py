"""The form of an answer as a JSON Schema that strict structured outputs take.

The strict subset, as OpenAI's guide to structured outputs describes it: the root is an object and no `anyOf`; every
property is required, an optional one is a union with null; `additionalProperties` is false everywhere; `oneOf`, `allOf`,
`not`, `prefixItems`, defaults and string lengths are not taken.
"""

from functools import cache
from typing import Any

from pydantic import BaseModel

TAKEN = frozenset(
    {"type", "properties", "required", "additionalProperties", "items", "enum", "anyOf", "description"}
    | {"pattern", "format", "multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}
    | {"minItems", "maxItems"}
)
"""The keywords that strict structured outputs take and that are of use here."""


@cache
def strict_schema(answer: type[BaseModel]) -> dict[str, Any]:
    """Make the strict schema of an answer type, once a type.

    References are put in place, so that a server that knows no `$defs` can follow; a type that holds itself is refused.

    Raises:
        TypeError: if the type has something that the strict subset can't say.
    """
    raw = answer.model_json_schema()
    schema = _strict(raw, raw.get("$defs", {}), ())
    schema.pop("description", None)
    return schema


def _strict(node: dict[str, Any], definitions: dict[str, Any], inside: tuple[str, ...]) -> dict[str, Any]:
    node = {key: value for key, value in node.items() if key not in {"title", "default", "$defs"}}
    if reference := node.pop("$ref", None):
        name = reference.rpartition("/")[2]
        if name in inside:
            message = f"{name} holds itself"
            raise TypeError(message)
        target = {key: value for key, value in definitions[name].items() if key != "description"}
        return _strict(target | node, definitions, (*inside, name))
    if "const" in node:
        node["enum"] = [node.pop("const")]
    if strays := set(node) - TAKEN:
        message = f"strict structured outputs do not take {sorted(strays)}"
        raise TypeError(message)
    return node | _children(node, definitions, inside)


def _children(node: dict[str, Any], definitions: dict[str, Any], inside: tuple[str, ...]) -> dict[str, Any]:
    """Make what lies inside a node strict."""
    changed: dict[str, Any] = {}
    if node.get("type") == "object":
        properties = node.get("properties", {})
        changed["properties"] = {name: _strict(child, definitions, inside) for name, child in properties.items()}
        changed["required"] = list(properties)
        changed["additionalProperties"] = False
    if "items" in node:
        changed["items"] = _strict(node["items"], definitions, inside)
    if "anyOf" in node:
        changed["anyOf"] = [_strict(child, definitions, inside) for child in node["anyOf"]]
    return changed
