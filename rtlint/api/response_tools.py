"""Tools and stored prompts as the server describes them in an answer: optional fields may be null.

Source: the `openai` package's `RealtimeSessionCreateResponse`, `RealtimeFunctionTool`, `ResponsePrompt`, and
the API reference.
"""

from typing import Any, Literal

from msgspec import UNSET, UnsetType

from rtlint.api.base import ApiStruct
from rtlint.api.prompt import CacheTtl, FileDetail, ImageDetail
from rtlint.api.tools import AllowedCaller, Approval, ConnectorId


class FunctionToolResponse(ApiStruct, tag_field="type", tag="function"):
    """A function of the client, as answered."""

    description: str | UnsetType | None = UNSET
    """When and how to call it."""

    name: str | UnsetType | None = UNSET
    """Name by which the model calls it."""

    parameters: dict[str, Any] | UnsetType | None = UNSET
    """JSON Schema of the arguments, an object."""


class McpToolFilterResponse(ApiStruct):
    """A choice among the tools of an MCP server, as answered."""

    read_only: bool | UnsetType | None = UNSET
    """Tools that the server itself marks with `readOnlyHint`."""

    tool_names: list[str] | UnsetType | None = UNSET
    """Tools by these names."""


class McpApprovalFilterResponse(ApiStruct):
    """Which tools need the client's approval, as answered."""

    always: McpToolFilterResponse | UnsetType | None = UNSET
    """Tools that need approval at each call."""

    never: McpToolFilterResponse | UnsetType | None = UNSET
    """Tools that run without approval."""


class McpToolResponse(ApiStruct, tag_field="type", tag="mcp"):
    """The tools of a remote MCP server, as answered."""

    server_label: str
    """Name of the server within this session."""

    allowed_callers: list[AllowedCaller] | UnsetType | None = UNSET
    """From where tools may be invoked."""

    allowed_tools: list[str] | McpToolFilterResponse | UnsetType | None = UNSET
    """The tools that the model may see."""

    authorization: str | UnsetType | None = UNSET
    """OAuth access token: a secret, should the server ever repeat it."""

    connector_id: ConnectorId | UnsetType | None = UNSET
    """A connector hosted by OpenAI."""

    defer_loading: bool | UnsetType | None = UNSET
    """Whether the tools stay out of the context until tool search finds them."""

    headers: dict[str, str] | UnsetType | None = UNSET
    """HTTP headers sent to the server; often secrets."""

    require_approval: Approval | McpApprovalFilterResponse | UnsetType | None = UNSET
    """Which calls need the client's approval."""

    server_description: str | UnsetType | None = UNSET
    """What the server is for."""

    server_url: str | UnsetType | None = UNSET
    """URL of the server."""

    tunnel_id: str | UnsetType | None = UNSET
    """Secure MCP Tunnel in place of a URL."""


ToolResponse = FunctionToolResponse | McpToolResponse


class PromptCacheBreakpointResponse(ApiStruct):
    """Where the reusable beginning of a prompt ends, as answered."""

    mode: Literal["explicit"]
    """Kind of mark. Always `explicit`."""

    ttl: CacheTtl | UnsetType | None = UNSET
    """How long the cache entry lives at least."""


class InputTextResponse(ApiStruct, tag_field="type", tag="input_text"):
    """Text in a prompt variable, as answered."""

    text: str
    """The text."""

    prompt_cache_breakpoint: PromptCacheBreakpointResponse | UnsetType | None = UNSET
    """Ends the cached beginning of the prompt."""


class InputImageResponse(ApiStruct, tag_field="type", tag="input_image"):
    """An image in a prompt variable, as answered."""

    detail: ImageDetail
    """How closely the model looks."""

    file_id: str | UnsetType | None = UNSET
    """Id of an uploaded file."""

    image_url: str | UnsetType | None = UNSET
    """Full URL of the image, or a base64 `data:` URL."""

    prompt_cache_breakpoint: PromptCacheBreakpointResponse | UnsetType | None = UNSET
    """Ends the cached beginning of the prompt."""


class InputFileResponse(ApiStruct, tag_field="type", tag="input_file"):
    """A file in a prompt variable, as answered."""

    detail: FileDetail | UnsetType | None = UNSET
    """How finely pages are rendered."""

    file_data: str | UnsetType | None = UNSET
    """The file's content."""

    file_id: str | UnsetType | None = UNSET
    """Id of an uploaded file."""

    file_url: str | UnsetType | None = UNSET
    """URL of the file."""

    filename: str | UnsetType | None = UNSET
    """Name under which the model sees the file."""

    prompt_cache_breakpoint: PromptCacheBreakpointResponse | UnsetType | None = UNSET
    """Ends the cached beginning of the prompt."""


PromptVariableResponse = str | InputTextResponse | InputImageResponse | InputFileResponse


class PromptResponse(ApiStruct):
    """The stored prompt in use, as answered."""

    id: str
    """Id of the template."""

    variables: dict[str, PromptVariableResponse] | UnsetType | None = UNSET
    """Values by variable name."""

    version: str | UnsetType | None = UNSET
    """Version of the template."""
