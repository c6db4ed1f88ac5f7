"""JSON Schema as far as tools need it: the keywords that describe the arguments of a function.

Source: the drafts of JSON Schema from 4 to 2020-12, of which a keyword takes whatever any of them allows. Other
keywords pass: a schema is open, unlike the API's own objects.
"""

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType, field

TypeWord = Literal["string", "number", "integer", "boolean", "object", "array", "null"]


class Schema(Struct, frozen=True):
    """A schema that is written as an object; `true` and `false` stand for any value and for none."""

    type: TypeWord | list[TypeWord] | UnsetType = UNSET
    """The JSON type of a value, or several."""

    title: str | UnsetType = UNSET
    """A name for people."""

    description: str | UnsetType = UNSET
    """What the value is for: the model reads it."""

    enum: list[Any] | UnsetType = UNSET
    """All values that are allowed."""

    properties: "dict[str, Schema | bool] | UnsetType" = UNSET
    """The keys of an object, each with a schema."""

    required: list[str] | UnsetType = UNSET
    """The names of the keys that an object has to have."""

    additional_properties: "Schema | bool | UnsetType" = field(name="additionalProperties", default=UNSET)
    """What other keys may hold."""

    items: "Schema | bool | list[Schema | bool] | UnsetType" = UNSET
    """What the items of an array are; one schema for each place in older drafts."""

    all_of: "list[Schema | bool] | UnsetType" = field(name="allOf", default=UNSET)
    """Schemas that all have to hold."""

    any_of: "list[Schema | bool] | UnsetType" = field(name="anyOf", default=UNSET)
    """Schemas of which one or more have to hold."""

    one_of: "list[Schema | bool] | UnsetType" = field(name="oneOf", default=UNSET)
    """Schemas of which exactly one has to hold."""

    not_: "Schema | bool | UnsetType" = field(name="not", default=UNSET)
    """A schema that must not hold."""

    defs: "dict[str, Schema | bool] | UnsetType" = field(name="$defs", default=UNSET)
    """Schemas to refer to."""

    definitions: "dict[str, Schema | bool] | UnsetType" = UNSET
    """The same in older drafts."""

    ref: str | UnsetType = field(name="$ref", default=UNSET)
    """A URI reference to another schema."""

    minimum: float | UnsetType = UNSET
    """The least number."""

    maximum: float | UnsetType = UNSET
    """The largest number."""

    exclusive_minimum: float | bool | UnsetType = field(name="exclusiveMinimum", default=UNSET)
    """A number that values are above; in draft 4 whether `minimum` itself is left out."""

    exclusive_maximum: float | bool | UnsetType = field(name="exclusiveMaximum", default=UNSET)
    """A number that values are below; in draft 4 whether `maximum` itself is left out."""

    multiple_of: float | UnsetType = field(name="multipleOf", default=UNSET)
    """A number that values are multiples of."""

    min_length: int | UnsetType = field(name="minLength", default=UNSET)
    """The fewest characters of a text."""

    max_length: int | UnsetType = field(name="maxLength", default=UNSET)
    """The most characters of a text."""

    min_items: int | UnsetType = field(name="minItems", default=UNSET)
    """The fewest items of an array."""

    max_items: int | UnsetType = field(name="maxItems", default=UNSET)
    """The most items of an array."""

    unique_items: bool | UnsetType = field(name="uniqueItems", default=UNSET)
    """Whether items have to differ."""

    pattern: str | UnsetType = UNSET
    """A regular expression that a text matches."""

    format: str | UnsetType = UNSET
    """A name for the form of a text, such as `date`."""
