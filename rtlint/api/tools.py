"""What the model may call: functions of the client, and remote MCP servers.

Source: the `openai` package's `RealtimeToolsConfigUnionParam`, `ToolChoiceFunctionParam` and
`ToolChoiceMcpParam`, and the API reference.
"""

from typing import Any, Literal

from msgspec import UNSET, UnsetType

from rtlint.api.base import ApiStruct

ToolChoiceMode = Literal["none", "auto", "required"]
AllowedCaller = Literal["direct", "programmatic"]
Approval = Literal["always", "never"]
ConnectorId = Literal[
    "connector_dropbox",
    "connector_gmail",
    "connector_googlecalendar",
    "connector_googledrive",
    "connector_microsoftteams",
    "connector_outlookcalendar",
    "connector_outlookemail",
    "connector_sharepoint",
]


class FunctionTool(ApiStruct, tag_field="type", tag="function"):
    """A function that the client runs when the model asks for it."""

    name: str
    """Name by which the model calls it. The server demands it, though the schema leaves it optional."""

    description: str | UnsetType = UNSET
    """When and how to call it, and what to tell the user meanwhile."""

    parameters: dict[str, Any] | UnsetType = UNSET
    """JSON Schema of the arguments, an object."""


class McpToolFilter(ApiStruct):
    """A choice among the tools of an MCP server."""

    read_only: bool | UnsetType = UNSET
    """Match tools that the server itself marks with `readOnlyHint`."""

    tool_names: list[str] | UnsetType = UNSET
    """Match tools by these names."""


class McpApprovalFilter(ApiStruct):
    """Which tools of an MCP server need the client's approval, and which do not."""

    always: McpToolFilter | UnsetType = UNSET
    """Tools that need approval at each call."""

    never: McpToolFilter | UnsetType = UNSET
    """Tools that run without approval."""


class McpTool(ApiStruct, tag_field="type", tag="mcp"):
    """The tools of a remote MCP server, called by the API itself.

    It is reached by one of `server_url`, `connector_id` and `tunnel_id`.
    """

    server_label: str
    """Name of the server within this session; calls are marked with it."""

    allowed_callers: list[AllowedCaller] | UnsetType | None = UNSET
    """From where tools may be invoked; at least one entry, or null. Since openai-python 2.45."""

    allowed_tools: list[str] | McpToolFilter | UnsetType | None = UNSET
    """The tools that the model may see: names, a filter, or null."""

    authorization: str | UnsetType = UNSET
    """OAuth access token for the server or connector: a secret. The application obtains it."""

    connector_id: ConnectorId | UnsetType = UNSET
    """A connector hosted by OpenAI. Deprecated for models released after 2026-09-01."""

    defer_loading: bool | UnsetType = UNSET
    """Leave the tools out of the context until tool search finds them. Since openai-python 2.25."""

    headers: dict[str, str] | UnsetType | None = UNSET
    """HTTP headers sent to the server; often secrets."""

    require_approval: Approval | McpApprovalFilter | UnsetType | None = UNSET
    """Which calls need the client's approval. Default `always`."""

    server_description: str | UnsetType = UNSET
    """What the server is for, as context for the model."""

    server_url: str | UnsetType = UNSET
    """URL of the server."""

    tunnel_id: str | UnsetType = UNSET
    """Secure MCP Tunnel to use in place of a URL: `tunnel_` and 32 lower-case letters or digits.

    Since openai-python 2.43.
    """


Tool = FunctionTool | McpTool


class ToolChoiceFunction(ApiStruct, tag_field="type", tag="function"):
    """Make the model call one function."""

    name: str
    """Name of the function, as in `tools`."""


class ToolChoiceMcp(ApiStruct, tag_field="type", tag="mcp"):
    """Make the model call a tool of one MCP server."""

    server_label: str
    """Label of the server, as in `tools`."""

    name: str | UnsetType | None = UNSET
    """Name of the tool on that server. Without it any of its tools will do."""


ToolChoice = ToolChoiceMode | ToolChoiceFunction | ToolChoiceMcp
