-- What somebody does in Neovim with a session config, told line by line: open, type, fix, save, close.
-- Works from Neovim 0.7 on. Wants the command of the server as JSON in RTLINT_SERVER, and writes to RTLINT_TRANSCRIPT.

local LIMIT = 20000 -- milliseconds after which something that does not come has failed

-- The codes that the text has at each stage, in order.
local OPENED = "RT219 RT005 RT302 RT004 RT205"
local MENDED = "RT219 RT005 RT302 RT004"
local CHOSEN = "RT219 RT005 RT004"
local SAVED = "RT219"

local told = {}
local buffer, client

local function tell(line)
  table.insert(told, line)
end

local function show_buffer()
  for row, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    tell(("%3d | %s"):format(row, line))
  end
end

-- The diagnostics of the buffer in order; each with the text that it marks, as columns differ between encodings.
local function found()
  local all = vim.diagnostic.get(buffer)
  table.sort(all, function(a, b)
    return a.lnum < b.lnum or (a.lnum == b.lnum and a.col < b.col)
  end)
  local lines = {}
  for _, one in ipairs(all) do
    local text = vim.api.nvim_buf_get_text(buffer, one.lnum, one.col, one.end_lnum, one.end_col, {})
    local code = one.code or one.user_data.lsp.code
    local kind = ({ "error", "warning", "info" })[one.severity]
    table.insert(lines, ("%d: %s %s at <%s>: %s"):format(one.lnum + 1, kind, code, text[1], one.message))
  end
  return lines
end

local function codes()
  local list = {}
  for _, line in ipairs(found()) do
    table.insert(list, line:match("RT%d+"))
  end
  return table.concat(list, " ")
end

local function await(what, condition)
  if not vim.wait(LIMIT, condition, 5) then
    error(("%s: not so within %d ms\n%s"):format(what, LIMIT, table.concat(found(), "\n")))
  end
end

local function await_codes(expected)
  await("diagnostics " .. expected, function()
    return codes() == expected
  end)
  for _, line in ipairs(found()) do
    tell("  " .. line)
  end
end

-- Type as a person would: in normal mode, with commands.
local function type_keys(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), "xt", false)
end

local function ask(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(buffer, method, params, LIMIT) or {}) do
    if answer.error then
      error(method .. ": " .. answer.error.message)
    end
    return answer.result
  end
  error(method .. ": no answer")
end

local function document()
  return { uri = vim.uri_from_bufnr(buffer) }
end

local function at(row, column)
  return { line = row - 1, character = column - 1 }
end

local function actions(first, last, only)
  local marked = vim.diagnostic.get(buffer, { lnum = first.line })
  local sent = vim.tbl_map(function(one)
    return one.user_data and one.user_data.lsp and one.user_data.lsp.range and one.user_data.lsp
  end, marked)
  local context = { only = only, diagnostics = vim.tbl_values(sent) }
  local range = { start = first, ["end"] = last }
  return ask("textDocument/codeAction", { textDocument = document(), range = range, context = context }) or {}
end

local function apply(action)
  if not action.edit then
    action = ask("codeAction/resolve", action)
  end
  vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
end

local function fix_on_save()
  local rows = vim.api.nvim_buf_line_count(buffer)
  for _, action in ipairs(actions(at(1, 1), at(rows + 1, 1), { "source.fixAll.rtlint" })) do
    tell("  " .. action.kind)
    apply(action)
  end
end

local function started()
  local config = {
    name = "rtlint",
    cmd = vim.fn.json_decode(vim.env.RTLINT_SERVER),
    root_dir = vim.fn.getcwd(),
    on_exit = function(status, signal)
      tell(("the server ended with status %d, signal %d"):format(status, signal))
    end,
  }
  if vim.lsp.start then
    return vim.lsp.start(config, { bufnr = buffer })
  end
  local id = vim.lsp.start_client(config)
  vim.lsp.buf_attach_client(buffer, id)
  return id
end

local function said_on_stderr()
  local file = io.open(vim.lsp.get_log_path())
  local log = file and file:read("*a") or ""
  return log:match("stderr") and log or "nothing"
end

local steps = {}

function steps.open()
  tell("== opened")
  show_buffer()
  local id = started()
  await("the server is there", function()
    client = vim.lsp.get_client_by_id(id)
    return client and client.initialized
  end)
  await_codes(OPENED)
end

function steps.mend()
  tell("== line 11 changed by the buffer's own function: 2.0 -> 1.2")
  vim.api.nvim_buf_set_text(buffer, 10, 13, 10, 16, { "1.2" })
  await_codes(MENDED)
end

function steps.damage()
  tell("== typed in line 12: a quote that nobody closes")
  type_keys('12G0C      voice: "marin<Esc>')
  await_codes(MENDED .. " RT001")
  tell("== undone")
  type_keys("u")
  await_codes(MENDED)
end

function steps.choose()
  tell("== the light bulb in line 7, and the fix that is preferred")
  local row = vim.api.nvim_buf_get_lines(buffer, 6, 7, false)[1]
  local preferred = vim.tbl_filter(function(action)
    return action.isPreferred
  end, actions(at(7, 1), at(7, #row + 1), { "quickfix" }))
  for _, action in ipairs(preferred) do
    tell("  offered: " .. action.title)
  end
  vim.cmd("let &undolevels = &undolevels") -- else what a script changes is undone in one go
  apply(preferred[1])
  await_codes(CHOSEN)
  show_buffer()
  tell("== undone")
  type_keys("u")
  await_codes(MENDED)
end

-- The lines of a hover, whichever of its forms the server chooses.
local function hovered(place)
  local contents = ask("textDocument/hover", { textDocument = document(), position = place }).contents
  return vim.split(contents.value or contents, "\n", { plain = true })
end

function steps.look()
  tell("== hover over speed in line 11")
  for _, line in ipairs(hovered(at(11, 8))) do
    tell("  " .. line)
  end
  tell("== typed below line 7: turn")
  type_keys("7Goturn<Esc>") -- indented by Neovim itself
  local answer = ask("textDocument/completion", { textDocument = document(), position = at(8, 11) })
  for _, item in ipairs(answer.items or answer) do
    tell("  offered: " .. item.label)
  end
  tell("== undone")
  type_keys("u")
  await_codes(MENDED)
end

function steps.save()
  tell("== saved, fixed on the way")
  vim.api.nvim_create_autocmd("BufWritePre", { buffer = buffer, callback = fix_on_save })
  vim.cmd("write")
  show_buffer()
  await_codes(SAVED)
  tell("== saved again")
  vim.cmd("write")
  await_codes(SAVED)
end

function steps.close()
  tell("== closed")
  vim.lsp.stop_client(client.id)
  await("the end of the server", function()
    return told[#told]:match("^the server ended")
  end)
  tell("on standard error: " .. said_on_stderr())
end

buffer = vim.api.nvim_get_current_buf()
local ok, fault = pcall(function()
  for name in vim.gsplit(vim.env.RTLINT_STEPS, " ", true) do
    steps[name]()
  end
end)
if not ok then
  tell("FAILED: " .. tostring(fault))
end
local transcript = assert(io.open(vim.env.RTLINT_TRANSCRIPT, "w"))
transcript:write(table.concat(told, "\n"), "\n")
transcript:close()
vim.cmd(ok and "qall!" or "cquit")
