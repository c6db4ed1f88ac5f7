"""Stored prompts and what fills their variables.

Source: the `openai` package's `ResponsePromptParam` and `ResponseInput*Param`, and the API reference.
"""

from typing import Literal

from msgspec import UNSET, UnsetType

from rtlint.api.base import ApiStruct

CacheTtl = Literal["30m", "12h"]
ImageDetail = Literal["low", "high", "auto", "original"]
FileDetail = Literal["auto", "low", "high"]


class PromptCacheBreakpoint(ApiStruct):
    """Marks where the reusable beginning of a prompt ends."""

    mode: Literal["explicit"]
    """Kind of mark. Always `explicit`."""

    ttl: CacheTtl | UnsetType = UNSET
    """How long the cache entry lives at least; without it, what the request says elsewhere.

    Since openai-python 3.38.
    """


class InputText(ApiStruct, tag_field="type", tag="input_text"):
    """Text for a prompt variable."""

    text: str
    """The text."""

    prompt_cache_breakpoint: PromptCacheBreakpoint | UnsetType = UNSET
    """Ends the cached beginning of the prompt after this part. Since openai-python 2.45."""


class InputImage(ApiStruct, tag_field="type", tag="input_image"):
    """An image for a prompt variable, by URL or by file id."""

    detail: ImageDetail
    """How closely the model looks. Required, although `auto` is called its default."""

    file_id: str | UnsetType | None = UNSET
    """Id of an uploaded file."""

    image_url: str | UnsetType | None = UNSET
    """Full URL of the image, or a base64 `data:` URL."""

    prompt_cache_breakpoint: PromptCacheBreakpoint | UnsetType = UNSET
    """Ends the cached beginning of the prompt after this part. Since openai-python 2.45."""


class InputFile(ApiStruct, tag_field="type", tag="input_file"):
    """A file for a prompt variable: by id, by URL, or inline."""

    detail: FileDetail | UnsetType = UNSET
    """How finely pages are rendered. Default `auto`; `high` costs more input tokens. Since openai-python 2.25."""

    file_data: str | UnsetType = UNSET
    """The file's content."""

    file_id: str | UnsetType | None = UNSET
    """Id of an uploaded file."""

    file_url: str | UnsetType = UNSET
    """URL of the file."""

    filename: str | UnsetType = UNSET
    """Name under which the model sees the file."""

    prompt_cache_breakpoint: PromptCacheBreakpoint | UnsetType = UNSET
    """Ends the cached beginning of the prompt after this part. Since openai-python 2.45."""


PromptVariable = str | InputText | InputImage | InputFile


class Prompt(ApiStruct):
    """A prompt template stored with OpenAI, and the values for its variables."""

    id: str
    """Id of the template."""

    variables: dict[str, PromptVariable] | UnsetType | None = UNSET
    """Values by variable name: text, image or file."""

    version: str | UnsetType | None = UNSET
    """Version of the template: a string, even where it looks like a number."""
